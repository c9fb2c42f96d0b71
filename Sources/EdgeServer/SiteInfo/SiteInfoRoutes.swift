import Hummingbird

/// `GET /api/site`: what the pages ask first, to know what they can offer.
struct SiteInfoRoutes {
    let service: SiteInfoService

    func add(to table: RouteTable) {
        table.read("/api/site", for: .everyone) { [service] _, _ in try .json(await service.info()) }
    }
}
