import Foundation
import TestSupport

/// A TLS server on loopback with a certificate of its own for `localhost`, made for one test.
///
/// Python's TLS speaks ALPN; behind it the script writes HTTP/1.1, or the few frames that make an HTTP/2 response.
enum TLSServer {
    static var isAvailable: Bool { Subprocess.isInstalled("openssl") && Subprocess.isInstalled("python3") }

    /// - Parameters:
    ///   - frames: how many HTTP/2 frames of 16 KiB precede the last one.
    ///   - body: gets the port and the path of the certificate.
    static func with<R>(
        offering protocols: [String] = ["h2", "http/1.1"], frames: Int = 0, _ body: (Int, String) async throws -> R
    ) async throws -> R {
        try await withTemporaryFolder { folder in
            let path = folder.path(percentEncoded: false)
            let made = try await Subprocess.run(
                "openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "1", "-keyout",
                    "key.pem", "-out", "certificate.pem",
                ], workingFolder: folder)
            guard made.exitCode == 0 else { throw POSIXError(.EINVAL) }
            let arguments = ["-c", script, path, "\(frames)"] + protocols
            return try await Subprocess.withRunning("python3", arguments) { server in
                let output = try await server.waitUntilOutput(contains: "\n")
                guard let port = Int(output.split(separator: "\n")[0]) else { throw POSIXError(.EADDRNOTAVAIL) }
                return try await body(port, path + "certificate.pem")
            }
        }
    }

    private static let script = """
        import socket, ssl, struct, sys, threading

        def frame(kind, flags, stream, payload):
            return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload

        def read(connection, count):
            data = b""
            while len(data) < count:
                more = connection.recv(count - len(data))
                if not more: raise EOFError
                data += more
            return data

        def http2(connection):
            read(connection, 24)
            connection.sendall(frame(4, 0, 0, b""))
            while True:
                head = read(connection, 9)
                payload = read(connection, int.from_bytes(head[:3], "big"))
                stream = int.from_bytes(head[5:], "big")
                if head[3] == 4 and not head[4] & 1: connection.sendall(frame(4, 1, 0, b""))
                if head[3] == 1:
                    connection.sendall(frame(1, 4, stream, b"\\x88"))
                    for _ in range(int(sys.argv[2])): connection.sendall(frame(0, 0, stream, b"x" * 16384))
                    connection.sendall(frame(0, 1, stream, b"two"))

        def http1(connection):
            data = b""
            while not data.endswith(b"\\r\\n\\r\\n"): data += read(connection, 1)
            connection.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\none")
            read(connection, 1)

        def serve(socket):
            try:
                connection = context.wrap_socket(socket, server_side=True)
                (http2 if connection.selected_alpn_protocol() == "h2" else http1)(connection)
            except (OSError, EOFError): pass

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1] + "certificate.pem", sys.argv[1] + "key.pem")
        context.set_alpn_protocols(sys.argv[3:])
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        while True: threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """
}
