import Core
import Foundation
import HTTPClient
import TestSupport
import YotoSimulator

@testable import EdgeServer

/// Runs an edge against a simulated Yoto around the body, both over real sockets.
///
/// - Parameter clock: the edge's; the machine's when `nil`.
func withEdge(
    at simulator: RunningSimulator, _ folder: SiteFolder, clock: TestClock? = nil,
    flags: [(ConfigurationKey, String)] = [], configure: @escaping (inout EdgeApplication) -> Void = { _ in },
    body: @Sendable @escaping (RunningEdge) async throws -> Void
) async throws {
    let yoto: [(ConfigurationKey, String)] = [
        (.yotoClientID, simulator.clientID), (.yotoLoginURL, simulator.baseURL), (.yotoAPIURL, simulator.baseURL),
    ]
    let secret = simulator.environment["YOTO_CLIENT_SECRET"].map { [(ConfigurationKey.yotoClientSecret, $0)] } ?? []
    // What a test says comes first, and the first of two counts.
    let all = flags + (yoto + secret).filter { own in !flags.contains { $0.0 == own.0 } }
    try await withEdge(
        folder,
        configure: { application in
            if let clock { application.now = clock.now }
            configure(&application)
        }, flags: all, body: body)
}

/// The same with a simulator and a folder of the test's own.
func withEdgeAndYoto(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(), clock: TestClock? = nil,
    flags: [(ConfigurationKey, String)] = [],
    configure: @escaping @Sendable (inout EdgeApplication) -> Void = { _ in },
    body: @Sendable @escaping (RunningEdge, RunningSimulator) async throws -> Void
) async throws {
    let folder = try SiteFolder()
    try await withYotoSimulator(configuration) { simulator in
        try await withEdge(at: simulator, folder, clock: clock, flags: flags, configure: configure) { edge in
            try await body(edge, simulator)
        }
    }
}

/// How long an edge waits for Yoto: as long as in life, unless a test makes Yoto hang.
final class Patience: Sendable {
    private let isShort = Locked(false)

    func shorten() { isShort.withLock { $0 = true } }
    func restore() { isShort.withLock { $0 = false } }

    @Sendable func limits(_ usual: HTTPTimeouts) -> HTTPTimeouts {
        guard isShort.withLock({ $0 }) else { return usual }
        return HTTPTimeouts(connect: .seconds(2), idle: .milliseconds(400), total: .seconds(2))
    }
}

/// What an administrator's browser does to connect an account.
extension RunningEdge {
    /// Begins a connection; where Yoto's page is.
    func beginConnecting(_ method: String = "browser", as cookie: String) async throws -> String {
        let offer = try await call("POST", "/api/yoto/connect", Self.body(["method": method]), as: cookie)
        guard offer.status == 200, let address = offer.object["authorizeURL"] as? String else {
            throw WireConnection.Failure(description: "connect: \(offer.status) \(offer.text)")
        }
        return address
    }

    /// Follows the redirect to our callback; the `result` that the page is given.
    func callback(_ redirect: String?) async throws -> String {
        guard let redirect, let parts = URLComponents(string: redirect), parts.path == "/oauth/callback" else {
            throw WireConnection.Failure(description: "no redirect to our callback")
        }
        let answer = try await request("GET", "/oauth/callback?" + (parts.percentEncodedQuery ?? ""))
        guard answer.status == 303, let location = answer["Location"],
            let result = location.wholeMatch(of: #//settings/yoto/\?result=([a-z]+)/#)
        else { throw WireConnection.Failure(description: "callback: \(answer.status) \(answer.text)") }
        return String(result.1)
    }

    /// Connects through the consent page; the `result`.
    @discardableResult
    func connectYoto(_ simulator: RunningSimulator, as cookie: String, allow: Bool = true) async throws -> String {
        let address = try await beginConnecting(as: cookie)
        return try await callback(await simulator.answerConsent(authorizeURL: address, allow: allow))
    }

    /// `GET /api/yoto/status`.
    func yotoStatus(as cookie: String) async throws -> [String: Any] {
        try await call("GET", "/api/yoto/status", as: cookie).object
    }

    /// The state of `GET /api/yoto/status`.
    func yotoState(as cookie: String) async throws -> String? {
        try await yotoStatus(as: cookie)["state"] as? String
    }

    /// Asks for the status until no connection is begun any more: the edge asks Yoto by itself.
    func statusAfterConnecting(as cookie: String) async throws -> [String: Any] {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let status = try await yotoStatus(as: cookie)
            if status["connecting"] == nil { return status }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw WireConnection.Failure(description: "the connection is still being made")
    }

    /// Ids of `GET /api/library`, sorted.
    func libraryIDs(as cookie: String, fresh: Bool = false) async throws -> [String] {
        let answer = try await call("GET", "/api/library" + (fresh ? "?fresh=true" : ""), as: cookie)
        guard answer.status == 200, let cards = answer.object["cards"] as? [[String: Any]] else {
            throw WireConnection.Failure(description: "library: \(answer.status) \(answer.text)")
        }
        return cards.compactMap { $0["cardId"] as? String }.sorted()
    }
}

extension [String: Any] {
    /// The code of `lastError`.
    var lastErrorCode: String? { (self["lastError"] as? [String: Any])?["code"] as? String }
}
