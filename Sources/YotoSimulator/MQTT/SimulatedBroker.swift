import Foundation

/// The real broker behind the simulator's doors, its folder and its certificate.
actor SimulatedBroker {
    /// Where it listens, on 127.0.0.1, for the doors and the players only.
    nonisolated let port: Int
    /// PEM: what clients trust.
    nonisolated let certificateFile: String
    /// PEM.
    nonisolated let keyFile: String
    private nonisolated let folder: URL
    private var child: ChildProgram?

    /// Makes folder and certificate.
    ///
    /// - Throws: ``SimulatorFailure`` when openssl is missing.
    init() async throws {
        port = try Self.freePort()
        folder = FileManager.default.temporaryDirectory.appending(path: "yoto-simulator-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        certificateFile = folder.appending(path: "ca.pem").path(percentEncoded: false)
        keyFile = folder.appending(path: "key.pem").path(percentEncoded: false)
        let openssl = try ChildProgram(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1", "-keyout",
                keyFile, "-out", certificateFile,
            ])
        guard try await openssl.exitCode() == 0 else {
            throw SimulatorFailure.cannotStart("openssl", reason: "it made no certificate")
        }
    }

    /// Starts mosquitto; does nothing when it runs.
    ///
    /// - Throws: ``SimulatorFailure`` when it is missing or does not listen within ten seconds.
    func start() async throws {
        guard child == nil else { return }
        let configuration = folder.appending(path: "broker.conf").path(percentEncoded: false)
        let lines = [
            "listener \(port) 127.0.0.1", "allow_anonymous true", "max_queued_messages 20000",
            "max_inflight_messages 100", "persistence false",
        ]
        try lines.joined(separator: "\n").write(toFile: configuration, atomically: true, encoding: .utf8)
        let log = folder.appending(path: "broker.log").path(percentEncoded: false)
        child = try ChildProgram("mosquitto", ["-c", configuration], output: log)
        let deadline = ContinuousClock.now + .seconds(10)
        while !Self.listens(port) {
            guard ContinuousClock.now < deadline else {
                throw SimulatorFailure.cannotStart("mosquitto", reason: "it does not listen")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Kills it, as a failure of Yoto's would.
    func stop() {
        child?.end()
        child = nil
    }

    /// Ends it and removes its folder.
    func remove() {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func freePort() throws -> Int {
        try withSocket { descriptor in
            var address = loopback(port: 0)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
                }
            }
            guard code == 0 else { throw SimulatorFailure.cannotListen("no free port") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    private static func listens(_ port: Int) -> Bool {
        withSocket { descriptor in
            var address = loopback(port: port)
            return withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
    }

    private static func withSocket<Result>(_ body: (Int32) throws -> Result) rethrows -> Result {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return try body(descriptor)
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
