import Foundation

/// A finding as `--json` prints it.
struct DiagnosticJSON: Codable, Equatable {
    var rule: String
    var severity: Diagnostic.Severity
    var file: String
    /// From 1; absent when the whole file is meant.
    var line: Int?
    /// From 1, in characters; absent when the whole line is meant.
    var column: Int?
    var message: String
    var help: String?

    init(_ diagnostic: Diagnostic) {
        rule = diagnostic.rule.rawValue
        severity = diagnostic.rule.severity
        file = diagnostic.location.file
        line = diagnostic.location.line > 0 ? diagnostic.location.line : nil
        column = diagnostic.location.column > 0 ? diagnostic.location.column : nil
        message = diagnostic.message
        help = diagnostic.help
    }

    /// The finding again. A rule that this program does not know cannot come from it.
    var diagnostic: Diagnostic {
        Diagnostic(
            Diagnostic.Rule(rawValue: rule) ?? .invalidValue,
            at: SourceLocation(file, line: line ?? 0, column: column ?? 0), message, help: help)
    }
}
