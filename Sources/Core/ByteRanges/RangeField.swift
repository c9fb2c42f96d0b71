/// One member of a `Range` field in bytes (RFC 9110 §14.1.1, §14.1.2), before the length is known.
package enum RangeSpecifier: Hashable, Sendable {
    /// `first-last` or `first-`: positions from 0, both inclusive.
    case positions(first: Int, last: Int?)
    /// `-length`: that many bytes at the end.
    case suffix(length: Int)
}

/// The `Range` field (RFC 9110 §14.2). A field we cannot or will not read is ignored, which the RFC allows and every
/// client understands: it gets the whole representation with 200.
package enum RangeField {
    /// Longer values are ignored, so that reading a field costs little whatever is sent.
    package static let maximumLength = 1024
    /// More members are ignored; audio players send one, PDF readers a handful.
    package static let maximumMembers = 16

    /// The members in the order of the request; `nil` when the field is absent, of another unit, invalid, given
    /// twice (`Range` is no list field) or beyond our limits.
    package static func parse(lines: [String]) -> [RangeSpecifier]? {
        guard lines.count == 1, let line = lines.first, line.utf8.count <= maximumLength else { return nil }
        let bytes = trim(Array(line.utf8)[...])
        guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), isBytesUnit(bytes[..<equals]) else { return nil }
        var members: [RangeSpecifier] = []
        for element in bytes[(equals + 1)...].split(separator: UInt8(ascii: ",")) {
            let text = trim(element)
            // Empty list elements are legal and mean nothing (RFC 9110 §5.6.1.2).
            if text.isEmpty { continue }
            guard members.count < maximumMembers, let member = member(text) else { return nil }
            members.append(member)
        }
        return members.isEmpty ? nil : members
    }

    /// Units are compared without regard to case (RFC 9110 §14.1).
    private static func isBytesUnit(_ text: ArraySlice<UInt8>) -> Bool {
        text.map { $0 | 0x20 } == Array("bytes".utf8)
    }

    private static func member(_ text: ArraySlice<UInt8>) -> RangeSpecifier? {
        guard let dash = text.firstIndex(of: UInt8(ascii: "-")) else { return nil }
        let before = text[..<dash]
        let after = text[(dash + 1)...]
        if before.isEmpty { return number(after).map { .suffix(length: $0) } }
        guard let first = number(before) else { return nil }
        if after.isEmpty { return .positions(first: first, last: nil) }
        guard let last = number(after), isOrdered(before, after) else { return nil }
        return .positions(first: first, last: last)
    }

    /// 1*DIGIT: ASCII digits only, saturating, since a position beyond 2⁶³ is beyond every end as well.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty else { return nil }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
            value = overflow || carry ? Int.max : sum
        }
        return value
    }

    /// Whether first ≤ last, compared as digits: two positions beyond 2⁶³ saturate to the same number.
    private static func isOrdered(_ first: ArraySlice<UInt8>, _ last: ArraySlice<UInt8>) -> Bool {
        let left = first.drop { $0 == UInt8(ascii: "0") }
        let right = last.drop { $0 == UInt8(ascii: "0") }
        if left.count != right.count { return left.count < right.count }
        return !right.lexicographicallyPrecedes(left)
    }

    private static func trim(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        var trimmed = text.drop(while: isBlank)
        while let last = trimmed.last, isBlank(last) { trimmed.removeLast() }
        return trimmed
    }
}
