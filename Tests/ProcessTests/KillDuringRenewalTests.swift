import Foundation
import HTTPClient
import Logging
import TestSupport
import Testing
import YotoSimulator

/// `kill -9` at each step of a renewal. Afterwards the login works, or the edge knows that it is lost: a refresh token
/// that Yoto has used up is never kept as if it were good.
@Suite(.timeLimit(.minutes(5))) struct KillDuringRenewalTests {
    @Test("Before Yoto has the request: the login works")
    func beforeRequest() async throws {
        try await Self.drill { simulator, edge in
            simulator.faults.arm(.init(.hang, path: "/oauth/token", count: 1))
            try await edge.killed(once: { try await simulator.faults.waitUntilHeld() })
        } afterwards: { simulator, edge in
            try await Self.expectWorking(edge, simulator)
            #expect(await simulator.authorization.counts.refreshReuses == 0)
        }
    }

    @Test("After Yoto used the token up, before its answer came: told as that")
    func beforeAnswer() async throws {
        try await Self.drill { simulator, edge in
            simulator.faults.arm(.init(.hangAfter, path: "/oauth/token", count: 1))
            try await edge.killed(once: { try await simulator.faults.waitUntilHeld() })
        } afterwards: { _, edge in
            try await Self.expectLost(edge)
        }
    }

    @Test("In the middle of the answer: told as that")
    func withinAnswer() async throws {
        try await Self.drill { simulator, edge in
            simulator.faults.arm(.init(.halfClose, path: "/oauth/token", count: 1))
            try await edge.killed(once: { try await simulator.faults.waitUntilHeld() })
        } afterwards: { _, edge in
            try await Self.expectLost(edge)
        }
    }

    @Test("Right after the answer, some milliseconds earlier or later: one or the other", arguments: [0, 2, 5, 20])
    func afterAnswer(milliseconds: Int) async throws {
        try await Self.drill { simulator, edge in
            try await edge.killed(once: {
                try await simulator.requests.waitUntil { requests in
                    let answered = requests.filter { $0.path == "/oauth/token" && $0.status == 200 }
                    return answered.count == 2
                }
                // The point of the kill within what the edge does next; nothing tells of that moment.
                if milliseconds > 0 { try await Task.sleep(for: .milliseconds(milliseconds)) }
            })
        } afterwards: { simulator, edge in
            switch try await edge.libraryAnswer() {
            case "cards": try await Self.expectWorking(edge, simulator)
            default: try await Self.expectLost(edge)
            }
        }
    }

    private static func expectWorking(_ edge: DrilledEdge, _ simulator: RunningSimulator) async throws {
        #expect(try await edge.libraryAnswer() == "cards")
        #expect(try await edge.status().contains(#""state":"connected""#))
        // The refresh token that is kept now is one that Yoto takes.
        await simulator.authorization.endAccessTokens()
        #expect(try await edge.libraryAnswer() == "cards")
    }

    private static func expectLost(_ edge: DrilledEdge) async throws {
        #expect(try await edge.libraryAnswer() == "yoto-reconnect")
        let status = try await edge.status()
        #expect(status.contains(#""state":"reconnect""#) && status.contains("answer was lost"), "\(status)")
    }

    /// Connects an account, makes its token worthless so that the next call must renew, lets the edge be killed during
    /// that, and starts it again on the same folder.
    private static func drill(
        _ kill: @Sendable @escaping (RunningSimulator, DrilledEdge) async throws -> Void,
        afterwards check: @Sendable @escaping (RunningSimulator, DrilledEdge) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "dist"), withIntermediateDirectories: true)
            try Data("<!doctype html>".utf8).write(to: folder.appending(path: "dist/index.html"))
            try await withYotoSimulator { simulator in
                let cookie = try await DrilledEdge.with(folder, simulator) { edge in
                    let cookie = try await edge.setUpAndConnect(simulator)
                    var edge = edge
                    edge.cookie = cookie
                    #expect(try await edge.libraryAnswer() == "cards")
                    await simulator.authorization.endAccessTokens()
                    try await kill(simulator, edge)
                    return cookie
                }
                simulator.faults.clearAll()
                _ = try await DrilledEdge.with(folder, simulator) { edge in
                    var edge = edge
                    edge.cookie = cookie
                    try await check(simulator, edge)
                    return ""
                }
            }
        }
    }
}

/// An `edge-server` process and a person's browser.
private struct DrilledEdge: Sendable {
    let process: RunningSubprocess
    let port: Int
    var cookie = ""
    private let transport = HTTPTransport(logger: Logger(label: "drill") { _ in SwiftLogNoOpLogHandler() })

    struct Failure: Error {
        var text: String
    }

    static func with(
        _ folder: URL, _ simulator: RunningSimulator, _ body: (DrilledEdge) async throws -> String
    ) async throws -> String {
        let environment = simulator.environment.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
        return try await Subprocess.withRunning(
            EdgeProcess.binary.path, ["serve", "--port", "0"], environment: environment, workingFolder: folder
        ) { process in
            let output = try await process.waitUntilOutput(contains: "listening url=")
            guard let port = output.firstMatch(of: #/listening url=http://127\.0\.0\.1:(\d+)//#).flatMap({ Int($0.1) })
            else { throw Failure(text: output) }
            return try await body(DrilledEdge(process: process, port: port))
        }
    }

    private init(process: RunningSubprocess, port: Int) {
        self.process = process
        self.port = port
    }

    private func call(_ method: String, _ path: String, _ body: String? = nil) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(method, "http://127.0.0.1:\(port)\(path)")
        if !cookie.isEmpty { request.headers["Cookie"] = "__Host-session=\(cookie)" }
        if let body {
            request.headers["Content-Type"] = "application/json"
            request.body = .bytes(Data(body.utf8))
        }
        return try await transport.send(request)
    }

    /// Makes an administrator and connects the account through the consent page; the cookie.
    func setUpAndConnect(_ simulator: RunningSimulator) async throws -> String {
        let output = try await process.waitUntilOutput(contains: "setup?token=")
        guard let token = output.firstMatch(of: #/setup\?token=([\w-]+)/#)?.1 else { throw Failure(text: output) }
        let person = #"{"token":"\#(token)","username":"anna","password":"a long enough password"}"#
        let setup = try await call("POST", "/api/setup", person)
        guard let cookie = setup.headers["set-cookie"]?.firstMatch(of: #/session=([^;]+);/#)?.1 else {
            throw Failure(text: "setup: \(setup.status)")
        }
        var browser = self
        browser.cookie = String(cookie)
        let offer = try await browser.call("POST", "/api/yoto/connect", #"{"method":"browser"}"#)
        let fields = try JSONDecoder().decode([String: String].self, from: offer.body)
        guard let redirect = await simulator.answerConsent(authorizeURL: fields["authorizeURL"] ?? "") else {
            throw Failure(text: "no consent")
        }
        _ = try await browser.call("GET", "/oauth/callback" + redirect.drop { $0 != "?" })
        return browser.cookie
    }

    /// `cards`, or the code of the problem.
    func libraryAnswer() async throws -> String {
        let answer = try await call("GET", "/api/library/Aa1B2")
        if answer.status == 200 { return "cards" }
        let text = String(decoding: answer.body, as: UTF8.self)
        return text.firstMatch(of: #/"code":"([a-z-]+)"/#).map { String($0.1) } ?? "\(answer.status)"
    }

    func status() async throws -> String {
        String(decoding: try await call("GET", "/api/yoto/status").body, as: UTF8.self)
    }

    /// Asks for a card, which makes the edge renew, and kills the edge at a moment.
    func killed(once moment: @Sendable @escaping () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try? await libraryAnswer() }
            try await moment()
            process.kill()
            try await process.waitUntilExit()
            try await group.waitForAll()
        }
    }
}
