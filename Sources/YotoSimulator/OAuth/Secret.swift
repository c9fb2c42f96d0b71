import Crypto
import Foundation

/// Random texts and what is computed from texts.
enum Secret {
    /// Characters of the base64url alphabet, 6 bits each.
    static func random(_ length: Int) -> String {
        String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
    }

    /// Letters that are not taken for one another, as `XXXX-XXXX`.
    static func userCode() -> String {
        let letters = Array("BCDFGHJKLMNPQRSTVWXZ")
        let text = (0..<8).map { _ in letters[Int.random(in: 0..<letters.count)] }
        return String(text[..<4]) + "-" + String(text[4...])
    }

    /// 24 hex digits, as Yoto's database ids are.
    static func objectID() -> String { hex((0..<12).map { _ in UInt8.random(in: 0...255) }) }

    /// The S256 challenge of a verifier (RFC 7636 §4.2), and the form of Yoto's media ids.
    static func base64URLDigest(_ data: some DataProtocol) -> String {
        base64URL(Data(SHA256.hash(data: data)))
    }

    static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Compares without telling by its time where two texts differ.
    static func equal(_ left: String, _ right: String) -> Bool {
        SHA256.hash(data: Data(left.utf8)) == SHA256.hash(data: Data(right.utf8))
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
}
