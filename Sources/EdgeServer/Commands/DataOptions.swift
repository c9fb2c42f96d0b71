import ArgumentParser
import Foundation

/// Which data folder a command works on.
struct DataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of everything the edge keeps. (environment: EDGE_DATA, default: data)"))
    var data: String?
    @Option(help: ArgumentHelp("YAML file with settings. (environment: EDGE_CONFIG)", valueName: "file"))
    var config: String?

    /// - Throws: `ConfigurationError`.
    func configuration(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> EdgeConfiguration {
        let file = config ?? environment["EDGE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        return try EdgeConfiguration(
            ConfigurationSources(
                flags: data.map { [(.data, $0)] } ?? [], environment: environment, file: file))
    }

    /// The opened folder, beside a server that may be running.
    ///
    /// - Parameter use: `existing` refuses an absent database and one of an older version.
    /// - Throws: `ConfigurationError`, `StartFailure`.
    func open(_ use: DataFolder.Use = .existing) throws -> DataFolder {
        let configuration = try configuration()
        return try DataFolder(path: configuration.data, use: use, givenKey: configuration.secretKey)
    }
}
