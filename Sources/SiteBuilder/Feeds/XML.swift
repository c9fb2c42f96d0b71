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
        guard text.utf8.contains(where: { needsCare($0) }) else { return text }
        var output: [UInt8] = []
        output.appendEscaped(text)
        output.removeAll { $0 < 0x20 && !(9...10).contains($0) && $0 != 13 }
        return String(decoding: output, as: UTF8.self)
    }

    private static func needsCare(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        default: false
        }
    }

    private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }
}
