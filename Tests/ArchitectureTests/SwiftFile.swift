import Foundation
import TestSupport

/// A Swift file as the rules see it: its lines as they are written, and the same lines with nothing but code in them.
struct SwiftFile: Sendable {
    let path: String
    let lines: [String]
    /// As ``lines``, with comments and the insides of string literals blanked.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
        code = SwiftCode.stripped(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    static func all(under folder: String) throws -> [SwiftFile] {
        try RepositoryRoot.swiftFiles(under: folder).map { path in
            SwiftFile(path: path, text: try String(contentsOf: RepositoryRoot.appending(path), encoding: .utf8))
        }
    }

    /// The comment that stands right above a line (counted from 0), attributes between the two left out.
    func comment(above line: Int) -> String {
        var comment: [String] = []
        for text in lines[..<line].reversed() {
            let text = text.trimmingCharacters(in: .whitespaces)
            if text.hasPrefix("//") {
                comment.append(text.drop { $0 == "/" }.trimmingCharacters(in: .whitespaces))
            } else if !(comment.isEmpty && text.hasPrefix("@")) {
                break
            }
        }
        return comment.reversed().joined(separator: " ")
    }
}
