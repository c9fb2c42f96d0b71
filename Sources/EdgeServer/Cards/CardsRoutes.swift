import Core
import Hummingbird

/// `GET /api/cards`: the cards on offer. `GET /api/cards/{slug}`: one of them, or one that is not listed.
///
/// Both are for everyone; private cards are among them for whoever is signed in, and do not exist for anybody else.
struct CardsRoutes {
    let service: CardsService

    func add(to table: RouteTable) {
        table.read("/api/cards", for: .everyone) { [service] _, context in
            let cards = context.principal == nil ? await service.listed() : await service.all()
            return try .json(Catalog(cards: cards))
        }
        table.read("/api/cards/:slug", for: .everyone) { [service] _, context in
            let slug = context.parameters.get("slug") ?? ""
            guard let card = await service.card(slug: slug, forFamily: context.principal != nil) else {
                throw Problem(.notFound, "There is no card of this name.")
            }
            return try .json(card)
        }
    }
}
