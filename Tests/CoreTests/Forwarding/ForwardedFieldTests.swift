import Core
import TestSupport
import Testing

struct ForwardedFieldTests {
    @Test(
        "Forwarded is read as RFC 7239 has it",
        arguments: [
            ("for=192.0.2.43", [("192.0.2.43", nil)]),
            ("For=\"[2001:db8:cafe::17]:4711\"", [("2001:db8:cafe::17", nil)]),
            ("for=192.0.2.60;proto=HTTPS;by=203.0.113.43", [("192.0.2.60", "https")]),
            ("for=192.0.2.43, for=198.51.100.17", [("192.0.2.43", nil), ("198.51.100.17", nil)]),
            ("for=\"192.0.2.43:80\" ; proto=http", [("192.0.2.43", "http")]),
            ("for=unknown, for=\"_hidden\"", [(nil, nil), (nil, nil)]), ("proto=https", [(nil, "https")]),
            (",, for=192.0.2.1 ,,", [("192.0.2.1", nil)]), ("for=\"192.0.2\\.1\"", [("192.0.2.1", nil)]),
            // Broken elements keep their place.
            ("for=1.1.1.1;for=2.2.2.2, for=3.3.3.3", [(nil, nil), ("3.3.3.3", nil)]),
            ("for 1.1.1.1, for=3.3.3.3", [(nil, nil), ("3.3.3.3", nil)]),
            ("for=\"a,b\" x, for=3.3.3.3", [(nil, nil), ("3.3.3.3", nil)]), ("for=\"1.1.1.1", [(nil, nil)]),
            ("for=", [(nil, nil)]), ("", []),
        ] as [(String, [(String?, String?)])])
    func standard(line: String, hops: [(String?, String?)]) {
        #expect(hopsOf(.standard, ["Forwarded": [line]]) == expected(hops))
    }

    @Test(
        "X-Forwarded-For is read with its scheme",
        arguments: [
            (["192.0.2.1"], ["https"], [("192.0.2.1", "https")]),
            (["192.0.2.1, 2001:db8::1"], ["https"], [("192.0.2.1", "https"), ("2001:db8::1", "https")]),
            (["192.0.2.1", "198.51.100.1"], ["https, http"], [("192.0.2.1", "https"), ("198.51.100.1", "http")]),
            (["192.0.2.1:4711, [2001:db8::1]:80"], [], [("192.0.2.1", nil), ("2001:db8::1", nil)]),
            (["1.1.1.1, 2.2.2.2, 3.3.3.3"], ["https, http"], [("1.1.1.1", nil), ("2.2.2.2", nil), ("3.3.3.3", nil)]),
            (["host, 192.0.2.1x, [::1, [::1]x"], ["gopher"], [(nil, nil), (nil, nil), (nil, nil), (nil, nil)]),
            ([], ["https"], []),
        ] as [([String], [String], [(String?, String?)])])
    func legacy(lines: [String], schemes: [String], hops: [(String?, String?)]) {
        let fields = ["X-Forwarded-For": lines, "X-Forwarded-Proto": schemes]
        #expect(hopsOf(.legacy, fields) == expected(hops))
    }

    @Test("Long lists are cut at the front, long fields are as good as absent", arguments: ForwardedField.allCases)
    func bounds(field: ForwardedField) throws {
        let name = field == .legacy ? "X-Forwarded-For" : "Forwarded"
        let prefix = field == .legacy ? "" : "for="
        let many = (1...100).map { "\(prefix)10.0.0.\($0)" }.joined(separator: ", ")
        let hops = hopsOf(field, [name: [many]])
        #expect(hops.count == ForwardedField.maximumHops && hops.last?.address?.description == "10.0.0.100")
        #expect(hopsOf(field, [name: [String(repeating: "1.1.1.1, ", count: 1000)]]).isEmpty)
    }

    @Test("Random bytes break nothing")
    func random() {
        var generator = SeededGenerator(seed: 9)
        let alphabet = Array("for=;,\"\\[]:. 10aproto_%\t")
        for _ in 0..<5000 {
            let line = String(
                (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? " "
                })
            for field in ForwardedField.allCases {
                #expect(
                    hopsOf(field, ["Forwarded": [line], "X-Forwarded-For": [line]]).count <= ForwardedField.maximumHops)
            }
        }
    }

    private func hopsOf(_ field: ForwardedField, _ fields: [String: [String]]) -> [ForwardedHop] {
        field.hops { fields[$0] ?? [] }
    }

    private func expected(_ hops: [(String?, String?)]) -> [ForwardedHop] {
        hops.map { ForwardedHop(address: $0.0.flatMap { NetworkAddress($0) }, scheme: $0.1) }
    }
}
