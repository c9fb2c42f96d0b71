import Foundation
import NIOPosix

@testable import YotoSimulator

/// An answer as it came over a socket.
struct WireAnswer: Sendable {
    var status: Int
    var fields: [(name: String, value: String)]
    var body: Data

    subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON, `null` when it is none.
    var json: WireJSON { (try? WireJSON(parsing: body)) ?? .null }

    /// Whether the connection ended before the body that the header promised.
    var isCutShort: Bool { body.count < self["Content-Length"].flatMap { Int($0) } ?? 0 }

    /// - Returns: `nil` when there is no complete header.
    init?(_ bytes: Data) {
        guard let end = bytes.firstRange(of: Data("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let start = lines[0].split(separator: " ")
        guard start.count >= 2, let status = Int(start[1]) else { return nil }
        self.status = status
        fields = lines.dropFirst().compactMap { line in
            line.firstIndex(of: ":").map { colon in
                (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
            }
        }
        body = Data(bytes[end.upperBound...])
    }
}

/// One request on a TCP connection of its own, read to the connection's end. Blocks a thread of its own pool, for at
/// most `patience`.
enum WireExchange {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 32)
        pool.start()
        return pool
    }()

    /// - Returns: all bytes until the end, and whether the end came in time.
    static func send(_ bytes: Data, port: Int, patience: Duration = .seconds(20)) async throws -> (Data, ended: Bool) {
        try await threads.runIfActive {
            let descriptor = try connect(port: port)
            defer { close(descriptor) }
            try write(bytes, to: descriptor)
            return try read(from: descriptor, patience: patience)
        }
    }

    private static func connect(port: Int) throws -> CInt {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw Failure(description: "cannot connect: errno \(errno)")
        }
        return descriptor
    }

    private static func write(_ bytes: Data, to descriptor: CInt) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            // A server may answer and close before it has read everything.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func read(from descriptor: CInt, patience: Duration) throws -> (Data, ended: Bool) {
        let deadline = ContinuousClock.now + patience
        var all = Data()
        var chunk = [UInt8](repeating: 0, count: 262_144)
        while true {
            let left = Int32(max(0, (deadline - ContinuousClock.now) / .milliseconds(1)))
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard Foundation.poll(&poll, 1, left) > 0 else { return (all, false) }
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return (all, true) }
            all.append(contentsOf: chunk[..<count])
        }
    }
}
