/// Writes ASCII of a length that is known beforehand into memory of a string that is being made.
struct FixedText {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    /// Bytes written.
    private(set) var count = 0

    /// - Parameter buffer: has room for all that will be added.
    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        self.buffer = buffer
    }

    mutating func add(_ text: StaticString) {
        text.withUTF8Buffer { bytes in
            for byte in bytes { append(byte) }
        }
    }

    mutating func add(_ text: String.UTF8View) {
        for byte in text { append(byte) }
    }

    /// - Parameters:
    ///   - number: not negative; digits before the last `digits` are dropped.
    ///   - digits: 1…4.
    mutating func add(_ number: Int, digits: Int) {
        var unit = digits == 4 ? 1000 : digits == 3 ? 100 : digits == 2 ? 10 : 1
        while unit > 0 {
            append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }

    private mutating func append(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }
}
