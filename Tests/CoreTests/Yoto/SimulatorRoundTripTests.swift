import Core
import Foundation
import HTTPClient
import Logging
import Testing
import YotoSimulator

/// Read, change one field, write, over real sockets: the cloud then holds every other key with its type.
@Suite(.timeLimit(.minutes(5))) struct SimulatorRoundTripTests {
    private static func withAPI(
        _ body: @Sendable @escaping (YotoAPI, RunningSimulator) async throws -> Void
    ) async throws {
        try await withYotoSimulator { simulator in
            let transport = HTTPTransport(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let endpoints = YotoEndpoints(login: simulator.baseURL, api: simulator.baseURL)
            let oauth = YotoOAuth(
                client: YotoOAuthClient(id: simulator.clientID, secret: nil), endpoints: endpoints,
                transport: transport)
            let (redirect, key) = ("http://127.0.0.1:8080/oauth/callback", ProofKey())
            let page = oauth.authorizeURL(redirectURL: redirect, state: "state", key: key)
            let address = try #require(await simulator.answerConsent(authorizeURL: page))
            guard case .code(let code, _) = try YotoOAuthCallback(parsing: address) else { return }
            let tokens = try await oauth.exchange(code: code, key: key, redirectURL: redirect)
            let api = YotoAPI(
                transport: transport, endpoints: endpoints,
                credentials: .init(accessToken: { tokens.accessToken }, refreshAfterRejection: { $0 }))
            try await body(api, simulator)
        }
    }

    /// Members of every kind, as a later version of Yoto may add them.
    private static let strange: JSONObject = [
        "null": .null, "yes": true, "seven": 7, "eight": "8", "list": [1, "1", .null, [:]], "deep": ["a": [[:]]],
    ]

    @Test("A card", arguments: ["Aa1B2", "St3aM"])
    func card(id: String) async throws {
        try await Self.withAPI { api, simulator in
            var card = try await api.card(id)
            card.json["future"] = .object(Self.strange)
            card.metadata.json["future"] = .object(Self.strange)
            card.content.chapters[0].json["future"] = .object(Self.strange)
            card.content.chapters[0].tracks[0].json["future"] = .object(Self.strange)
            _ = try await api.save(card)
            let before = try #require(await simulator.family.card(id))
            simulator.clock.advance(by: .seconds(60))
            _ = try await api.updateCard(id) { $0.content.chapters[0].title = "Another title" }
            let after = try #require(await simulator.family.card(id))
            #expect(before != after && after.data.count > 1000)
            #expect(Self.differences(before, after).sorted() == ["content.chapters.0.title", "updatedAt"])
        }
    }

    @Test("A player's settings")
    func config() async throws {
        try await Self.withAPI { api, simulator in
            for id in try await api.devices().map(\.id) {
                let player = try #require(await simulator.family.player(id))
                try await api.updateConfig(of: id) { $0.json["future"] = .object(Self.strange) }
                let before = await player.config
                try await api.updateConfig(of: id) { $0.nightMaxVolumeLimit = 3 }
                #expect(Self.differences(before, await player.config) == ["nightMaxVolumeLimit"])
                let shortcuts = await player.shortcuts
                try await api.replaceShortcuts(of: id, with: try await api.device(id).shortcuts)
                #expect(Self.differences(shortcuts, await player.shortcuts).allSatisfy { $0 == "versionId" })
            }
        }
    }

    /// Where two documents differ, by the shortest paths; a key that only one has is a difference.
    private static func differences(_ before: WireJSON, _ after: WireJSON, _ path: String = "") -> [String] {
        func below(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
        switch (before, after) {
        case (.object(let before), .object(let after)):
            return Set(before.keys).union(after.keys).flatMap { key -> [String] in
                guard let old = before[key], let new = after[key] else { return [below(key)] }
                return differences(old, new, below(key))
            }
        case (.array(let before), .array(let after)) where before.count == after.count:
            return zip(before, after).enumerated().flatMap { differences($1.0, $1.1, below("\($0)")) }
        default: return before == after ? [] : [path]
        }
    }
}
