import Foundation
import Hummingbird

/// Stands in for Yoto's media hosts: pictures that were uploaded, made-up ones for all others, and silence.
struct ContentDeliveryRoutes: Sendable {
    let media: MediaStore
    let clock: SimulatorClock

    func add(to router: Router<SimulatorContext>) {
        router.get("/card-content/**") { request, _ in await picture(request, width: 64, height: 102) }
        router.get("/cdn/**") { request, _ in await picture(request, width: 80, height: 60) }
        router.get("/media-secure-v2/icons/:id") { request, _ in await picture(request, width: 16, height: 16) }
        router.get("/media-secure-v2/family/:id") { request, _ in
            try checkExpiry(request)
            return await picture(request, width: 32, height: 32)
        }
        router.get("/secure-media/**") { request, _ in
            try checkExpiry(request)
            return Response.bytes(SilentAudio.data, type: "audio/mpeg")
        }
    }

    private func picture(_ request: Request, width: Int, height: Int) async -> Response {
        let id = request.uri.path.split(separator: "/").last.map(String.init) ?? ""
        if let picture = await media.picture(id) { return .bytes(picture.data, type: picture.kind.rawValue) }
        return .bytes(PNGImage(width: width, height: height, id: id).data, type: "image/png")
    }

    /// Signed addresses die at their time.
    private func checkExpiry(_ request: Request) throws {
        guard let expires = try request.queryFields()["Expires"].flatMap({ Double($0) }),
            expires > clock.now.timeIntervalSince1970
        else { throw CloudError.forbidden("Access denied") }
    }
}
