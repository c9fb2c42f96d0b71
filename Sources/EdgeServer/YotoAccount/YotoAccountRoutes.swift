import Core
import HTTPTypes
import Hummingbird

/// `/api/yoto` and `/oauth/callback`: connecting the family's account and how it stands.
struct YotoAccountRoutes {
    let account: YotoAccountService
    let audit: AuditLog

    func add(to table: RouteTable) {
        table.read("/api/yoto/status", for: .listener) { [account] _, _ in try .json(await account.status()) }
        table.add(.post, "/api/yoto/connect", for: .admin) { try await connect($0, $1) }
        table.add(.post, "/api/yoto/paste", for: .admin) { try await paste($0, $1) }
        table.add(.delete, "/api/yoto", for: .admin) { try await disconnect($0, $1) }
        table.read("/oauth/callback", for: .everyone) { await callback($0, $1) }
    }

    private struct Connect: Decodable {
        var method: ConnectMethod
    }

    private struct Paste: Decodable {
        var url: String
    }

    private func connect(_ request: Request, _ context: EdgeRequestContext) async throws -> Response {
        let method = try await request.json(Connect.self).method
        let actor = try context.signedIn.user.username
        try await audit.record(.yotoConnectBegun, actor: actor, visitor: context.visitor)
        switch method {
        case .browser, .paste:
            let (authorizeURL, redirectURL) = try await account.beginRedirect(method, by: actor)
            return try .json(RedirectOffer(authorizeURL: authorizeURL, redirectURL: redirectURL))
        case .device:
            return try .json(DeviceOffer(try await account.beginDevice(by: actor), now: account.now()))
        }
    }

    private func paste(_ request: Request, _ context: EdgeRequestContext) async throws -> Response {
        let url = try await request.json(Paste.self).url
        guard let callback = try? YotoOAuthCallback(parsing: url) else {
            throw Problem(
                .unprocessable,
                "This is not the address that Yoto's page led to. It has code= and state= in it; copy all of it.")
        }
        do {
            try await account.finishRedirect(callback)
        } catch {
            throw error.problem
        }
        try await audit.record(.yotoConnected, actor: context.signedIn.user.username, visitor: context.visitor)
        return try .json(await account.status())
    }

    private func disconnect(_ request: Request, _ context: EdgeRequestContext) async throws -> Response {
        try await account.disconnect()
        try await audit.record(.yotoDisconnected, actor: context.signedIn.user.username, visitor: context.visitor)
        return Response(status: .noContent)
    }

    /// Sends the browser on to the page, which tells how it went; the code in our own address is left behind.
    private func callback(_ request: Request, _ context: EdgeRequestContext) async -> Response {
        var result = "connected"
        do throws(ConnectFailure) {
            guard let callback = try? YotoOAuthCallback(parsing: request.uri.query ?? "") else { throw .state }
            try await account.finishRedirect(callback)
            try? await audit.record(.yotoConnected, actor: context.principal?.user.username, visitor: context.visitor)
        } catch {
            result = error.code
        }
        return Response(
            status: .seeOther,
            headers: [.location: "/settings/yoto/?result=\(result)", .cacheControl: "no-store"])
    }
}

/// What a connection by redirect begins with.
private struct RedirectOffer: Encodable {
    var authorizeURL: String
    var redirectURL: String
}

/// What a connection by device code begins with.
private struct DeviceOffer: Encodable {
    var userCode: String
    var verificationURL: String
    var verificationURLComplete: String?
    /// Seconds.
    var expiresIn: Int
    /// Seconds.
    var interval: Int

    init(_ device: YotoDeviceAuthorization, now: Timestamp) {
        userCode = device.userCode
        verificationURL = device.verificationURL
        verificationURLComplete = device.verificationURLComplete
        expiresIn = Int(device.expiresAt.since(now).components.seconds)
        interval = Int(device.interval.components.seconds)
    }
}
