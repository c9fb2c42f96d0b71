import Core
import Foundation
import Logging
import Testing

@testable import EdgeServer

@Suite struct LogLineTests {
    private func line(_ format: LogFormat) -> String {
        var line = LogLine(
            format, at: Timestamp(milliseconds: 1_795_521_600_250), level: .info, label: "edge", message: "request")
        line.add("agent", "x")
        line.add("path", "/a \"b\"\n\u{85}é")
        line.add("status", 200)
        return String(decoding: line.finished(), as: UTF8.self)
    }

    @Test("Text has one line with facts in order")
    func text() {
        #expect(
            line(.text)
                == #"2026-11-24T12:00:00.250Z info edge: request agent=x path="/a \"b\"\n\u0085é" status=200"# + "\n")
    }

    @Test("JSON is one object whose numbers are numbers")
    func json() throws {
        let text = line(.json)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["path"] as? String == "/a \"b\"\n\u{85}é" && object?["status"] as? Int == 200)
        #expect(object?["time"] as? String == "2026-11-24T12:00:00.250Z" && text.filter { $0 == "\n" }.count == 1)
    }

    @Test("A logger's facts are in order of their names, numbers without quotes")
    func logger() {
        let log = LogLines()
        let sink = LogSink { log.add(String(decoding: $0, as: UTF8.self)) }
        let logger = Logger(label: "edge") { LineLogHandler(label: $0, level: .info, format: .json, sink: sink) }
        logger.notice("listening", metadata: ["url": "http://x/", "count": .stringConvertible(3)])
        #expect(log.all.first?.hasSuffix(#""message":"listening","count":3,"url":"http://x/"}"# + "\n") == true)
    }

    @Test(
        "Paths lose their query and the tokens of capability links",
        arguments: [
            ("/a/token/x.mp3", "/a/<redacted>"), ("/s/token", "/s/<redacted>"), ("//a/token", "/a/<redacted>"),
            ("/a/", "/a/"),
            ("/help/?q=1", "/help/"), ("/about/s/x", "/about/s/x"),
        ])
    func redaction(uri: String, text: String) {
        #expect(RedactedPath(uri).text == text)
    }
}
