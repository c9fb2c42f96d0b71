import Foundation
import Logging
import Testing

@testable import EdgeServer

@Suite struct LogLineTests {
    private let line = LogLine(
        time: Date(timeIntervalSince1970: 1_795_521_600.25), level: .info, label: "edge", message: "request",
        facts: ["path": "/a \"b\"\n", "status": .stringConvertible(200), "agent": "x"])

    @Test("Text has one line with facts in order")
    func text() {
        #expect(line.text == #"2026-11-24T12:00:00.250Z info edge: request agent=x path="/a \"b\"\n" status=200"#)
    }

    @Test("JSON is one object whose numbers are numbers")
    func json() throws {
        let object = try JSONSerialization.jsonObject(with: Data(line.json.utf8)) as? [String: Any]
        #expect(object?["path"] as? String == "/a \"b\"\n" && object?["status"] as? Int == 200)
        #expect(object?["time"] as? String == "2026-11-24T12:00:00.250Z" && !line.json.contains("\n"))
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
