import Core
import Foundation
import TestSupport
import Testing

@Suite struct JSONValueTests {
    @Test(
        "What is written as it is read keeps order, spelling and kinds",
        arguments: [
            "{}", "[]", "null", "0", "-0", "8", "8.0", "1e400", "18446744073709551616", "0.10", "-1.5E+3", "\"8\"",
            "true",
            #"{"b":1,"a":{"z":[],"y":[null,false,"x"]}}"#, #""\\\"/\u0001\u001f\n\r\t é 🦊""#,
        ])
    func roundTrip(text: String) throws {
        let value = try JSONValue(Data(text.utf8))
        #expect(String(decoding: value.data, as: UTF8.self) == text)
        #expect(try JSONValue(value.data) == value)
    }

    @Test("Escapes and blanks are read as RFC 8259 has them")
    func escapes() throws {
        let value = try JSONValue(
            Data(" [ \"\\u00e9\\ud83e\\udd8a\\/\\b\\f\" , \"\\ud83e\", \"\\udd8a\\ud83ex\" ]\r\n".utf8))
        #expect(value == ["é🦊/\u{8}\u{C}", "\u{FFFD}", "\u{FFFD}\u{FFFD}x"])
    }

    @Test(
        "What is not JSON is refused",
        arguments: [
            "", " ", "{", "[", "]", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{'a':1}", "01", "1.", ".5", "+1", "1e",
            "-", "NaN",
            "tru", "nulll", "\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\u{1}\"", "[1 2]", "1 2", "\u{FEFF}1",
            "<html>",
            "\"\\u+123\"",
        ])
    func refused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONValue(Data(text.utf8)) }
    }

    @Test("Bytes that are not UTF-8 are refused")
    func notUTF8() {
        #expect(throws: JSONSyntaxError.self) { try JSONValue(Data([0x22, 0xE9, 0x22])) }
    }

    @Test("Nesting ends at its limit, and a million brackets cost nothing")
    func depth() throws {
        func nested(_ depth: Int) -> Data {
            Data((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONValue(nested(JSONParser.maximumDepth))
        #expect(throws: JSONSyntaxError.self) { try JSONValue(nested(JSONParser.maximumDepth + 1)) }
        #expect(throws: JSONSyntaxError.self) { try JSONValue(nested(1_000_000)) }
    }

    @Test("Of two members with one name the last counts, and many members cost no more than their length")
    func members() throws {
        #expect(try JSONValue(Data(#"{"a":1,"b":2,"a":3}"#.utf8)) == ["a": 3, "b": 2])
        let many = "{" + (0..<50_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
        #expect(try JSONValue(Data(many.utf8)).object?.count == 50_000)
    }

    @Test("Mutilated documents are refused or read, and never end the program")
    func mutations() throws {
        let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",true,null,{"b":{}}],"c":"é"}"#.utf8)
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<5_000 {
            var bytes = text
            for _ in 0...Int.random(in: 0..<3, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            guard let value = try? JSONValue(Data(bytes)) else { continue }
            #expect(try JSONValue(value.data) == value)
        }
    }

    @Test("Reading is lenient")
    func lenient() {
        let object: JSONObject = [
            "a": "8", "b": 8, "c": true, "d": "0", "e": 1, "f": nil ?? .null,
            "g": .number(JSONNumber(8.9) ?? JSONNumber(0)),
            "h": [1, "x", .null],
        ]
        #expect(object[int: "a"] == 8 && object[double: "a"] == 8 && object[string: "b"] == "8")
        #expect(object[bool: "c"] == true && object[bool: "d"] == false && object[bool: "e"] == true)
        #expect(object[bool: "b"] == nil && object[int: "f"] == nil && object[string: "f"] == nil)
        #expect(object[int: "g"] == 8 && object[string: "missing"] == nil)
        #expect(object[strings: "h"] == ["1", "x"])
    }

    @Test("Writing keeps the kind that is there, and the place")
    func exact() {
        var object: JSONObject = ["a": "8", "b": 8, "c": "0", "d": 0, "e": false, "f": "true"]
        object[int: "a"] = 9
        object[int: "b"] = 9
        for key in ["c", "d", "e"] { object[bool: key] = true }
        object[bool: "f"] = false
        object[int: "new", as: .string] = 1
        object[bool: "flag"] = true
        #expect(
            object == ["a": "9", "b": 9, "c": "1", "d": 1, "e": true, "f": "false", "new": "1", "flag": true])
        #expect(object.keys == ["a", "b", "c", "d", "e", "f", "new", "flag"])
        object[int: "b"] = nil
        #expect(object.keys == ["a", "c", "d", "e", "f", "new", "flag"])
        object[string: "flag"] = "x"
        #expect(object["flag"] == "x")
    }

    @Test("Setting what is read already changes nothing, not even a spelling")
    func unchanged() throws {
        let text = #"{"a":"08","b":8.0,"c":null}"#
        var object = try #require(try JSONValue(Data(text.utf8)).object)
        object[int: "a"] = object[int: "a"]
        object[double: "b"] = object[double: "b"]
        object[string: "a"] = "08"
        #expect(String(decoding: JSONValue.object(object).data, as: UTF8.self) == text)
    }
}
