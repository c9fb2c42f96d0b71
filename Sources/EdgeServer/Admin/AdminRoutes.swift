import Core
import HTTPTypes
import Hummingbird

/// `/api/admin/*`: users and the audit log, for administrators.
struct AdminRoutes {
    let accounts: Accounts

    func add(to table: RouteTable) {
        addUsers(to: table)
        addUser(to: table)
        table.read("/api/admin/audit", for: .admin) { [accounts] request, _ in
            try .json(await accounts.audit.page(try AuditPage.Request(request.uri.queryParameters)))
        }
    }

    private func addUsers(to table: RouteTable) {
        table.read("/api/admin/users", for: .admin) { [accounts] _, _ in
            try .json(UserList(users: await accounts.users.all()))
        }
        table.add(.post, "/api/admin/users", for: .admin) { [accounts] request, context in
            let actor = try context.actor
            let body = try await request.json(NewUserBody.self)
            let user = try await accounts.users.create(
                name: body.username, password: body.password, role: body.role, by: actor)
            return try .json(user, status: .created)
        }
    }

    private func addUser(to table: RouteTable) {
        table.read("/api/admin/users/:id", for: .admin) { [accounts] _, context in
            try .json(await accounts.users.user(id: context.userID))
        }
        table.add(.patch, "/api/admin/users/:id", for: .admin) { [accounts] request, context in
            let principal = try context.signedIn
            let body = try await request.json(ChangedUserBody.self)
            // An administrator's own new password does not end the session that sets it.
            let kept = context.userID == principal.user.id ? principal.session.id : nil
            let user = try await accounts.users.change(
                context.userID, body.change, keeping: kept, by: context.actor)
            return try .json(user)
        }
        table.add(.delete, "/api/admin/users/:id", for: .admin) { [accounts] _, context in
            try await accounts.users.delete(context.userID, by: context.actor)
            return Response(status: .noContent)
        }
    }
}

extension EdgeRequestContext {
    fileprivate var userID: String { parameters.get("id") ?? "" }

    fileprivate var actor: UsersService.Actor {
        get throws { UsersService.Actor(name: try signedIn.user.username, visitor: visitor) }
    }
}

private struct UserList: Encodable {
    var users: [User]
}

private struct NewUserBody: Decodable {
    var username: String
    var password: String
    var role: Role
}

private struct ChangedUserBody: Decodable {
    var username: String?
    var role: Role?
    var disabled: Bool?
    var password: String?

    var change: UsersService.Change {
        UsersService.Change(username: username, role: role, disabled: disabled, password: password)
    }
}
