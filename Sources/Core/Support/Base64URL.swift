package import Foundation

/// Base64 with the alphabet for addresses and file names, without padding (RFC 4648 §5).
package enum Base64URL {
    /// The text for bytes.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Whether a byte of a text is one of the 64 digits.
    package static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension Base64URL {
    /// The bytes of a text, with or without padding; `nil` when it holds anything but the 64 digits.
    package static func bytes(of text: some StringProtocol) -> Data? {
        let digits = text.utf8.prefix { $0 != UInt8(ascii: "=") }
        guard digits.allSatisfy(isDigit), text.utf8.count - digits.count < 3 else { return nil }
        let plain = String(decoding: digits, as: UTF8.self).replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
    }
}
