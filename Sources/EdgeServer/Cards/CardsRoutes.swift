import Core
import Hummingbird

/// `GET /api/cards`: the public cards. `GET /api/cards/{slug}`: one that is public or unlisted.
struct CardsRoutes {
    let service: CardsService

    func add(to router: Router<EdgeRequestContext>) {
        router.read("/api/cards") { [service] _, _ in try .json(Catalog(cards: await service.listed())) }
        router.read("/api/cards/:slug") { [service] _, context in
            guard let slug = context.parameters.get("slug"), let card = await service.card(slug: slug) else {
                throw Problem(.notFound, "There is no card of this name.")
            }
            return try .json(card)
        }
    }
}
