/// A permission that a login can have (`yoto-platform.md` §1.6). Scopes that we do not know are kept by their names.
package struct YotoScope: RawRepresentable, Hashable, Sendable {
    /// The word that is sent.
    package let rawValue: String

    /// Any word.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Read the family's library and groups.
    package static let libraryView = YotoScope(rawValue: "family:library:view")
    /// Change library and groups.
    package static let libraryManage = YotoScope(rawValue: "family:library:manage")
    /// Read the family's own cards.
    package static let contentView = YotoScope(rawValue: "user:content:view")
    /// Create, change and delete own cards; uploads.
    package static let contentManage = YotoScope(rawValue: "user:content:manage")
    /// Read and upload display icons.
    package static let iconsManage = YotoScope(rawValue: "user:icons:manage")
    /// List players, read their configuration.
    package static let devicesView = YotoScope(rawValue: "family:devices:view")
    /// Change configuration and shortcuts.
    package static let devicesManage = YotoScope(rawValue: "family:devices:manage")
    /// MQTT and commands.
    package static let devicesControl = YotoScope(rawValue: "family:devices:control")
    /// Family information and images.
    package static let familyView = YotoScope(rawValue: "family:view")
    /// A refresh token.
    package static let offlineAccess = YotoScope(rawValue: "offline_access")
    /// An id token.
    package static let openID = YotoScope(rawValue: "openid")
    /// The user's profile.
    package static let profile = YotoScope(rawValue: "profile")

    /// What this server asks for, in the order in which it asks.
    package static let suggested: [YotoScope] = [
        .offlineAccess, .devicesView, .devicesManage, .devicesControl, .libraryView, .libraryManage, .contentView,
        .contentManage, .iconsManage, .familyView,
    ]

    /// Scopes that a granted one includes (§1.6).
    private var included: [YotoScope] {
        switch self {
        case .libraryManage: [.libraryView]
        case .contentManage: [.contentView, .iconsManage]
        case .devicesManage: [.devicesView]
        default: []
        }
    }

    /// Which of the wanted scopes a granted set does not have, neither by name nor included in another.
    package static func missing(from granted: Set<YotoScope>, wanted: [YotoScope] = suggested) -> [YotoScope] {
        let all = granted.union(granted.flatMap(\.included))
        return wanted.filter { !all.contains($0) }
    }

    /// The scopes of a list with blanks between them (RFC 6749 §3.3).
    package static func set(_ text: String) -> Set<YotoScope> {
        Set(text.split(separator: " ").map { YotoScope(rawValue: String($0)) })
    }

    /// The list with blanks between them.
    package static func text(_ scopes: some Sequence<YotoScope>) -> String {
        scopes.map(\.rawValue).joined(separator: " ")
    }
}
