/// Writes XML without mistakes of escaping.
enum XML {
    /// `<name attribute="…">text</name>`; attributes in the given order.
    static func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) -> String {
        "<\(name)\(written(attributes))>\(escaped(text))</\(name)>"
    }

    /// `<name attribute="…"/>`.
    static func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
        "<\(name)\(written(attributes))/>"
    }

    /// Text and attribute values: the five characters that mean something, and no control characters, which XML 1.0
    /// (§2.2) cannot hold at all.
    static func escaped(_ text: String) -> String {
        var output = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\t", "\n", "\r": output.unicodeScalars.append(character)
            default: if character.value >= 0x20 { output.unicodeScalars.append(character) }
            }
        }
        return output
    }

    private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }
}
