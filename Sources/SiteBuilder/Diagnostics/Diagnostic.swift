/// A mistake in the site's source: what is wrong, where, and what would be right.
///
/// Mistakes of content are values, not thrown one by one: a build collects all of them and then fails.
struct Diagnostic: Sendable, Hashable {
    var rule: Rule
    var location: SourceLocation
    /// One sentence without a full stop, naming the thing in quotation marks.
    var message: String
    /// What to do, when we can tell.
    var help: String?

    init(_ rule: Rule, at location: SourceLocation, _ message: String, help: String? = nil) {
        self.rule = rule
        self.location = location
        self.message = message
        self.help = help
    }

    /// How much a finding weighs.
    enum Severity: String, Sendable, Codable {
        /// The build fails.
        case error
        /// The build goes on, unless warnings are asked to count as errors.
        case warning
    }

    /// What was broken; the raw value is printed behind the message and stable for scripts.
    enum Rule: String, Sendable, CaseIterable {
        case unreadableFile = "unreadable-file"
        case missingFrontMatter = "missing-front-matter"
        case invalidYAML = "invalid-yaml"
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case wrongType = "wrong-type"
        case invalidValue = "invalid-value"
        case rawHTML = "raw-html"
        case shortcodeSyntax = "shortcode-syntax"
        case unknownShortcode = "unknown-shortcode"
        case recursiveInclude = "recursive-include"
        case brokenLink = "broken-link"
        case missingMedia = "missing-media"
        case invalidMedia = "invalid-media"
        case privateReference = "private-reference"
        case duplicateURL = "duplicate-url"
        case invalidAdventure = "invalid-adventure"
        case templateSyntax = "template-syntax"
        case unknownVariable = "unknown-variable"
        case unknownPartial = "unknown-partial"
        case unknownLayout = "unknown-layout"
        case missingAsset = "missing-asset"
        case inlineCode = "inline-code"
        case headingOrder = "heading-order"
        case emptyList = "empty-list"
    }
}

/// The mistakes met so far.
struct Diagnostics: Sendable {
    private(set) var all: [Diagnostic] = []

    var isEmpty: Bool { all.isEmpty }

    /// Whether a build must fail.
    func areFatal(warningsAsErrors: Bool) -> Bool {
        all.contains { warningsAsErrors || $0.rule.severity == .error }
    }

    mutating func report(
        _ rule: Diagnostic.Rule, at location: SourceLocation, _ message: String, help: String? = nil
    ) {
        all.append(Diagnostic(rule, at: location, message, help: help))
    }

    mutating func merge(_ other: Diagnostics) {
        all.append(contentsOf: other.all)
    }

    /// Each mistake once, by file and place.
    var sorted: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return all.filter { seen.insert($0).inserted }.sorted { ($0.location, $0.message) < ($1.location, $1.message) }
    }
}
