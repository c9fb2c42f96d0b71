import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Audio from file to transcode (`yoto-platform.md` §2.1 rows 16–18).
struct UploadRoutes: Sendable {
    /// Yoto's upload page allows 1 GB.
    static let maximumBytes = 1_000_000_000

    let media: MediaStore
    let requiring: ScopeGuard
    let origin: Origin

    func add(to router: Router<SimulatorContext>) {
        router.get(
            "/media/transcode/audio/uploadUrl",
            use: requiring("user:content:manage") { call in
                try await open(call)
            })
        router.put("/uploads/:id") { request, context in try await receive(request, context) }
        router.get(
            "/media/upload/:id/transcoded",
            use: requiring("user:content:manage") { call in
                guard let transcode = try await media.transcode(call.parameter("id")) else {
                    return Response(status: .notFound, headers: [.contentLength: "0"])
                }
                return .wire(["transcode": transcode])
            })
    }

    private func open(_ call: APICall) async throws -> Response {
        let sha256 = call.query("sha256")
        if let sha256, sha256.wholeMatch(of: /[0-9A-Fa-f]{64}/) == nil {
            throw CloudError.badRequest("sha256 must be 64 hex digits")
        }
        let upload = await media.openUpload(sha256: sha256, filename: call.query("filename"))
        let url = origin.url(
            "/uploads/\(upload.id)?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=3600"
                + "&X-Amz-Signature=\(upload.signature)")
        return .wire([
            "upload": ["uploadId": .string(upload.id), "uploadUrl": upload.isKnown ? .null : .string(url)]
        ])
    }

    /// As S3: the URL is the only credential, and a second one beside it is refused.
    private func receive(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        guard request.headers[.authorization] == nil else {
            return refusal(.badRequest, "InvalidArgument", "Only one auth mechanism allowed")
        }
        let id = context.parameters.get("id") ?? ""
        guard await media.mayReceive(id, signature: try request.queryFields()["X-Amz-Signature"]) else {
            return refusal(.forbidden, "AccessDenied", "Request has expired or its signature does not match")
        }
        var digest = SHA256Digest()
        var size = 0
        for try await buffer in request.body {
            size += buffer.readableBytes
            guard size <= Self.maximumBytes else {
                return refusal(.contentTooLarge, "EntityTooLarge", "Your proposed upload is too large")
            }
            digest.add(buffer.readableBytesView)
        }
        await media.finishUpload(id, sha256: digest.hex, size: size)
        return Response(status: .ok, headers: [.contentLength: "0", .eTag: "\"\(digest.hex.prefix(32))\""])
    }

    private func refusal(_ status: HTTPResponse.Status, _ code: String, _ message: String) -> Response {
        let error = "<Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + error
        return .bytes(Data(xml.utf8), type: "application/xml", status: status)
    }
}
