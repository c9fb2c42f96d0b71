/// The scopes of `yoto-platform.md` §1.6.
package enum YotoScope {
    /// Every scope that a client can be given.
    package static let all: Set<String> = Set(meaning.keys)

    /// What the consent page says about each.
    static let meaning: [String: String] = [
        "family:library:view": "See your family's library and groups",
        "family:library:manage": "Change your family's library and groups",
        "user:content:view": "See the cards you made",
        "user:content:manage": "Create, change and delete cards you make, and upload audio",
        "user:icons:manage": "See and upload your icons",
        "family:devices:view": "See your players and their settings",
        "family:devices:manage": "Change settings of your players",
        "family:devices:control": "Control your players",
        "family:view": "See your family's information and pictures",
        "offline_access": "Stay connected while you are away",
        "openid": "Know who you are",
        "profile": "See your name",
        "email": "See your e-mail address",
    ]

    /// Whether a granted set allows what needs a scope: to manage includes to view.
    static func allows(_ granted: Set<String>, _ wanted: String) -> Bool {
        if granted.contains(wanted) { return true }
        switch wanted {
        case "family:library:view": return granted.contains("family:library:manage")
        case "user:content:view": return granted.contains("user:content:manage")
        case "user:icons:manage": return granted.contains("user:content:manage")
        case "family:devices:view": return granted.contains("family:devices:manage")
        default: return false
        }
    }
}
