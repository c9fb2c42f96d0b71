import Core

/// A name to sign in with: 1–50 ASCII letters, digits, `.`, `_` and `-`.
struct Username: Equatable, Sendable {
    /// As its owner writes it.
    let text: String
    /// What is compared: `Anna` and `anna` are one.
    let key: String

    /// - Returns: `nil` when it is no name.
    init?(_ text: String) {
        guard (1...50).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.text = text
        key = text.lowercased()
    }

    /// - Throws: `Problem` that says what a name is.
    static func checked(_ text: String) throws(Problem) -> Username {
        guard let name = Username(text) else {
            throw Problem(
                .unprocessable, "A user name has 1 to 50 letters (a–z), digits, dots, hyphens or underscores.")
        }
        return name
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
