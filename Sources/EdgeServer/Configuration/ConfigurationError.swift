/// A setting that cannot be used; shown as one line.
struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    var description: String
    /// Whether the command line is at fault, which exits with 64; everything else exits with 2.
    var isCommandLine = false

    /// - Parameters:
    ///   - value: what was found.
    ///   - setting: whose it is, and where it was found.
    ///   - expected: `a port (1–65535)`.
    init(_ setting: ConfigurationSetting, isNot expected: String) {
        let value = setting.key.isSecret ? "the value" : "\"\(setting.value ?? "")\""
        description = "\(setting.key.name): \(value) from \(setting.source) is not \(expected)"
        if case .flag = setting.source { isCommandLine = true }
    }

    init(_ description: String) {
        self.description = description
    }
}
