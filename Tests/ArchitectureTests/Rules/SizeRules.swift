extension Rule {
    static let maximumLines = 400
    static let maximumTestLines = 500
    static let maximumMedianLines = 90
    static let maximumColumns = 120

    /// What fits on a screen and into a head.
    static let sizes: [Rule] = [
        Rule(name: "long file", why: "one idea per file; \(maximumLines) lines at most, tests \(maximumTestLines)") {
            file in
            let limit = file.path.hasPrefix("Tests/") ? maximumTestLines : maximumLines
            return file.lines.count > limit ? [(limit, "\(file.lines.count) lines")] : []
        },
        Rule(name: "long line", why: "\(maximumColumns) characters at most") { file in
            file.lines.indices.filter { file.lines[$0].count > maximumColumns && !isLongByText(file, $0) }
                .map { ($0, "\(file.lines[$0].count) characters") }
        },
    ]

    /// The middle of all lengths; of an even number of files the longer one of the two in the middle.
    static func medianLines(of files: [SwiftFile]) -> Int {
        files.map(\.lines.count).sorted()[files.count / 2]
    }

    /// A line of a multi-line string literal is text, and may have to be as long as it is. So is a row of a test's
    /// table that is long only by the text in it.
    private static func isLongByText(_ file: SwiftFile, _ line: Int) -> Bool {
        let isComment = file.lines[line].drop { $0 == " " }.hasPrefix("//")
        let code = file.code[line]
        return !isComment
            && (file.path.hasPrefix("Tests/") ? code.count <= maximumColumns : code.allSatisfy(\.isWhitespace))
    }
}
