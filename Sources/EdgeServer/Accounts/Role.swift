/// What a user may do; each role may do what the ones below it may.
enum Role: String, Codable, CaseIterable, Sendable {
    /// Looks and controls players; changes nothing.
    case listener
    /// Changes cards, audio and streams.
    case member
    /// Changes users and the connection to Yoto.
    case admin
}

extension Role: Comparable {
    static func < (lower: Role, higher: Role) -> Bool { lower.rank < higher.rank }

    private var rank: Int {
        switch self {
        case .listener: 0
        case .member: 1
        case .admin: 2
        }
    }
}
