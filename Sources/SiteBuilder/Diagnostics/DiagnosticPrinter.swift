import Foundation

/// Writes mistakes the way compilers do, so that editors can jump to them, with the line in question below.
struct DiagnosticPrinter {
    /// Gives a file's text for the excerpt; a file that cannot be read has none.
    var text: (_ file: String) -> String?

    /// Shows lines of the files on disk.
    static var disk: DiagnosticPrinter {
        DiagnosticPrinter { file in (try? DiskFile.read(file).bytes).map { String(decoding: $0, as: UTF8.self) } }
    }

    /// All mistakes and a closing line that counts them.
    func describe(_ diagnostics: [Diagnostic]) -> String {
        list(diagnostics)
            + "\n\(count(diagnostics)). Nothing was written: the site is as it was.\n"
    }

    /// All findings without a closing line.
    func list(_ diagnostics: [Diagnostic]) -> String { diagnostics.map(describe).joined(separator: "\n") }

    /// `2 mistakes in 1 file`.
    func count(_ diagnostics: [Diagnostic]) -> String {
        let files = Set(diagnostics.map(\.location.file)).count
        return "\(Wording.count(diagnostics.count, "mistake")) in \(Wording.count(files, "file"))"
    }

    private func describe(_ diagnostic: Diagnostic) -> String {
        let location = diagnostic.location
        var place = location.file
        if location.line > 0 { place += ":\(location.line)" }
        if location.line > 0, location.column > 0 { place += ":\(location.column)" }
        let severity = diagnostic.rule.severity.rawValue
        var lines = ["\(place): \(severity): \(diagnostic.message) [\(diagnostic.rule.rawValue)]"]
        lines += excerpt(of: location)
        if let help = diagnostic.help { lines.append("    help: \(help)") }
        return lines.joined(separator: "\n")
    }

    private func excerpt(of location: SourceLocation) -> [String] {
        guard location.line > 0, let text = text(location.file) else { return [] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(location.line - 1) else { return [] }
        // A line of a megabyte is shown as far as a terminal is wide.
        let line = lines[location.line - 1].prefix(160).replacing("\t", with: " ")
        guard location.column > 0, location.column <= line.count + 1 else { return ["    \(line)"] }
        return ["    \(line)", "    \(String(repeating: " ", count: location.column - 1))^"]
    }
}
