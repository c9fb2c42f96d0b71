/// Writes values one after the other: whole numbers as eight bytes, texts with their length before them.
struct BinaryWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ number: Int64) { write(UInt64(bitPattern: number)) }

    mutating func write(_ number: Int) { write(Int64(number)) }

    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(text)
    }

    mutating func write(_ key: ContentKey) {
        write(key.high)
        write(key.low)
    }

    mutating func write(_ stamp: FileStamp) {
        write(stamp.inode)
        for number in [stamp.size, stamp.modified, stamp.changed] { write(number) }
    }

    mutating func write(raw: [UInt8]) { bytes.append(contentsOf: raw) }

    mutating func write<Value>(optional value: Value?, _ writeValue: (inout BinaryWriter, Value) -> Void) {
        write(value != nil)
        if let value { writeValue(&self, value) }
    }

    mutating func write<Value>(list values: [Value], _ writeValue: (inout BinaryWriter, Value) -> Void) {
        write(values.count)
        for value in values { writeValue(&self, value) }
    }
}

/// Reads what ``BinaryWriter`` wrote; every step fails rather than to read past the end.
struct BinaryReader {
    private let bytes: [UInt8]
    private var index = 0

    /// The bytes are not what was written.
    struct Damaged: Error {}

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func word() throws(Damaged) -> UInt64 {
        guard bytes.count - index >= 8 else { throw Damaged() }
        let word = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
        index += 8
        return UInt64(littleEndian: word)
    }

    mutating func signed() throws(Damaged) -> Int64 { Int64(bitPattern: try word()) }

    mutating func number() throws(Damaged) -> Int { Int(try signed()) }

    mutating func flag() throws(Damaged) -> Bool {
        guard index < bytes.count, bytes[index] < 2 else { throw Damaged() }
        index += 1
        return bytes[index - 1] == 1
    }

    mutating func raw(_ count: Int) throws(Damaged) -> [UInt8] {
        guard count >= 0, bytes.count - index >= count else { throw Damaged() }
        index += count
        return Array(bytes[(index - count)..<index])
    }

    mutating func text() throws(Damaged) -> String {
        let count = try number()
        guard count >= 0, bytes.count - index >= count else { throw Damaged() }
        index += count
        return String(decoding: bytes[(index - count)..<index], as: UTF8.self)
    }

    mutating func key() throws(Damaged) -> ContentKey { ContentKey(high: try word(), low: try word()) }

    mutating func stamp() throws(Damaged) -> FileStamp {
        FileStamp(inode: try word(), size: try signed(), modified: try signed(), changed: try signed())
    }

    mutating func optional<Value>(
        _ read: (inout BinaryReader) throws(Damaged) -> Value
    ) throws(Damaged) -> Value? {
        try flag() ? try read(&self) : nil
    }

    mutating func list<Value>(
        _ read: (inout BinaryReader) throws(Damaged) -> Value
    ) throws(Damaged) -> [Value] {
        let count = try number()
        // Each element takes a byte at least.
        guard count >= 0, count <= bytes.count - index else { throw Damaged() }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }
}
