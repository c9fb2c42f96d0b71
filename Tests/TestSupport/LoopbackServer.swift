import Foundation

/// A server on a free port of 127.0.0.1 that does to each connection exactly what a test says, right or wrong.
///
/// Every connection has a thread of its own, on which the script may block.
package final class LoopbackServer: Sendable {
    /// What to do with a connection; it is closed when this returns.
    package typealias Script = @Sendable (LoopbackConnection) -> Void

    /// The port that was free.
    package let port: Int
    private let listener: CInt
    private let connections = Locked<[LoopbackConnection]>([])

    /// Connections accepted so far.
    package var connectionCount: Int { connections.withLock { $0.count } }

    /// `http://127.0.0.1:<port>` with a path.
    package func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    private init(listener: CInt, port: Int) {
        self.listener = listener
        self.port = port
    }

    /// Runs a closure while the server serves; afterwards every connection is closed.
    package static func with<R>(
        _ script: @escaping Script, _ body: (LoopbackServer) async throws -> R
    ) async throws -> R {
        let (listener, port) = try openListener()
        let server = LoopbackServer(listener: listener, port: port)
        Thread { server.acceptAll(script) }.start()
        defer { server.stop() }
        return try await body(server)
    }

    /// A port that refuses connections: it was free a moment ago.
    package static func refusingPort() throws -> Int {
        let (listener, port) = try openListener()
        close(listener)
        return port
    }

    private func acceptAll(_ script: @escaping Script) {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                break
            }
            let connection = LoopbackConnection(descriptor)
            connections.withLock { $0.append(connection) }
            Thread {
                script(connection)
                connection.close()
            }.start()
        }
        close(listener)
    }

    private func stop() {
        // Wakes `accept`, which then closes the descriptor: closing it here could hit one that was opened since.
        shutdown(listener, CInt(SHUT_RDWR))
        for connection in connections.withLock({ $0 }) { connection.cut() }
    }

    private static func openListener() throws -> (descriptor: CInt, port: Int) {
        #if canImport(Darwin)
        let kind = SOCK_STREAM
        #else
        let kind = CInt(SOCK_STREAM.rawValue)
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && listen(descriptor, 256) == 0
                    && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard descriptor >= 0, isOpen else { throw POSIXError(.EADDRNOTAVAIL) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
}
