import Core
import HTTPTypes
import Hummingbird

/// `/api/yoto/client`: which client of Yoto's dashboard the edge is. Its secret goes in and never comes out.
struct YotoClientRoutes {
    let clients: YotoClientService
    let account: YotoAccountService
    let settings: YotoAccountSettings
    let audit: AuditLog

    func add(to table: RouteTable) {
        table.read("/api/yoto/client", for: .admin) { _, _ in try await answer() }
        table.add(.put, "/api/yoto/client", for: .admin) { try await enter($0, $1) }
    }

    private struct Entry: Decodable {
        var clientID: String
        var clientSecret: String?
    }

    private struct Answer: Encodable {
        var clientID: String?
        var hasSecret: Bool
        var callbackURL: String
        var pasteURL: String
        var scopes: [String]
        var fixedByEnvironment: Bool
    }

    private func answer() async throws -> Response {
        let client = try await clients.known()
        return try .json(
            Answer(
                clientID: client?.id, hasSecret: client?.secret != nil, callbackURL: settings.callbackURL,
                pasteURL: settings.pasteURL, scopes: settings.scopes.map(\.rawValue),
                fixedByEnvironment: clients.fixed != nil))
    }

    private func enter(_ request: Request, _ context: EdgeRequestContext) async throws -> Response {
        let entry = try await request.json(Entry.self)
        let isConnected = await account.status().state == .connected
        if isConnected, try await clients.known()?.id != entry.clientID {
            throw Problem(.conflict, "The connected account belongs to another client id. Disconnect it first.")
        }
        try await clients.enter(id: entry.clientID, secret: entry.clientSecret)
        await account.clientChanged()
        try await audit.record(.yotoClientChanged, actor: context.signedIn.user.username, visitor: context.visitor)
        return try await answer()
    }
}
