import Foundation

/// A real mosquitto broker as a child process on 127.0.0.1.
package struct Broker: Sendable {
    /// What it takes.
    package static let userName = "_?x-amz-customauthorizer-name=PublicJWTAuthorizer"
    /// What it takes.
    package static let password = "a.token.of-many-characters"

    /// Where it listens.
    package let port: Int
    /// To end it.
    package let child: RunningSubprocess

    /// Runs a closure while a broker runs that takes ``userName`` and ``password`` and nobody else.
    ///
    /// - Parameters:
    ///   - port: where it listens; any free one when `nil`.
    ///   - certificate: makes it speak TLS.
    package static func with<R>(
        port wanted: Int? = nil, certificate: Certificate? = nil, _ body: (Broker) async throws -> R
    ) async throws -> R {
        try await withTemporaryFolder { folder in
            let port = try wanted ?? freePort()
            let configuration = try await configure(in: folder, port: port, certificate: certificate)
            return try await Subprocess.withRunning("mosquitto", ["-c", configuration]) { child in
                try await child.waitUntilOutput(contains: "running")
                return try await body(Broker(port: port, child: child))
            }
        }
    }

    private static func configure(in folder: URL, port: Int, certificate: Certificate?) async throws -> String {
        func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
        // The file's plain form, which the tool hashes in place.
        try "\(userName):\(password)\n".write(toFile: path("passwords"), atomically: true, encoding: .utf8)
        _ = try await Subprocess.run("mosquitto_passwd", ["-U", path("passwords")])
        try "pattern readwrite #\n".write(toFile: path("rules"), atomically: true, encoding: .utf8)
        var lines = [
            "user root", "listener \(port) 127.0.0.1", "allow_anonymous false", "password_file \(path("passwords"))",
            "acl_file \(path("rules"))", "max_queued_messages 10000", "max_inflight_messages 1000", "log_dest stderr",
        ]
        if let certificate {
            lines += ["certfile \(certificate.certificateFile)", "keyfile \(certificate.keyFile)"]
        }
        try lines.joined(separator: "\n").write(toFile: path("broker.conf"), atomically: true, encoding: .utf8)
        return path("broker.conf")
    }
}
