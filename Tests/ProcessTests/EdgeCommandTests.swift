import Foundation
import TestSupport
import Testing

/// `user`, `backup` and `restore` as people run them, beside a server and without one.
@Suite(.timeLimit(.minutes(5))) struct EdgeCommandTests {
    private func edge(_ arguments: [String], in folder: URL) async throws -> Subprocess.Output {
        try await Subprocess.run(
            EdgeProcess.binary.path, arguments, environment: ["PATH": "/usr/bin:/bin"], workingFolder: folder)
    }

    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "dist"), withIntermediateDirectories: true)
            try Data("<!doctype html>".utf8).write(to: folder.appending(path: "dist/index.html"))
            try await body(folder)
        }
    }

    @Test("Users are made, listed, reset, disabled, enabled and removed")
    func users() async throws {
        try await withFolder { folder in
            let none = try await edge(["user", "list"], in: folder)
            #expect(none.exitCode == 2 && none.standardError.contains("there is no database in data"))
            let made = try await edge(["user", "create", "anna", "--role", "admin", "--generate"], in: folder)
            #expect(
                made.exitCode == 0
                    && made.standardOutput.contains(/^password: [a-z2-9-]{23}$/.anchorsMatchLineEndings()))
            #expect(try await edge(["user", "create", "bob", "--generate"], in: folder).exitCode == 0)
            let taken = try await edge(["user", "create", "BOB", "--generate"], in: folder)
            #expect(
                taken.exitCode == 2 && taken.standardError == "edge-server: There is a user of this name already.\n")
            #expect(try await edge(["user", "create", "x y", "--generate"], in: folder).exitCode == 1)
            #expect(try await edge(["user", "create", "carl"], in: folder).exitCode == 64)
            #expect(
                try await edge(["user", "create", "carl", "--role", "king", "--generate"], in: folder).exitCode == 64)
            let empty = try await edge(["user", "create", "carl", "--password-stdin"], in: folder)
            #expect(empty.exitCode == 1 && empty.standardError.contains("no password on standard input"))
            let list = try await edge(["user", "list"], in: folder)
            #expect(list.standardOutput == "anna\tadmin\tenabled\tnever\nbob\tmember\tenabled\tnever\n")
            #expect(try await edge(["user", "disable", "bob"], in: folder).exitCode == 0)
            #expect(try await edge(["user", "list"], in: folder).standardOutput.contains("bob\tmember\tdisabled"))
            #expect(try await edge(["user", "enable", "Bob"], in: folder).exitCode == 0)
            #expect(try await edge(["user", "reset", "bob", "--generate"], in: folder).exitCode == 0)
            let last = try await edge(["user", "disable", "anna"], in: folder)
            #expect(last.exitCode == 2 && last.standardError.contains("must stay administrator"))
            #expect(try await edge(["user", "delete", "bob"], in: folder).exitCode == 0)
            #expect(try await edge(["user", "delete", "bob"], in: folder).exitCode == 1)
        }
    }

    @Test("The first start prints one line with the link on standard output, later ones none")
    func setupLink() async throws {
        try await withFolder { folder in
            let first = try EdgeProcess.start(["serve", "--port", "0"], in: folder)
            let port = try await first.port()
            _ = try await EdgeSlowClient(port: port, path: "/api/site").rest()
            // Beside the running server.
            #expect(
                try await edge(["user", "create", "anna", "--role", "admin", "--generate"], in: folder).exitCode == 0)
            first.process.terminate()
            let ended = await first.end()
            #expect(ended.status == 0)
            #expect(ended.output.wholeMatch(of: #/setup: http://127\.0\.0\.1:8080/setup\?token=[\w-]{43}\n/#) != nil)
            #expect(!ended.errors.contains("token"))
            let second = try EdgeProcess.start(["serve", "--port", "0"], in: folder)
            _ = try await second.port()
            second.process.terminate()
            #expect(await second.end().output.isEmpty)
        }
    }

    @Test("A backup is made beside a running server, restored only without one")
    func backup() async throws {
        try await withFolder { folder in
            #expect(
                try await edge(["user", "create", "anna", "--role", "admin", "--generate"], in: folder).exitCode == 0)
            let server = try EdgeProcess.start(["serve", "--port", "0"], in: folder)
            _ = try await server.port()
            let second = try await EdgeProcess.start(["serve", "--port", "0"], in: folder).end()
            #expect(second.status == 2 && second.errors.contains("another edge-server works with the data folder"))
            let made = try await edge(["backup", "b.sqlite"], in: folder)
            #expect(made.exitCode == 0 && made.standardOutput.contains("--with-key"))
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/b.sqlite.key"))
            #expect(try await edge(["backup", "b.sqlite"], in: folder).exitCode == 2)
            #expect(try await edge(["backup", "b.sqlite", "--replace", "--with-key"], in: folder).exitCode == 0)
            #expect(try await edge(["user", "create", "bob", "--generate"], in: folder).exitCode == 0)
            let refused = try await edge(["restore", "b.sqlite"], in: folder)
            #expect(refused.exitCode == 2 && refused.standardError.contains("stop it"))
            server.process.terminate()
            #expect(await server.end().status == 0)
            let restored = try await edge(["restore", "b.sqlite", "--with-key"], in: folder)
            #expect(restored.exitCode == 0 && restored.standardOutput.contains("kept as data/edge.sqlite.before-"))
            #expect(try await edge(["user", "list"], in: folder).standardOutput == "anna\tadmin\tenabled\tnever\n")
        }
    }

    @Test("Killed in the middle of writing, the database is whole, and what was confirmed is in it")
    func killed() async throws {
        try await withFolder { folder in
            #expect(
                try await edge(["user", "create", "anna", "--role", "admin", "--generate"], in: folder).exitCode == 0)
            for round in 0..<3 {
                let server = try EdgeProcess.start(["serve", "--port", "0"], in: folder)
                let port = try await server.port()
                // Each wrong name is a row of the audit log. The answers are not awaited.
                let clients = try (0..<30).map { number in
                    try EdgeLoginClient(port: port, username: "ghost-\(round)-\(number)")
                }
                #expect(try await edge(["user", "create", "user\(round)", "--generate"], in: folder).exitCode == 0)
                kill(server.process.processIdentifier, SIGKILL)
                #expect(await server.end().status == -SIGKILL)
                withExtendedLifetime(clients) {}
            }
            let list = try await edge(["user", "list"], in: folder)
            #expect(
                list.standardOutput.split(separator: "\n").map { $0.prefix(5) } == [
                    "anna\t", "user0", "user1", "user2",
                ])
            #expect(try await edge(["backup", "b.sqlite"], in: folder).exitCode == 0)
        }
    }
}

/// Sends one login and does not wait for the answer.
private final class EdgeLoginClient {
    private let descriptor: CInt

    init(port: Int, username: String) throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw EdgeSlowClient.Failure(code: errno) }
        let body = #"{"username":"\#(username)","password":"not the password"}"#
        let text =
            "POST /api/user/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        _ = text.withCString { send(descriptor, $0, strlen($0), CInt(MSG_NOSIGNAL)) }
    }

    deinit {
        close(descriptor)
    }
}
