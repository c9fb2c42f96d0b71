package import Foundation

/// A certificate for `localhost` and 127.0.0.1 that is its own authority, made by openssl.
package struct Certificate: Sendable {
    /// PEM, to serve and to trust.
    package let certificateFile: String
    /// PEM, not encrypted.
    package let keyFile: String

    /// Makes a new one in a folder.
    package static func make(in folder: URL, name: String = "server") async throws -> Certificate {
        let certificate = folder.appending(path: "\(name).pem").path(percentEncoded: false)
        let key = folder.appending(path: "\(name).key").path(percentEncoded: false)
        let output = try await Subprocess.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key,
                "-out", certificate,
            ])
        guard output.exitCode == 0 else {
            throw Subprocess.Failure.endedEarly(program: "openssl", waitingFor: "a certificate", output: "\(output)")
        }
        return Certificate(certificateFile: certificate, keyFile: key)
    }
}
