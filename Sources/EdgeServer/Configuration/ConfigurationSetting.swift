/// A setting's effective value and where it is from.
struct ConfigurationSetting: Equatable, Sendable {
    var key: ConfigurationKey
    /// `nil` when it is set nowhere and has no default.
    var value: String?
    var source: Source

    /// Where a value was found.
    enum Source: Equatable, Sendable, CustomStringConvertible {
        case flag(String)
        case environment(String)
        /// Path of the file.
        case file(String)
        case fallback

        var description: String {
            switch self {
            case .flag(let name): name
            case .environment(let name): name
            case .file(let path): path
            case .fallback: "default"
            }
        }
    }

    /// `edge.port = 8080  # EDGE_PORT`
    var line: String {
        let shown = value.map { key.isSecret ? "<hidden>" : $0 } ?? "(not set)"
        return "\(key.name) = \(shown)  # \(source)"
    }
}
