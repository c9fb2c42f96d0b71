import Foundation

/// A client with a small receive buffer that reads only when asked to. Its socket never blocks: waiting is a pause of
/// the task, with a limit of twenty seconds.
final class EdgeSlowClient {
    private let descriptor: CInt

    /// Nothing came in time, or the connection could not be made.
    struct Failure: Error {
        var code: CInt
    }

    init(port: Int, path: String, method: String = "GET") throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var size: CInt = 4096
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(code: errno) }
        let text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        _ = text.withCString { send(descriptor, $0, strlen($0), CInt(MSG_NOSIGNAL)) }
    }

    deinit {
        close(descriptor)
    }

    func waitForFirstByte() async throws {
        _ = try await read(flags: CInt(MSG_PEEK))
    }

    /// Reads to the end of the connection; how many bytes that was.
    func rest() async throws -> Int {
        var total = 0
        while true {
            let count = try await read(flags: 0)
            if count == 0 { return total }
            total += count
        }
    }

    private func read(flags: CInt) async throws -> Int {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, flags | CInt(MSG_DONTWAIT))
            }
            if count >= 0 { return count }
            guard errno == EAGAIN, ContinuousClock.now < deadline else { throw Failure(code: errno) }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
