/// Why a build gave no site.
enum BuildFailure: Error, CustomStringConvertible {
    /// The source has mistakes. Exit code 1.
    case content([Diagnostic])
    /// A folder is missing, not readable or not ours; the text says which. Exit code 2.
    case environment(String)

    /// All mistakes.
    init(_ diagnostics: Diagnostics) { self = .content(diagnostics.sorted) }

    var description: String {
        switch self {
        case .content(let diagnostics): DiagnosticPrinter.disk.describe(diagnostics)
        case .environment(let text): text
        }
    }

    /// `design.md` §10.
    var exitCode: Int32 {
        switch self {
        case .content: 1
        case .environment: 2
        }
    }
}
