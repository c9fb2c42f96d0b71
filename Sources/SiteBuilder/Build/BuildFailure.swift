/// Why a build gave no site.
enum BuildFailure: Error, CustomStringConvertible {
    /// The source has mistakes; the text lists them. Exit code 1.
    case content(String)
    /// A folder is missing, not readable or not ours. Exit code 2.
    case environment(String)

    var description: String {
        switch self {
        case .content(let text), .environment(let text): text
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
