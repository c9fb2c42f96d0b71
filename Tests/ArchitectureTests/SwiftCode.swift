/// Takes comments and string literals out of Swift source. A state machine over characters, not a parser: it knows
/// nested comments, raw and multi-line strings, and that an interpolation is code again.
struct SwiftCode {
    private enum Place: Equatable {
        case code(parentheses: Int)
        case lineComment
        case blockComment(depth: Int)
        case string(hashes: Int, isMultiline: Bool)
    }

    private let characters: [Character]
    private var index = 0
    private var places: [Place] = [.code(parentheses: 0)]
    private var output = ""

    /// The same text with as many lines: comments and the insides of strings are gone, quotation marks stay.
    static func stripped(_ text: String) -> String {
        var machine = SwiftCode(characters: Array(text))
        while machine.index < machine.characters.count { machine.step() }
        return machine.output
    }

    private init(characters: [Character]) { self.characters = characters }

    private mutating func step() {
        if characters[index].isNewline { output.append("\n") }
        switch places[places.count - 1] {
        case .code(let parentheses): stepCode(parentheses)
        case .lineComment: stepLineComment()
        case .blockComment(let depth): stepBlockComment(depth)
        case .string(let hashes, let isMultiline): stepString(hashes, isMultiline)
        }
    }

    private mutating func stepCode(_ parentheses: Int) {
        if skip("//") { return places.append(.lineComment) }
        if skip("/*") { return places.append(.blockComment(depth: 1)) }
        if let string = openedString() { return places.append(string) }
        let character = characters[index]
        index += 1
        // The lowest place is the file itself: a closing parenthesis ends only an interpolation.
        if character == ")", parentheses == 0, places.count > 1 {
            places.removeLast()
            return
        }
        if character == "(" { places[places.count - 1] = .code(parentheses: parentheses + 1) }
        if character == ")" { places[places.count - 1] = .code(parentheses: max(0, parentheses - 1)) }
        if !character.isNewline { output.append(character) }
    }

    private mutating func stepLineComment() {
        if characters[index].isNewline { places.removeLast() }
        index += 1
    }

    private mutating func stepBlockComment(_ depth: Int) {
        if skip("*/") {
            places.removeLast()
            if depth > 1 { places.append(.blockComment(depth: depth - 1)) }
        } else if skip("/*") {
            places[places.count - 1] = .blockComment(depth: depth + 1)
        } else {
            index += 1
        }
    }

    private mutating func stepString(_ hashes: Int, _ isMultiline: Bool) {
        let marks = String(repeating: "#", count: hashes)
        if skip("\\\(marks)(") {
            output.append(" ")
            return places.append(.code(parentheses: 0))
        }
        if skip("\\\(marks)") {
            if index < characters.count, !characters[index].isNewline { index += 1 }
            return
        }
        if skip((isMultiline ? "\"\"\"" : "\"") + marks) {
            output.append("\"")
            places.removeLast()
            return
        }
        // A string on one line ends with it, whatever this machine has got wrong before.
        if characters[index].isNewline, !isMultiline { places.removeLast() }
        index += 1
    }

    private mutating func openedString() -> Place? {
        var hashes = 0
        while index + hashes < characters.count, characters[index + hashes] == "#" { hashes += 1 }
        let marks = String(repeating: "#", count: hashes)
        for quotes in ["\"\"\"", "\""] where skip(marks + quotes) {
            output.append("\"")
            return .string(hashes: hashes, isMultiline: quotes.count == 3)
        }
        return nil
    }

    /// Steps over a text that stands here.
    private mutating func skip(_ text: String) -> Bool {
        guard characters[index...].starts(with: text) else { return false }
        index += text.count
        return true
    }
}
