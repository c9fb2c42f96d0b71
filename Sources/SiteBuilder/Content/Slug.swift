/// Names that stand in URLs: lower-case ASCII words and digits joined by single `-`.
enum Slug {
    /// The name itself when it is well formed.
    static func parse(_ text: String) -> String? {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        let isWord = { (word: Substring) in
            !word.isEmpty && word.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
        }
        return text.utf8.count <= 80 && words.allSatisfy(isWord) ? text : nil
    }

    /// What ``parse(_:)`` accepts, for messages.
    static let form = "lower-case letters and digits joined by '-'"
}
