import Core
import HTTPTypes
import Hummingbird

/// `/api/listening`: what was heard, by player, card and day, and where listeners stopped.
struct ListeningRoutes: Sendable {
    let store: any ListeningStore

    private struct Answer: Encodable {
        var days: [ListeningDay]
        var resume: [ResumePoint]
    }

    private struct Removed: Encodable {
        var removed: Int
    }

    func add(to table: RouteTable) {
        table.read("/api/listening", for: .listener) { request, _ in
            let query = request.uri.queryParameters
            let wanted = ListeningQuery(
                playerID: query.get("player"), cardID: query.get("card"), from: try Self.day(query.get("from"), "from"),
                to: try Self.day(query.get("to"), "to"))
            return try .json(
                Answer(
                    days: try await store.listening(wanted),
                    resume: try await store.resumePoints(playerID: wanted.playerID, cardID: wanted.cardID)))
        }
        table.add(.delete, "/api/listening", for: .member) { request, _ in
            let query = request.uri.queryParameters
            return try .json(
                Removed(
                    removed: try await store.deleteListening(playerID: query.get("player"), cardID: query.get("card"))))
        }
    }

    private static func day(_ text: String?, _ name: String) throws -> String? {
        guard let text else { return nil }
        guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else {
            throw Problem(.badRequest, "\(name) must be a day such as 2026-11-25.")
        }
        return text
    }
}
