import Core
import HTTPTypes
import Hummingbird

/// `/api/setup` and `/api/user/*`: signing in and out, and what a user does with the own account. The Python service's
/// name for the latter, `/api/user-auth/*`, works as well.
struct AccountsRoutes {
    let accounts: Accounts

    func add(to table: RouteTable) {
        table.add(.post, "/api/setup", for: .everyone) { [accounts] request, context in
            let body = try await request.json(SetupBody.self)
            return try accounts.answer(
                try await accounts.setup.finish(
                    token: body.token, name: body.username, password: body.password, visitor: context.visitor),
                status: .created)
        }
        for prefix in ["/api/user", "/api/user-auth"] {
            addLogin(to: table, prefix)
            addSessions(to: table, prefix)
        }
    }

    private func addLogin(to table: RouteTable, _ prefix: String) {
        table.add(.post, prefix + "/login", for: .everyone) { [accounts] request, context in
            let body = try await request.json(LoginBody.self)
            return try accounts.answer(
                try await accounts.login.login(
                    name: body.username, password: body.password, previous: context.principal,
                    visitor: context.visitor))
        }
        table.add(.post, prefix + "/logout", for: .everyone) { [accounts] _, context in
            if let principal = context.principal {
                try await accounts.sessions.logout(principal, visitor: context.visitor)
            }
            return Response(status: .noContent, headers: [.setCookie: accounts.cookie.clearing])
        }
        table.read(prefix + "/session", for: .everyone) { _, context in
            try .json(SessionState(context.principal))
        }
        table.add(.put, prefix + "/password", for: .listener) { [accounts] request, context in
            let body = try await request.json(PasswordBody.self)
            try await accounts.password.change(
                from: body.current, to: body.new, of: context.signedIn, visitor: context.visitor)
            return Response(status: .noContent)
        }
    }

    private func addSessions(to table: RouteTable, _ prefix: String) {
        table.read(prefix + "/sessions", for: .listener) { [accounts] _, context in
            try .json(SessionList(sessions: await accounts.sessions.sessions(of: context.signedIn)))
        }
        table.add(.delete, prefix + "/sessions", for: .listener) { [accounts] _, context in
            try await accounts.sessions.revokeOthers(of: context.signedIn, visitor: context.visitor)
            return Response(status: .noContent)
        }
        table.add(.delete, prefix + "/sessions/:id", for: .listener) { [accounts] _, context in
            try await accounts.sessions.revoke(
                context.parameters.get("id") ?? "", by: context.signedIn, visitor: context.visitor)
            return Response(status: .noContent)
        }
    }
}

extension Accounts {
    /// The answer to whoever has just signed in: user, session and the cookie.
    fileprivate func answer(
        _ signedIn: LoginService.SignedIn, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var response = try Response.json(
            SignedInBody(user: signedIn.user, session: signedIn.begun.session.view(current: true)), status: status)
        response.headers[.setCookie] = cookie.setting(signedIn.begun.token)
        return response
    }
}

private struct SetupBody: Decodable {
    var token: String
    var username: String
    var password: String
}

private struct LoginBody: Decodable {
    var username: String
    var password: String
}

private struct PasswordBody: Decodable {
    var current: String
    var new: String
}

private struct SignedInBody: Encodable {
    var user: User
    var session: UserSession.View
}

private struct SessionList: Encodable {
    var sessions: [UserSession.View]
}

/// `GET /api/user/session`; the flat keys are those of the Python service.
private struct SessionState: Encodable {
    var authenticated: Bool
    var username: String?
    var isAdministrator: Bool
    var user: User?
    var session: UserSession.View?

    init(_ principal: Principal?) {
        authenticated = principal != nil
        username = principal?.user.username
        isAdministrator = principal?.user.role == .admin
        user = principal?.user
        session = principal?.session.view(current: true)
    }

    private enum CodingKeys: String, CodingKey {
        case authenticated, username, user, session
        case isAdministrator = "is_admin"
    }
}
