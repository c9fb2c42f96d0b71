import Core
import Configuration
import Foundation

/// The places where settings are looked for, first to last: flags, environment, file, defaults.
struct ConfigurationSources: Sendable {
    private let flags: InMemoryProvider
    private let environment: EnvironmentVariablesProvider
    private let file: YAMLSnapshot?
    private let filePath: String

    /// Opens the sources and checks the names in the file.
    ///
    /// - Parameters:
    ///   - flags: what was given on the command line, by setting.
    ///   - environment: the process's; a variable that is empty counts as absent.
    ///   - file: path of a YAML file, from `--config` or `EDGE_CONFIG`.
    /// - Throws: `ConfigurationError` when the file cannot be read, is no YAML or holds a name we do not know.
    init(flags: [(ConfigurationKey, String)], environment: [String: String], file: String?) throws {
        self.flags = InMemoryProvider(
            name: "flags",
            values: Dictionary(
                flags.map { ($0.0.path, ConfigValue(.string($0.1), isSecret: $0.0.isSecret)) },
                uniquingKeysWith: { _, last in last }))
        self.environment = EnvironmentVariablesProvider(environmentVariables: environment.filter { !$0.value.isEmpty })
        filePath = file ?? ""
        self.file = try file.map(Self.read)
    }

    /// The effective value of a setting.
    ///
    /// - Throws: `ConfigurationError` when the file has a list or a group in its place.
    func setting(_ key: ConfigurationKey) throws -> ConfigurationSetting {
        if let value = try? text(flags.value(forKey: key.path, type: .string)) {
            return ConfigurationSetting(key: key, value: value, source: .flag(key.flag ?? key.name))
        }
        if let value = try? text(environment.value(forKey: key.path, type: .string)) {
            return ConfigurationSetting(key: key, value: value, source: .environment(key.environment))
        }
        do {
            if let value = try file.flatMap({ try text($0.value(forKey: key.path, type: .string)) }) {
                return ConfigurationSetting(key: key, value: value, source: .file(filePath))
            }
        } catch {
            throw ConfigurationError("\(key.name): the value in \(filePath) is not a single value")
        }
        return ConfigurationSetting(key: key, value: key.fallback, source: .fallback)
    }

    private func text(_ result: LookupResult) throws -> String? {
        try result.value?.content.asString
    }

    private static func read(_ path: String) throws -> YAMLSnapshot {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError("cannot read the configuration file \(path)")
        }
        let names = NameCollector()
        let snapshot: YAMLSnapshot
        do {
            let bytes = [UInt8](data)
            snapshot = try YAMLSnapshot(
                data: bytes.span.bytes, providerName: path,
                parsingOptions: .init(secretsSpecifier: .dynamic { name, _ in names.note(name) }))
        } catch {
            let reason = "\(error)".split(separator: "\n").first.map { ": \($0)" } ?? ""
            throw ConfigurationError("the configuration file \(path) is not readable YAML\(reason)")
        }
        try names.check(path)
        return snapshot
    }
}

/// Learns the names in a file while it is parsed: swift-configuration asks of each whether it is a secret, and offers
/// no other list of them.
private final class NameCollector: Sendable {
    private let names = Guarded<[String]>([])

    func note(_ name: String) -> Bool {
        names.withLock { $0.append(name) }
        return ConfigurationKey.all.contains { $0.name == name && $0.isSecret }
    }

    func check(_ path: String) throws {
        let known = ConfigurationKey.all.map(\.name)
        for name in names.withLock({ $0 }) where !known.contains(name) {
            let nearest = NearestName(to: name, among: known).text.map { "; did you mean \($0)?" } ?? ""
            throw ConfigurationError("\(path): unknown setting \(name)\(nearest)")
        }
    }
}

extension ConfigContent {
    /// The text of a string; other kinds are not asked for.
    fileprivate var asString: String? {
        get throws {
            guard case .string(let text) = self else { return nil }
            return text
        }
    }
}
