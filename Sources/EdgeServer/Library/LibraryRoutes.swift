import Core
import HTTPTypes
import Hummingbird

/// `/api/library`: the cards of the connected account.
struct LibraryRoutes {
    let library: LibraryService

    func add(to table: RouteTable) {
        table.read("/api/library", for: .listener) { [library] request, _ in
            try .json(await library.listing(fresh: Self.wantsFresh(request)))
        }
        table.read("/api/library/groups", for: .listener) { [library] _, _ in
            try .json(Groups(groups: await library.groups()))
        }
        table.read("/api/library/:card", for: .listener) { [library] _, context in
            try .json(await library.details(context.parameters.require("card")))
        }
        table.read("/api/library/:card/chapters", for: .listener) { [library] _, context in
            try .json(LegacyChapters(await library.details(context.parameters.require("card"))))
        }
    }

    private static func wantsFresh(_ request: Request) throws -> Bool {
        guard let text = request.uri.queryParameters["fresh"] else { return false }
        guard let fresh = Bool(String(text)) else { throw Problem(.badRequest, "fresh is true or false.") }
        return fresh
    }

    private struct Groups: Encodable {
        var groups: [LibraryService.Group]
    }
}

/// The chapters of a card in the shape of the Python service (`python-service.md` §2.7).
private struct LegacyChapters: Encodable {
    var card_id: String
    var card_title: String
    var card_author: String?
    var card_cover: String?
    var chapters: [Chapter]
    var total_chapters: Int

    struct Chapter: Encodable {
        var key: String
        var title: String
        var duration: Double?
    }

    init(_ details: LibraryService.Details) {
        card_id = details.card.cardId
        card_title = details.card.title
        card_author = details.card.author
        card_cover = details.card.cover
        chapters = details.chapters.map { Chapter(key: $0.key, title: $0.title, duration: $0.durationSeconds) }
        total_chapters = chapters.count
    }
}
