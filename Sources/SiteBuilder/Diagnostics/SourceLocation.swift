/// A place in a file of the site's source.
struct SourceLocation: Sendable, Hashable, Comparable {
    /// As the author would type it: `content/cards/the-night-train.md`.
    var file: String
    /// From 1; 0 means the whole file.
    var line: Int
    /// From 1, in characters; 0 means the whole line.
    var column: Int

    init(_ file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    static func < (a: SourceLocation, b: SourceLocation) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }
}

/// A value and the place it was read from, so that a later step can still point there.
struct Located<Value: Sendable>: Sendable {
    var value: Value
    var location: SourceLocation
}

extension Located: Equatable where Value: Equatable {}
