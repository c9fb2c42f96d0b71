import Foundation
import Logging

/// How log lines look.
enum LogFormat: String, CaseIterable, Sendable {
    case text, json
}

/// Writes each event as one line, to standard error unless told otherwise.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    private let label: String
    private let format: LogFormat
    private let write: @Sendable (String) -> Void

    init(
        label: String, level: Logger.Level, format: LogFormat,
        write: @escaping @Sendable (String) -> Void = LineLogHandler.standardError
    ) {
        self.label = label
        logLevel = level
        self.format = format
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var facts = metadata
        if let own = event.metadata { facts.merge(own) { _, new in new } }
        if let error = event.error { facts["error"] = .string("\(error)") }
        let line = LogLine(time: Date(), level: event.level, label: label, message: "\(event.message)", facts: facts)
        write(format == .json ? line.json : line.text)
    }

    /// One `write` a line, so that lines of several threads do not mix.
    static let standardError: @Sendable (String) -> Void = { line in
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
