/// The client that this installation has registered at Yoto's dashboard (`yoto-platform.md` §1.2).
package struct YotoOAuthClient: Equatable, Sendable {
    /// The public id.
    package var id: String
    /// The secret of a confidential client, `nil` for a public one.
    package var secret: String?

    package init(id: String, secret: String? = nil) {
        self.id = id
        self.secret = secret
    }
}

extension YotoOAuthClient: CustomStringConvertible, CustomReflectable {
    package var description: String { "YotoOAuthClient(\(id), \(secret == nil ? "public" : "confidential"))" }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
