/// A piece of a page that Markdown has no words for: `{{figure src="media/a.jpg" alt="A boat"}}`.
struct Shortcode: Sendable {
    var name: String
    /// `{{/callout}}`
    var isClosing: Bool
    /// As an author would find it in the file.
    var location: SourceLocation
    /// By name, with the place of each value.
    var parameters: [String: Located<String>]

    /// All shortcodes and their parameters, in the order of the documentation.
    static let all: [(name: String, parameters: [Parameter])] = [
        ("audio", [.init("src"), .init("title")]),
        ("card", [.init("slug")]),
        ("figure", [.init("src"), .init("alt"), .init("caption", isRequired: false)]),
        (
            "callout",
            [.init("kind", isRequired: false, oneOf: ["note", "tip", "warning"]), .init("title", isRequired: false)]
        ),
        ("include", [.init("file")]),
    ]

    /// Those that stand around other text and are closed.
    static let containers: Set<String> = ["callout"]

    /// What a shortcode may be given.
    struct Parameter: Sendable {
        var name: String
        var isRequired: Bool
        /// Empty: any text.
        var oneOf: [String]

        init(_ name: String, isRequired: Bool = true, oneOf: [String] = []) {
            (self.name, self.isRequired, self.oneOf) = (name, isRequired, oneOf)
        }
    }

    /// A parameter's value.
    subscript(_ name: String) -> String? { parameters[name]?.value }
}
