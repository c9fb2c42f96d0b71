import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Covers, icons and pictures of the family (`yoto-platform.md` §2.1 rows 19–25).
struct PictureRoutes: Sendable {
    static let maximumBytes = 8 * 1024 * 1024

    let media: MediaStore
    let requiring: ScopeGuard
    let origin: Origin
    let clock: SimulatorClock

    func add(to router: Router<SimulatorContext>) {
        router.post(
            "/media/coverImage/user/me/upload",
            use: requiring("user:content:manage") { call in
                try await uploadCover(call)
            })
        router.get(
            "/media/displayIcons/user/yoto",
            use: requiring("user:icons:manage") { _ in
                .wire(["displayIcons": .array(await media.publicIcons)])
            })
        router.get(
            "/media/displayIcons/user/me",
            use: requiring("user:icons:manage") { _ in
                .wire(["displayIcons": .array(await media.ownIcons)])
            })
        router.post(
            "/media/displayIcons/user/me/upload",
            use: requiring("user:icons:manage") { call in
                try await uploadIcon(call)
            })
        router.get(
            "/media/family/images",
            use: requiring("family:view") { _ in
                .wire(["images": .array(await media.familyImages)])
            })
        router.get("/media/family/images/:id", use: requiring("family:view") { call in try await familyImage(call) })
        router.post("/media/family/images", use: requiring("family:view") { call in try await uploadFamilyImage(call) })
    }

    private func uploadCover(_ call: APICall) async throws -> Response {
        let body = try await call.bytes(upTo: Self.maximumBytes)
        let id: String
        if body.isEmpty {
            guard let address = call.query("imageUrl") else {
                throw CloudError.badRequest("A binary image file body or imageUrl param is required")
            }
            // Nothing is fetched: a simulator that follows addresses would be a way into the network.
            id = Secret.base64URLDigest(Data(address.utf8))
        } else {
            guard let picture = Picture(body) else {
                throw CloudError.badRequest("A binary image file body or imageUrl param is required")
            }
            id = await media.addCover(body, kind: picture.kind)
        }
        return .wire([
            "coverImage": [
                "mediaId": .string(id), "mediaUrl": .string(origin.url("/card-content/yoto/pub/\(id)")),
            ]
        ])
    }

    private func uploadIcon(_ call: APICall) async throws -> Response {
        let body = try await call.bytes(upTo: Self.maximumBytes)
        guard let picture = Picture(body) else { throw CloudError.badRequest("A binary image file is required") }
        if call.query("autoConvert") != "true" {
            guard picture.kind != .jpeg, let size = picture.size, size == (16, 16) else {
                throw CloudError.badRequest("Icon must be a 16x16 PNG or GIF")
            }
        }
        let icon = await media.addIcon(body, kind: picture.kind) { [origin] in
            origin.url("/media-secure-v2/icons/\($0)")
        }
        return .wire(["displayIcon": icon])
    }

    private func familyImage(_ call: APICall) async throws -> Response {
        let size = "\(call.query("width") ?? "")x\(call.query("height") ?? "")"
        guard ["640x480", "320x320"].contains(size) else {
            throw CloudError.badRequest("width and height must be 640 and 480, or 320 and 320")
        }
        let id = call.parameter("id")
        guard await media.hasFamilyImage(id) else { throw CloudError.notFound("Image \(id) does not exist.") }
        return .found(signedAddress(id))
    }

    private func uploadFamilyImage(_ call: APICall) async throws -> Response {
        let body = try await call.bytes(upTo: Self.maximumBytes)
        guard let picture = Picture(body) else { throw CloudError.badRequest("A binary image file is required") }
        let id = try await media.addFamilyImage(body, kind: picture.kind, name: call.query("filename"))
        return .wire(["imageId": .string(id), "url": .string(signedAddress(id))])
    }

    private func signedAddress(_ id: String) -> String {
        let expires = Int(clock.now.timeIntervalSince1970) + 7 * 86_400
        return origin.url("/media-secure-v2/family/\(id)?Expires=\(expires)")
    }
}
