import Testing

@testable import Core

@Suite struct PreconditionsTests {
    /// A row of the table: fields of a request and what comes of them.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var fields: [String: String]
        var result: PreconditionResult
        var isHead = false

        var testDescription: String { name }

        init(_ name: String, _ fields: [String: String], _ result: PreconditionResult, isHead: Bool = false) {
            self.name = name
            self.fields = fields
            self.result = result
            self.isHead = isHead
        }
    }

    private static let same = "Sun, 06 Nov 1994 08:49:37 GMT"
    private static let before = "Sun, 06 Nov 1994 08:49:36 GMT"
    private static let after = "Sun, 06 Nov 1994 08:49:38 GMT"
    private static let send = PreconditionResult.proceed(obeysRange: true)
    private static let whole = PreconditionResult.proceed(obeysRange: false)

    private static let rows: [Row] = [
        Row("no condition", [:], send),
        Row("If-Match of ours", ["If-Match": "\"x\""], send),
        Row("If-Match in a list", ["If-Match": "\"a\", \"x\""], send),
        Row("If-Match star", ["If-Match": "*"], send),
        Row("If-Match of another", ["If-Match": "\"y\""], .failed),
        Row("If-Match is strong", ["If-Match": "W/\"x\""], .failed),
        Row("If-Match of no tag", ["If-Match": "x"], .failed),
        Row("If-Match decides over If-Unmodified-Since", ["If-Match": "\"x\"", "If-Unmodified-Since": before], send),
        Row("If-Match fails before If-None-Match", ["If-Match": "\"y\"", "If-None-Match": "\"x\""], .failed),
        Row("If-Unmodified-Since same", ["If-Unmodified-Since": same], send),
        Row("If-Unmodified-Since earlier", ["If-Unmodified-Since": before], .failed),
        Row("If-Unmodified-Since later", ["If-Unmodified-Since": after], send),
        Row("If-Unmodified-Since garbage", ["If-Unmodified-Since": "tomorrow"], send),
        Row("If-None-Match of ours", ["If-None-Match": "\"x\""], .notModified),
        Row("If-None-Match is weak", ["If-None-Match": "W/\"x\""], .notModified),
        Row("If-None-Match star", ["If-None-Match": "*"], .notModified),
        Row("If-None-Match of another", ["If-None-Match": "\"y\""], send),
        Row("If-None-Match without quotes", ["If-None-Match": "x"], send),
        Row(
            "If-None-Match switches If-Modified-Since off", ["If-None-Match": "\"y\"", "If-Modified-Since": after], send
        ),
        Row(
            "If-None-Match beats an older date", ["If-None-Match": "\"x\"", "If-Modified-Since": before], .notModified),
        Row("If-Modified-Since same", ["If-Modified-Since": same], .notModified),
        Row("If-Modified-Since later", ["If-Modified-Since": after], .notModified),
        Row("If-Modified-Since earlier", ["If-Modified-Since": before], send),
        Row("If-Modified-Since in asctime", ["If-Modified-Since": "Sun Nov  6 08:49:37 1994"], .notModified),
        Row("If-Modified-Since in ISO 8601", ["If-Modified-Since": "2100-01-01T00:00:00Z"], send),
        Row("If-Range of ours", ["If-Range": "\"x\""], send),
        Row("If-Range is strong", ["If-Range": "W/\"x\""], whole),
        Row("If-Range of another", ["If-Range": "\"y\""], whole),
        Row("If-Range without quotes", ["If-Range": "x"], whole),
        Row("If-Range is no list", ["If-Range": "\"x\", \"y\""], whole),
        Row("If-Range star", ["If-Range": "*"], whole),
        Row("If-Range empty", ["If-Range": ""], whole),
        Row("If-Range same date", ["If-Range": same], send),
        Row("If-Range same date in RFC 850 form", ["If-Range": "Sunday, 06-Nov-94 08:49:37 GMT"], send),
        Row("If-Range later date is no match", ["If-Range": after], whole),
        Row("If-Range earlier date", ["If-Range": before], whole),
        Row("If-Range after a passed If-None-Match", ["If-None-Match": "\"y\"", "If-Range": "\"y\""], whole),
        Row("HEAD has no range", [:], whole, isHead: true),
        Row("HEAD is not modified", ["If-None-Match": "\"x\""], .notModified, isHead: true),
    ]

    @Test("Preconditions come in the order of RFC 9110 §13.2.2", arguments: rows)
    func table(row: Row) {
        let preconditions = Preconditions(
            validators: Validators(
                entityTag: EntityTag(opaque: "x"), lastModified: HTTPDate(secondsSinceEpoch: 784_111_777)),
            now: HTTPDate(secondsSinceEpoch: 1_795_521_600))
        let request = RequestConditions(isHead: row.isHead) { row.fields[$0].map { [$0] } ?? [] }
        #expect(preconditions.evaluate(request) == row.result)
    }

    @Test("A date of this second is too weak for If-Range", arguments: [(0, false), (1, true), (60, true)])
    func weakDate(age: Int, obeys: Bool) {
        let modified = HTTPDate(secondsSinceEpoch: 1_795_521_600)
        let preconditions = Preconditions(
            validators: Validators(entityTag: nil, lastModified: modified),
            now: HTTPDate(secondsSinceEpoch: modified.secondsSinceEpoch + age))
        let request = RequestConditions { $0 == "If-Range" ? [modified.imfFixdate] : [] }
        #expect(preconditions.evaluate(request) == .proceed(obeysRange: obeys))
    }

    @Test("Without validators only star matches")
    func noValidators() {
        let preconditions = Preconditions(
            validators: Validators(entityTag: nil, lastModified: nil), now: HTTPDate(secondsSinceEpoch: 0))
        let request = { (name: String, value: String) in RequestConditions { $0 == name ? [value] : [] } }
        #expect(preconditions.evaluate(request("If-Match", "\"x\"")) == .failed)
        #expect(preconditions.evaluate(request("If-None-Match", "*")) == .notModified)
        #expect(preconditions.evaluate(request("If-Modified-Since", Self.after)) == Self.send)
        #expect(preconditions.evaluate(request("If-Range", "\"x\"")) == Self.whole)
    }

    @Test("Two lines of a date field are no date", arguments: ["If-Modified-Since", "If-Unmodified-Since"])
    func twoDates(name: String) {
        let preconditions = Preconditions(
            validators: Validators(entityTag: nil, lastModified: HTTPDate(secondsSinceEpoch: 784_111_777)),
            now: HTTPDate(secondsSinceEpoch: 1_795_521_600))
        let request = RequestConditions { $0 == name ? [Self.before, Self.after] : [] }
        #expect(preconditions.evaluate(request) == Self.send)
    }
}
