import Testing

@testable import Core

@Suite struct ResponsePlanTests {
    private let facts = RepresentationFacts(
        length: 10_000, mediaType: "audio/mpeg",
        validators: Validators(
            entityTag: EntityTag(opaque: "x"), lastModified: HTTPDate(secondsSinceEpoch: 784_111_777)))

    private func plan(_ fields: [String: String], isHead: Bool = false, length: Int = 10_000) -> ResponsePlan {
        var facts = facts
        facts.length = length
        return ResponsePlan(
            for: RequestConditions(isHead: isHead) { fields[$0].map { [$0] } ?? [] }, of: facts,
            now: HTTPDate(secondsSinceEpoch: 1_795_521_600), boundary: "SEPARATOR")
    }

    private func value(_ name: String, in plan: ResponsePlan) -> String? {
        plan.fields.first { $0.name == name }?.value
    }

    @Test("A plain request gets everything, with validators and the offer of ranges")
    func whole() {
        let plan = plan([:])
        #expect(plan.status == 200)
        #expect(plan.segments == [.representation(0..<10_000)])
        #expect(plan.contentLength == 10_000)
        #expect(
            plan.fields.map { "\($0.name): \($0.value)" } == [
                "Content-Type: audio/mpeg", "Accept-Ranges: bytes", "ETag: \"x\"",
                "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
            ])
    }

    @Test("One range is a 206 of its own")
    func single() {
        let plan = plan(["Range": "bytes=500-999"])
        #expect(plan.status == 206)
        #expect(plan.segments == [.representation(500..<1000)])
        #expect(plan.contentLength == 500)
        #expect(value("Content-Range", in: plan) == "bytes 500-999/10000")
        #expect(value("Content-Type", in: plan) == "audio/mpeg")
        #expect(value("Accept-Ranges", in: plan) == "bytes")
    }

    @Test("Several ranges are parts between boundaries, and their length is known beforehand")
    func multipart() {
        let plan = plan(["Range": "bytes=0-0,-1"])
        #expect(plan.status == 206)
        #expect(value("Content-Type", in: plan) == "multipart/byteranges; boundary=SEPARATOR")
        #expect(value("Content-Range", in: plan) == nil)
        var text = ""
        for segment in plan.segments {
            switch segment {
            case .bytes(let bytes): text += String(decoding: bytes, as: UTF8.self)
            case .representation(let range): text += String(repeating: "#", count: range.count)
            }
        }
        #expect(
            text == """
                --SEPARATOR\r\nContent-Type: audio/mpeg\r\nContent-Range: bytes 0-0/10000\r\n\r\n#\
                \r\n--SEPARATOR\r\nContent-Type: audio/mpeg\r\nContent-Range: bytes 9999-9999/10000\r\n\r\n#\
                \r\n--SEPARATOR--\r\n
                """)
        #expect(plan.contentLength == text.utf8.count)
    }

    @Test("Ranges that join to one are a plain 206")
    func joined() {
        let plan = plan(["Range": "bytes=0-9,10-19"])
        #expect(value("Content-Range", in: plan) == "bytes 0-19/10000")
        #expect(plan.segments == [.representation(0..<20)])
    }

    @Test("A range beyond the end is refused with the length")
    func unsatisfiable() {
        let plan = plan(["Range": "bytes=10000-"])
        #expect(plan.status == 416)
        #expect(plan.segments.isEmpty)
        #expect(plan.contentLength == nil)
        #expect(value("Content-Range", in: plan) == "bytes */10000")
        #expect(value("Accept-Ranges", in: plan) == "bytes")
        #expect(value("ETag", in: plan) == "\"x\"")
    }

    @Test("A 304 has validators and no content, whatever the range")
    func notModified() {
        let plan = plan(["If-None-Match": "\"x\"", "Range": "bytes=10000-"])
        #expect(plan.status == 304)
        #expect(plan.segments.isEmpty)
        #expect(plan.contentLength == nil)
        #expect(plan.fields.map(\.name) == ["ETag", "Last-Modified"])
    }

    @Test("A 412 says nothing of the representation")
    func failed() {
        let plan = plan(["If-Match": "\"y\""])
        #expect(plan.status == 412)
        #expect(plan.fields.isEmpty && plan.segments.isEmpty && plan.contentLength == nil)
    }

    @Test("HEAD has the whole length and no content", arguments: ["bytes=0-99", "bytes=10000-", "bytes=0-0,-1"])
    func head(range: String) {
        let plan = plan(["Range": range], isHead: true)
        #expect(plan.status == 200)
        #expect(plan.contentLength == 10_000)
        #expect(plan.segments.isEmpty)
        #expect(value("Content-Range", in: plan) == nil)
    }

    @Test("An empty representation is a 200 of length 0", arguments: ["bytes=0-", "bytes=-5", "bytes=0-0", "nonsense"])
    func empty(range: String) {
        let plan = plan(["Range": range], length: 0)
        #expect(plan.status == 200)
        #expect(plan.contentLength == 0)
        #expect(plan.segments.isEmpty)
    }
}
