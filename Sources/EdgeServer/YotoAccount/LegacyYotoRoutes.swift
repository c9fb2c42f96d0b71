import Core
import HTTPTypes
import Hummingbird

/// `/api/auth/*`: the names of the Python service, for its clients (`python-service.md` §2.3). They answer in its
/// shapes, but only to those who signed in, and polling asks the edge, not Yoto.
struct LegacyYotoRoutes {
    let account: YotoAccountService
    let audit: AuditLog

    func add(to table: RouteTable) {
        table.read("/api/auth/status", for: .listener) { _, _ in
            let isConnected = await account.status().state == .connected
            return try .json(Status(authenticated: isConnected, message: Self.message(isConnected)))
        }
        table.add(.post, "/api/auth/start", for: .admin) { try await start($0, $1) }
        table.add(.post, "/api/auth/poll", for: .admin) { _, _ in try .json(Poll(await account.status())) }
        table.add(.post, "/api/auth/logout", for: .admin) { try await logout($0, $1) }
    }

    private static func message(_ isConnected: Bool) -> String {
        isConnected ? "Connected to Yoto" : "Not connected to Yoto"
    }

    private func start(_ request: Request, _ context: EdgeRequestContext) async throws -> Response {
        let actor = try context.signedIn.user.username
        try await audit.record(.yotoConnectBegun, actor: actor, visitor: context.visitor)
        return try .json(Start(try await account.beginDevice(by: actor), now: account.now()))
    }

    private func logout(_ request: Request, _ context: EdgeRequestContext) async throws -> Response {
        try await account.disconnect()
        try await audit.record(.yotoDisconnected, actor: context.signedIn.user.username, visitor: context.visitor)
        return try .json(Logout())
    }

    private struct Status: Encodable {
        var authenticated: Bool
        var message: String
    }

    private struct Logout: Encodable {
        var success = true
        var message = "Disconnected from Yoto"
    }

    /// The device code itself stays here: whoever holds it could take the login.
    private struct Start: Encodable {
        var verification_uri: String
        var verification_uri_complete: String
        var user_code: String
        var device_code: String
        var expires_in: Int
        var interval: Int

        init(_ device: YotoDeviceAuthorization, now: Timestamp) {
            verification_uri = device.verificationURL
            verification_uri_complete = device.verificationURLComplete ?? device.verificationURL
            user_code = device.userCode
            device_code = "kept-by-the-edge"
            expires_in = Int(device.expiresAt.since(now).components.seconds)
            interval = Int(device.interval.components.seconds)
        }
    }

    private struct Poll: Encodable {
        var status: String
        var message: String
        var authenticated: Bool

        init(_ now: YotoStatus) {
            authenticated = now.state == .connected && now.connecting == nil
            switch (authenticated, now.connecting, now.lastError?.code) {
            case (true, _, _): (status, message) = ("success", "Connected to Yoto")
            case (_, _?, _): (status, message) = ("pending", "Waiting for the code to be typed in at Yoto's page")
            case (_, nil, "expired"): (status, message) = ("expired", now.lastError?.detail ?? "")
            case (_, nil, _): (status, message) = ("error", now.lastError?.detail ?? "No connection was begun")
            }
        }
    }
}
