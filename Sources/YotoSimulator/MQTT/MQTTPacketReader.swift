/// Cuts a stream of bytes into MQTT packets (MQTT 3.1.1 §2.2).
struct MQTTPacketReader: Sendable {
    /// Longer ones end the connection: AWS takes 128 KiB of payload.
    static let maximumLength = 140_000

    /// The stream is not MQTT, or a packet is too long.
    struct Malformed: Error {}

    private var bytes: [UInt8] = []

    init() {}

    /// Takes bytes and gives the packets that are complete now.
    mutating func take(_ new: some Collection<UInt8>) throws(Malformed) -> [MQTTPacket] {
        bytes += new
        var packets: [MQTTPacket] = []
        while let (start, length) = try remainingLength(), bytes.count >= start + length {
            packets.append(
                MQTTPacket(
                    head: bytes[0], body: Array(bytes[start..<start + length]), bytes: Array(bytes[..<(start + length)])
                ))
            bytes.removeFirst(start + length)
        }
        return packets
    }

    /// Where the body starts and how long it is, once both are known.
    private func remainingLength() throws(Malformed) -> (start: Int, length: Int)? {
        var length = 0
        for index in 1...4 {
            guard index < bytes.count else { return nil }
            length += Int(bytes[index] & 0x7F) << (7 * (index - 1))
            guard length <= Self.maximumLength else { throw Malformed() }
            if bytes[index] & 0x80 == 0 { return (index + 1, length) }
        }
        throw Malformed()
    }
}

/// A packet as it was on the wire.
struct MQTTPacket: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        case connect = 1
        case connack, publish, puback, pubrec, pubrel, pubcomp, subscribe, suback, unsubscribe, unsuback
        case pingreq, pingresp, disconnect
    }

    var head: UInt8
    var body: [UInt8]
    var bytes: [UInt8]

    var kind: Kind? { Kind(rawValue: head >> 4) }

    /// The topic of a PUBLISH.
    var topic: String? {
        guard kind == .publish else { return nil }
        var reader = MQTTFields(body)
        return reader.text()
    }

    /// The filters of a SUBSCRIBE, with its requested quality.
    var filters: [(filter: String, quality: UInt8)]? {
        guard kind == .subscribe else { return nil }
        var reader = MQTTFields(body)
        guard reader.number() != nil else { return nil }
        var filters: [(String, UInt8)] = []
        while !reader.isAtEnd {
            guard let filter = reader.text(), let quality = reader.byte() else { return nil }
            filters.append((filter, quality))
        }
        return filters.isEmpty ? nil : filters
    }

    /// A CONNACK with a return code (§3.2.2.3).
    static func connack(_ code: UInt8) -> [UInt8] { [0x20, 2, 0, code] }
}

/// What a CONNECT says (§3.1).
struct MQTTConnect: Sendable, Equatable {
    var level: UInt8
    var keepAliveSeconds: Int
    var clientID: String
    var userName: String?
    var password: String?

    init?(_ packet: MQTTPacket) {
        guard packet.kind == .connect else { return nil }
        var reader = MQTTFields(packet.body)
        guard reader.text() == "MQTT", let level = reader.byte(), let flags = reader.byte(),
            let keepAlive = reader.number(), let clientID = reader.text()
        else { return nil }
        self.level = level
        keepAliveSeconds = keepAlive
        self.clientID = clientID
        if flags & 0x04 != 0 {
            guard reader.text() != nil, reader.text() != nil else { return nil }
        }
        if flags & 0x80 != 0 {
            guard let name = reader.text() else { return nil }
            userName = name
        }
        if flags & 0x40 != 0 {
            guard let secret = reader.text() else { return nil }
            password = secret
        }
    }
}

/// Reads the fields of a packet's body in order.
struct MQTTFields {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place >= bytes.count }

    mutating func byte() -> UInt8? {
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func number() -> Int? {
        guard let high = byte(), let low = byte() else { return nil }
        return Int(high) << 8 | Int(low)
    }

    mutating func text() -> String? {
        guard let length = number(), place + length <= bytes.count else { return nil }
        defer { place += length }
        return String(decoding: bytes[place..<place + length], as: UTF8.self)
    }
}
