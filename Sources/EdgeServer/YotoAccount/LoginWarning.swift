import Core
import Foundation

/// When and how a person is told that the login at Yoto needs them.
struct LoginWarning {
    let login: YotoLogin
    let endsBy: Timestamp?
    let trouble: TokenKeeper.Trouble?
    let settings: YotoAccountSettings

    /// A renewal that fails for so long is worth a person's look.
    static let patience: Duration = .seconds(24 * 3600)

    /// `nil` while nobody is needed.
    func text(now: Timestamp) -> String? {
        if let ended = login.ended { return Self.sentence(for: ended.reason) }
        if let endsBy, endsBy <= now.advanced(by: settings.warningTime) {
            return "The login at Yoto ends by \(Self.day(endsBy)). Connect the account again before."
        }
        if let trouble, trouble.since.advanced(by: Self.patience) <= now {
            return "The login at Yoto could not be renewed since \(Self.day(trouble.since)). If Yoto works otherwise, "
                + "connect the account again."
        }
        return nil
    }

    private static func sentence(for reason: YotoLogin.Reason) -> String {
        switch reason {
        case .refused: "Yoto no longer accepts this login. Connect the account again."
        case .answerLost:
            "The edge was interrupted just while it renewed its login at Yoto, and Yoto's answer was lost. "
                + "Connect the account again."
        case .expired: "The login at Yoto is over: Yoto gave none that can be renewed. Connect the account again."
        case .client: "Yoto does not know the edge's client id or secret. Check them, then connect the account again."
        }
    }

    /// `2026-11-25`: the day is enough, and means the same in every zone but for its edges.
    private static func day(_ moment: Timestamp) -> String { String(moment.description.prefix(10)) }
}
