import Core

/// Somebody who may sign in; as JSON without what nobody needs to see.
struct User: Encodable, Equatable, Sendable {
    var id: String
    var username: String
    var role: Role
    var disabled = false
    var createdAt: Timestamp
    var lastLoginAt: Timestamp?
}
