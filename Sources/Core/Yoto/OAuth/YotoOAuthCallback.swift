/// What the browser brings back from the login page (`yoto-platform.md` §1.3).
package enum YotoOAuthCallback: Equatable, Sendable {
    /// Success: exchange the code once, if the state is ours.
    case code(String, state: String)
    /// The login ended without a code.
    case failure(YotoOAuthError, state: String?)

    /// Reads a query, or an address with one as a person pastes it.
    ///
    /// - Parameter text: `code=…&state=…`, `?…`, or a whole address; blanks around it are forgiven.
    /// - Throws: ``YotoOAuthError`` `malformed` when there is neither a code with a state nor an error, when one of
    ///   them is there twice, or when the text is longer than ``longestText`` bytes. Never repeats the text.
    package init(parsing text: String) throws(YotoOAuthError) {
        let fields = try Self.fields(of: text)
        let state = fields["state"]
        if let word = fields["error"] {
            let message = CleanText.shortened(fields["error_description"] ?? "")
            self = .failure(YotoOAuthError(.init(word: word), message), state: state)
            return
        }
        guard let code = fields["code"], Self.isPlausible(code) else {
            throw YotoOAuthError(.malformed, "there is no code in this address")
        }
        guard let state, Self.isPlausible(state) else {
            throw YotoOAuthError(.malformed, "there is no state in this address")
        }
        self = .code(code, state: state)
    }

    /// The state that came back, to be compared with the one that was sent; absent only beside an error.
    package var state: String? {
        switch self {
        case .code(_, let state): state
        case .failure(_, let state): state
        }
    }

    /// Longer texts are refused, in bytes.
    package static let longestText = 8_192

    private static func fields(of text: String) throws(YotoOAuthError) -> [String: String] {
        guard text.utf8.count <= longestText else { throw YotoOAuthError(.malformed, "this address is too long") }
        let trimmed = text.drop { $0.isWhitespace }
        let address = trimmed.prefix { !$0.isWhitespace && $0 != "#" }
        let query = address.firstIndex(of: "?").map { address[address.index(after: $0)...] } ?? address
        let known: Set<String> = ["code", "state", "error", "error_description"]
        var fields: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0]), known.contains(name) else { continue }
            guard let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "") else {
                throw YotoOAuthError(.malformed, "\(name) cannot be read")
            }
            guard fields.updateValue(value, forKey: name) == nil else {
                throw YotoOAuthError(.malformed, "\(name) is there twice")
            }
        }
        return fields
    }

    /// Printable ASCII (RFC 6749 appendix A.5, A.11), not empty.
    private static func isPlausible(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
