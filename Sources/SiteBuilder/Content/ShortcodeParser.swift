/// Reads one shortcode, with every mistake at its character.
struct ShortcodeParser {
    private let text: [Character]
    private let start: SourceLocation
    private var index = 0
    private(set) var diagnostics = Diagnostics()

    /// - Parameter location: where the text starts in its file.
    init(_ text: String, location: SourceLocation) {
        self.text = Array(text)
        start = location
    }

    /// The shortcode; after a mistake, what could be read of it.
    mutating func parse() -> Shortcode {
        skipBlanks()
        let place = here
        index += 2
        skipBlanks()
        let isClosing = take("/")
        let namePlace = here
        var shortcode = Shortcode(name: word(), isClosing: isClosing, location: place, parameters: [:])
        let known = Shortcode.all.first { $0.name == shortcode.name }
        if known == nil || isClosing && !Shortcode.containers.contains(shortcode.name) {
            diagnostics.report(
                .unknownShortcode, at: namePlace, "there is no shortcode '\(isClosing ? "/" : "")\(shortcode.name)'",
                help: NearestName.question(shortcode.name, among: Shortcode.all.map(\.name))
                    ?? "shortcodes: \(Shortcode.all.map(\.name).joined(separator: ", "))")
            return shortcode
        }
        readParameters(of: &shortcode, known: isClosing ? [] : known?.parameters ?? [])
        return shortcode
    }

    private mutating func readParameters(of shortcode: inout Shortcode, known: [Shortcode.Parameter]) {
        while true {
            skipBlanks()
            if starts(with: "}}") { break }
            let place = here
            let name = word()
            guard !name.isEmpty, take("="), take("\"") else {
                return syntax(at: place, "expected a parameter like name=\"value\", or '}}'")
            }
            let valuePlace = here
            guard let end = text[index...].firstIndex(of: "\"") else {
                return syntax(
                    at: SourceLocation(place.file, line: place.line, column: valuePlace.column - 1),
                    "this value has no closing quotation mark")
            }
            let value = String(text[index..<end])
            index = end + 1
            take(name, value, at: place, valuePlace: valuePlace, known: known, into: &shortcode)
        }
        index += 2
        skipBlanks()
        if index < text.count { syntax(at: here, "nothing may stand behind a shortcode") }
        for parameter in known where parameter.isRequired && shortcode.parameters[parameter.name] == nil {
            diagnostics.report(
                .missingKey, at: shortcode.location, "'\(shortcode.name)' needs '\(parameter.name)'",
                help: "write \(parameter.name)=\"…\"")
        }
    }

    private mutating func take(
        _ name: String, _ value: String, at place: SourceLocation, valuePlace: SourceLocation,
        known: [Shortcode.Parameter], into shortcode: inout Shortcode
    ) {
        guard let parameter = known.first(where: { $0.name == name }) else {
            diagnostics.report(
                .unknownKey, at: place, "'\(shortcode.name)' has no '\(name)'",
                help: NearestName.question(name, among: known.map(\.name))
                    ?? "it takes: \(known.map(\.name).joined(separator: ", "))")
            return
        }
        if shortcode.parameters[name] != nil {
            diagnostics.report(.invalidValue, at: place, "'\(name)' is given twice")
        } else if !parameter.oneOf.isEmpty, !parameter.oneOf.contains(value) {
            diagnostics.report(
                .invalidValue, at: valuePlace,
                "'\(name)' is '\(value)', but must be one of \(parameter.oneOf.joined(separator: ", "))",
                help: NearestName.question(value, among: parameter.oneOf))
        } else if value.trimming(while: \.isWhitespace).isEmpty {
            diagnostics.report(.invalidValue, at: valuePlace, "'\(name)' is empty")
        }
        shortcode.parameters[name] = Located(value: value, location: valuePlace)
    }

    private mutating func syntax(at place: SourceLocation, _ message: String) {
        diagnostics.report(.shortcodeSyntax, at: place, message)
    }

    private var here: SourceLocation { SourceLocation(start.file, line: start.line, column: start.column + index) }

    private func starts(with prefix: String) -> Bool { text[min(index, text.count)...].starts(with: prefix) }

    private mutating func take(_ character: Character) -> Bool {
        guard index < text.count, text[index] == character else { return false }
        index += 1
        return true
    }

    private mutating func word() -> String {
        let start = min(index, text.count)
        while index < text.count, text[index].isLetter || text[index].isNumber || text[index] == "-" { index += 1 }
        return String(text[start..<max(start, min(index, text.count))])
    }

    private mutating func skipBlanks() {
        while index < text.count, text[index].isWhitespace { index += 1 }
    }
}
