/// Who makes a request: a user and the session that shows it.
struct Principal: Sendable {
    var user: User
    var session: UserSession
}
