import Core
import Foundation
import Testing
import YotoSimulator

@testable import EdgeServer

/// From an empty folder to the family's cards, in each of the three ways, over real sockets.
@Suite(.timeLimit(.minutes(5))) struct ConnectTests {
    @Test("Setup, connection by browser, library; and all of it is still there after a restart")
    func browser() async throws {
        let folder = try SiteFolder()
        try await withYotoSimulator { simulator in
            let cookie = try await Self.firstDay(folder, simulator)
            try await withEdge(at: simulator, folder) { edge in
                #expect(edge.printed.all.isEmpty)
                let status = try await edge.yotoStatus(as: cookie)
                #expect(status["state"] as? String == "connected" && status["missingScopes"] == nil)
                #expect(try await edge.libraryIDs(as: cookie).contains("Aa1B2"))
            }
            let counts = await simulator.authorization.counts
            #expect(counts.codes == 1 && counts.refreshReuses == 0)
        }
    }

    /// The cookie of the administrator who was made.
    private static func firstDay(_ folder: SiteFolder, _ simulator: RunningSimulator) async throws -> String {
        let (cookies, report) = AsyncStream.makeStream(of: String.self)
        try await withEdge(at: simulator, folder) { edge in
            let cookie = try await edge.setUp()
            let early = try await edge.call("GET", "/api/library", as: cookie)
            #expect(early.status == 409 && early.code == "yoto-not-connected")
            #expect(try await edge.yotoState(as: cookie) == "disconnected")
            let address = try await edge.beginConnecting(as: cookie)
            #expect(try await edge.yotoState(as: cookie) == "connecting")
            #expect(try await edge.callback(try await Self.click(address, simulator)) == "connected")
            #expect(try await edge.yotoState(as: cookie) == "connected")
            let cards = try await edge.libraryIDs(as: cookie)
            #expect(Set(cards).isSuperset(of: ["Aa1B2", "St3aM"]) && cards.count >= 3)
            let card = try await edge.call("GET", "/api/library/Aa1B2", as: cookie)
            #expect((card.object["chapters"] as? [Any])?.count == 2)
            report.yield(cookie)
            report.finish()
        }
        for await cookie in cookies { return cookie }
        throw WireConnection.Failure(description: "nobody was made administrator")
    }

    /// What a browser does at Yoto: opens the page, sends its form, and is redirected.
    private static func click(_ address: String, _ simulator: RunningSimulator) async throws -> String? {
        let target = String(address.dropFirst(simulator.baseURL.count))
        let page = try await exchange("GET \(target) HTTP/1.1\r\n", "", simulator)
        let ticket = try #require(page.text.firstMatch(of: #/name="ticket" value="([^"]+)"/#)).1
        let form = "ticket=\(ticket)&decision=allow"
        let head = "POST /authorize HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        return try await exchange(head, form, simulator)["Location"]
    }

    private static func exchange(
        _ head: String, _ body: String, _ simulator: RunningSimulator
    ) async throws -> WireResponse {
        let connection = try await WireConnection(port: simulator.port)
        let fields =
            "Host: 127.0.0.1:\(simulator.port)\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        try await connection.send(head + fields + body)
        let answer = try await connection.response()
        await connection.close()
        return answer
    }

    @Test("By device code: the edge asks Yoto until the code was typed in")
    func device() async throws {
        try await withEdgeAndYoto(.quick) { edge, simulator in
            let cookie = try await edge.setUp()
            let offer = try await edge.call("POST", "/api/yoto/connect", #"{"method":"device"}"#, as: cookie)
            let code = try #require(offer.object["userCode"] as? String)
            #expect(offer.object["verificationURL"] as? String == simulator.baseURL + "/activate")
            #expect(offer.object["deviceCode"] == nil && offer.object["device_code"] == nil)
            #expect(await simulator.authorization.answerDevice(userCode: code, allow: true))
            #expect(try await edge.statusAfterConnecting(as: cookie)["state"] as? String == "connected")
            #expect(try await edge.libraryIDs(as: cookie).contains("St3aM"))
        }
    }

    @Test("By pasting the address that Yoto led to")
    func paste() async throws {
        try await withEdgeAndYoto(flags: [(.publicURL, "http://127.0.0.1:9999")]) { edge, simulator in
            let cookie = try await edge.setUp()
            let address = try await edge.beginConnecting("paste", as: cookie)
            let redirect = try #require(await simulator.answerConsent(authorizeURL: address))
            #expect(redirect.hasPrefix("http://127.0.0.1:8080/oauth/callback?"))
            let body = RunningEdge.body(["url": "  \(redirect)\n"])
            let answer = try await edge.call("POST", "/api/yoto/paste", body, as: cookie)
            #expect(answer.status == 200 && answer.object["state"] as? String == "connected")
            let again = try await edge.call("POST", "/api/yoto/paste", body, as: cookie)
            #expect(again.status == 422 && again.code == "unprocessable")
            #expect(try await edge.libraryIDs(as: cookie).contains("Aa1B2"))
        }
    }

    @Test("Disconnecting withdraws the login at Yoto and wipes it here, for the next start too")
    func disconnect() async throws {
        let folder = try SiteFolder()
        try await withYotoSimulator { simulator in
            try await withEdge(at: simulator, folder) { edge in
                let cookie = try await edge.setUp()
                #expect(try await edge.connectYoto(simulator, as: cookie) == "connected")
                #expect(try await edge.libraryIDs(as: cookie).isEmpty == false)
                #expect(try await edge.call("DELETE", "/api/yoto", as: cookie).status == 204)
                #expect(await simulator.authorization.counts.revocations == 1)
                #expect(try await edge.call("GET", "/api/library", as: cookie).code == "yoto-not-connected")
                #expect(try await edge.call("DELETE", "/api/yoto", as: cookie).status == 204)
            }
            try await withEdge(at: simulator, folder) { edge in
                let cookie = try #require(try await edge.login("anna").sessionCookie)
                #expect(try await edge.yotoState(as: cookie) == "disconnected")
            }
            #expect(await simulator.authorization.counts.revocations == 1)
        }
    }

    @Test("Only administrators connect and disconnect; everybody who signed in may see how it stands")
    func roles() async throws {
        try await withEdgeAndYoto { edge, simulator in
            let admin = try await edge.setUp()
            _ = try await edge.add("lisa", role: "listener", as: admin)
            _ = try await edge.add("mark", role: "member", as: admin)
            try await edge.connectYoto(simulator, as: admin)
            for name in ["lisa", "mark"] {
                let cookie = try #require(try await edge.login(name).sessionCookie)
                #expect(try await edge.yotoState(as: cookie) == "connected")
                #expect(try await edge.libraryIDs(as: cookie).isEmpty == false)
                for (method, path, body) in Self.adminOnly {
                    let answer = try await edge.call(method, path, body, as: cookie)
                    #expect(answer.status == 403 && answer.code == "forbidden", "\(method) \(path) as \(name)")
                }
            }
            for (method, path, body) in Self.adminOnly + [
                ("GET", "/api/yoto/status", nil), ("GET", "/api/library", nil),
            ] {
                #expect(try await edge.call(method, path, body).status == 401, "\(method) \(path)")
            }
            #expect(try await edge.yotoState(as: admin) == "connected")
        }
    }

    private static let adminOnly: [(String, String, String?)] = [
        ("POST", "/api/yoto/connect", #"{"method":"browser"}"#),
        ("POST", "/api/yoto/paste", #"{"url":"?code=a&state=b"}"#),
        ("DELETE", "/api/yoto", nil), ("GET", "/api/yoto/client", nil),
        ("PUT", "/api/yoto/client", #"{"clientID":"x"}"#), ("POST", "/api/auth/start", nil),
        ("POST", "/api/auth/poll", nil), ("POST", "/api/auth/logout", nil),
    ]

    @Test("Who began, finished and ended a connection is in the audit log, whichever way it went")
    func audit() async throws {
        try await withEdgeAndYoto(.quick) { edge, simulator in
            let cookie = try await edge.setUp()
            try await edge.connectYoto(simulator, as: cookie)
            _ = try await edge.call("DELETE", "/api/yoto", as: cookie)
            let offer = try await edge.call("POST", "/api/yoto/connect", #"{"method":"device"}"#, as: cookie)
            let code = try #require(offer.object["userCode"] as? String)
            await simulator.authorization.answerDevice(userCode: code, allow: true)
            _ = try await edge.statusAfterConnecting(as: cookie)
            let actions = try await Self.yotoActions(edge, cookie, count: 5)
            #expect(
                actions == [
                    "yoto-connect-begun", "yoto-connected", "yoto-disconnected", "yoto-connect-begun", "yoto-connected",
                ])
        }
    }
}

extension ConnectTests {
    /// What the log says of the account at Yoto, oldest first, once it says so much.
    fileprivate static func yotoActions(_ edge: RunningEdge, _ cookie: String, count: Int) async throws -> [String] {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            let log = try await edge.call("GET", "/api/admin/audit", as: cookie)
            let entries = log.object["entries"] as? [[String: Any]] ?? []
            let ours = entries.filter { ($0["action"] as? String)?.hasPrefix("yoto") == true }
            if ours.count >= count || ContinuousClock.now > deadline {
                #expect(ours.filter { $0["action"] as? String != "yoto-connected" }.allSatisfy { $0["actor"] != nil })
                return ours.reversed().compactMap { $0["action"] as? String }
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}

extension SimulatorConfiguration {
    /// Devices may ask every second, which is as fast as the edge goes.
    static var quick: SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        configuration.settings.deviceIntervalSeconds = 0
        return configuration
    }
}
