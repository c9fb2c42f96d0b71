import Core
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
    private let sink: LogSink

    init(label: String, level: Logger.Level, format: LogFormat, sink: LogSink = .standardError) {
        self.label = label
        logLevel = level
        self.format = format
        self.sink = sink
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var facts = metadata
        if let own = event.metadata { facts.merge(own) { _, new in new } }
        if let error = event.error { facts["error"] = .string("\(error)") }
        sink.write(LogLine.of(event, facts: facts, label: label, format: format, at: .now()))
    }
}
