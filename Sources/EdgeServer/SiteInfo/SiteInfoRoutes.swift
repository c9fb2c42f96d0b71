import Hummingbird

/// `GET /api/site`: what the pages ask first, to know what they can offer.
struct SiteInfoRoutes {
    let service: SiteInfoService

    func add(to router: Router<EdgeRequestContext>) {
        router.read("/api/site") { [service] _, _ in try .json(await service.info()) }
    }
}
