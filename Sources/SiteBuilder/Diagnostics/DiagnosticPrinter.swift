import Foundation

/// Writes mistakes the way compilers do, so that editors can jump to them, with the line in question below.
struct DiagnosticPrinter {
    /// Gives a file's text for the excerpt; a file that cannot be read has none.
    var text: (_ file: String) -> String?

    /// All mistakes and a closing line that counts them.
    func describe(_ diagnostics: [Diagnostic]) -> String {
        let files = Set(diagnostics.map(\.location.file)).count
        let count = "\(diagnostics.count) \(diagnostics.count == 1 ? "mistake" : "mistakes")"
        let place = "\(files) \(files == 1 ? "file" : "files")"
        return diagnostics.map(describe).joined(separator: "\n")
            + "\n\(count) in \(place). Nothing was written: the site is as it was.\n"
    }

    private func describe(_ diagnostic: Diagnostic) -> String {
        let location = diagnostic.location
        var place = location.file
        if location.line > 0 { place += ":\(location.line)" }
        if location.line > 0, location.column > 0 { place += ":\(location.column)" }
        var lines = ["\(place): error: \(diagnostic.message) [\(diagnostic.rule.rawValue)]"]
        lines += excerpt(of: location)
        if let help = diagnostic.help { lines.append("    help: \(help)") }
        return lines.joined(separator: "\n")
    }

    private func excerpt(of location: SourceLocation) -> [String] {
        guard location.line > 0, let text = text(location.file) else { return [] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(location.line - 1) else { return [] }
        let line = lines[location.line - 1].replacing("\t", with: " ").prefix(160)
        guard location.column > 0, location.column <= line.count + 1 else { return ["    \(line)"] }
        return ["    \(line)", "    \(String(repeating: " ", count: location.column - 1))^"]
    }
}
