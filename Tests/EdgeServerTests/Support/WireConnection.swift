import Foundation
import NIOPosix

/// A TCP connection that shows what is really on the wire. Its calls block threads of a pool of their own, each for at
/// most twenty seconds.
actor WireConnection {
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    private var isClosed = false

    /// Nothing came within the time, or the connection ended early.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 32)
        pool.start()
        return pool
    }()

    /// - Parameter receiveBuffer: bytes; small ones make a slow reader felt at once.
    init(port: Int, receiveBuffer: CInt? = nil) async throws {
        descriptor = try await Self.threads.runIfActive {
            let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
            if var size = receiveBuffer {
                setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
            }
            var patience = timeval(tv_sec: 20, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard result == 0 else { throw Failure(description: "cannot connect: errno \(errno)") }
            return descriptor
        }
    }

    func send(_ text: String) async throws {
        let bytes = Array(text.utf8)
        try await Self.threads.runIfActive { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Foundation.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Failure(description: "cannot send: errno \(errno)") }
                sent += count
            }
        }
    }

    func send(_ method: String, _ path: String, _ fields: [String] = [], version: String = "1.1") async throws {
        let lines = ["\(method) \(path) HTTP/\(version)", "Host: localhost"] + fields
        try await send(lines.map { $0 + "\r\n" }.joined() + "\r\n")
    }

    /// Says that no more will be sent, and goes on listening.
    func finishSending() {
        shutdown(descriptor, CInt(SHUT_WR))
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        Foundation.close(descriptor)
    }

    deinit {
        if !isClosed { Foundation.close(descriptor) }
    }

    /// At least one more byte, or `false` at the end.
    func receiveMore(upTo limit: Int = 65_536) async throws -> Bool {
        let chunk = try await Self.threads.runIfActive { [descriptor] () throws -> [UInt8] in
            var chunk = [UInt8](repeating: 0, count: limit)
            let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == ECONNRESET { return [] }
            guard count >= 0 else { throw Failure(description: "nothing received: errno \(errno)") }
            return Array(chunk.prefix(count))
        }
        buffer += chunk
        return !chunk.isEmpty
    }

    /// Everything up to the end of the connection.
    func rest() async throws -> [UInt8] {
        while try await receiveMore() {}
        defer { buffer = [] }
        return buffer
    }

    func receive(_ count: Int) async throws -> [UInt8] {
        while buffer.count < count {
            guard try await receiveMore(upTo: max(65_536, min(count, 1 << 20))) else {
                throw Failure(description: "ended \(count - buffer.count) bytes early")
            }
        }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    func receive(until mark: String) async throws -> String {
        let mark = Array(mark.utf8)
        while true {
            if let range = buffer.firstRange(of: mark) {
                defer { buffer.removeFirst(range.upperBound) }
                return String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
            }
            guard try await receiveMore() else {
                throw Failure(description: "ended before \(mark.count) expected bytes")
            }
        }
    }

    /// Reads the head of an answer, and its content as its framing says (RFC 9112 §6.3).
    func response(to method: String = "GET") async throws -> WireResponse {
        var response = try WireResponse(head: await receive(until: "\r\n\r\n"))
        if method == "HEAD" || response.status == 304 || response.status == 204 { return response }
        if response["Transfer-Encoding"] == "chunked" {
            while let size = Int(try await receive(until: "\r\n"), radix: 16), size > 0 {
                response.body += try await receive(size)
                _ = try await receive(2)
            }
            _ = try await receive(2)
        } else if let length = response["Content-Length"].flatMap({ Int($0) }) {
            response.body = try await receive(length)
        } else {
            response.body = try await rest()
        }
        return response
    }
}

/// An answer as it came.
struct WireResponse: Sendable {
    var version: String
    var status: Int
    var fields: [(name: String, value: String)]
    var body: [UInt8] = []

    init(head: String) throws {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let start = lines[0].split(separator: " ")
        guard start.count >= 2, let status = Int(start[1]) else {
            throw WireConnection.Failure(description: "no status line: \(lines[0])")
        }
        version = String(start[0])
        self.status = status
        fields = lines.dropFirst().compactMap { line in
            line.firstIndex(of: ":").map { colon in
                (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
            }
        }
    }

    /// The first field of a name.
    subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    var text: String { String(decoding: body, as: UTF8.self) }
}
