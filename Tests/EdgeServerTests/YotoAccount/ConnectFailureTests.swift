import Core
import Foundation
import Testing
import YotoSimulator

@testable import EdgeServer

/// Everything that can go wrong between "connect" and "connected": each has a word for the page, and nothing connects.
@Suite(.timeLimit(.minutes(5))) struct ConnectFailureTests {
    @Test("A person who refuses is told so, and may try again")
    func denied() async throws {
        try await withEdgeAndYoto { edge, simulator in
            let cookie = try await edge.setUp()
            #expect(try await edge.connectYoto(simulator, as: cookie, allow: false) == "denied")
            let status = try await edge.yotoStatus(as: cookie)
            #expect(status["state"] as? String == "disconnected" && status.lastErrorCode == "denied")
            #expect(try await edge.connectYoto(simulator, as: cookie) == "connected")
            #expect(try await edge.yotoStatus(as: cookie).lastErrorCode == nil)
        }
    }

    @Test("A connection that took more than ten minutes is over")
    func expired() async throws {
        let clock = TestClock()
        try await withEdgeAndYoto(clock: clock) { edge, simulator in
            let cookie = try await edge.setUp()
            let redirect = await simulator.answerConsent(authorizeURL: try await edge.beginConnecting(as: cookie))
            clock.advance(by: .seconds(601))
            #expect(try await edge.callback(redirect) == "expired")
            #expect(try await edge.yotoStatus(as: cookie).lastErrorCode == "expired")
            let late = await simulator.answerConsent(authorizeURL: try await edge.beginConnecting(as: cookie))
            clock.advance(by: .seconds(601))
            #expect(try await edge.yotoState(as: cookie) == "disconnected")
            #expect(try await edge.callback(late) == "state")
            #expect(await simulator.authorization.counts.accessTokens == 0)
        }
    }

    @Test("A state that is wrong, from before or of nobody connects nothing and disturbs nothing")
    func wrongState() async throws {
        try await withEdgeAndYoto { edge, simulator in
            let cookie = try await edge.setUp()
            #expect(
                try await edge.callback("http://127.0.0.1:8080/oauth/callback?code=stolen&state=guessed") == "state")
            let former = await simulator.answerConsent(authorizeURL: try await edge.beginConnecting(as: cookie))
            let address = try await edge.beginConnecting(as: cookie)
            #expect(try await edge.callback(former) == "state")
            for query in ["", "code=a", "state=a", "code=a&state=", "error=access_denied", "code=a&code=b&state=c"] {
                #expect(try await edge.callback("http://127.0.0.1:8080/oauth/callback?" + query) == "state", "\(query)")
            }
            #expect(await simulator.authorization.counts.accessTokens == 0)
            let good = await simulator.answerConsent(authorizeURL: address)
            #expect(try await edge.callback(good) == "connected")
            #expect(try await edge.callback(good) == "state")
            #expect(try await edge.yotoState(as: cookie) == "connected")
            #expect(await simulator.authorization.counts.accessTokens == 1)
        }
    }

    @Test("A code that was asked for with another proof key is worth nothing")
    func wrongVerifier() async throws {
        try await withEdgeAndYoto { edge, simulator in
            let cookie = try await edge.setUp()
            let address = try await edge.beginConnecting(as: cookie)
            let other = address.replacing(
                #/code_challenge=[\w-]{43}/#, with: "code_challenge=" + String(repeating: "A", count: 43))
            #expect(other != address)
            let redirect = await simulator.answerConsent(authorizeURL: other)
            #expect(try await edge.callback(redirect) == "failed")
            let status = try await edge.yotoStatus(as: cookie)
            #expect(status["state"] as? String == "disconnected" && status.lastErrorCode == "failed")
        }
    }

    @Test("An address that is not registered is refused by Yoto's page, and the edge goes on waiting")
    func unregisteredRedirect() async throws {
        try await withEdgeAndYoto(flags: [(.publicURL, "http://127.0.0.1:9999")]) { edge, simulator in
            let cookie = try await edge.setUp()
            let address = try await edge.beginConnecting(as: cookie)
            #expect(address.contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A9999%2Foauth%2Fcallback"))
            #expect(await simulator.answerConsent(authorizeURL: address) == nil)
            #expect(try await edge.yotoState(as: cookie) == "connecting")
            await simulator.allowRedirect(to: "http://127.0.0.1:9999/oauth/callback")
            #expect(try await edge.callback(await simulator.answerConsent(authorizeURL: address)) == "connected")
        }
    }

    @Test("Scopes that Yoto withholds are told; those that the app may not ask for end it")
    func missingScopes() async throws {
        try await withEdgeAndYoto { edge, simulator in
            let cookie = try await edge.setUp()
            simulator.settings.update { $0.withheldScopes = ["family:devices:control"] }
            #expect(try await edge.connectYoto(simulator, as: cookie) == "connected")
            #expect(try await edge.yotoStatus(as: cookie)["missingScopes"] as? [String] == ["family:devices:control"])
            await simulator.authorization.register(
                RegisteredClient(
                    id: simulator.clientID, redirectURIs: ["http://127.0.0.1:8080/oauth/callback"],
                    scopes: ["offline_access"]))
            #expect(try await edge.connectYoto(simulator, as: cookie) == "scope")
            #expect(try await edge.yotoState(as: cookie) == "connected")
        }
    }

    @Test("Without offline_access the login ends with its token, and that is said beforehand")
    func withoutRefreshToken() async throws {
        let clock = TestClock()
        try await withEdgeAndYoto(clock: clock) { edge, simulator in
            let cookie = try await edge.setUp()
            simulator.settings.update { $0.withheldScopes = ["offline_access"] }
            try await edge.connectYoto(simulator, as: cookie)
            let status = try await edge.yotoStatus(as: cookie)
            #expect(status["loginEndsBy"] as? String == status["expiresAt"] as? String && status["warning"] != nil)
            clock.advance(by: .seconds(86_401))
            #expect(try await edge.call("GET", "/api/library", as: cookie).code == "yoto-reconnect")
            #expect(try await edge.yotoState(as: cookie) == "reconnect")
        }
    }

    @Test("A device code that is refused or runs out is told", arguments: ["denied", "expired"])
    func device(outcome: String) async throws {
        try await withEdgeAndYoto(.quick) { edge, simulator in
            let cookie = try await edge.setUp()
            let offer = try await edge.call("POST", "/api/yoto/connect", #"{"method":"device"}"#, as: cookie)
            let code = try #require(offer.object["userCode"] as? String)
            if outcome == "denied" {
                await simulator.authorization.answerDevice(userCode: code, allow: false)
            } else {
                simulator.clock.advance(by: .seconds(301))
            }
            let status = try await edge.statusAfterConnecting(as: cookie)
            #expect(status["state"] as? String == "disconnected" && status.lastErrorCode == outcome)
        }
    }

    @Test("A client that may not use device codes, and one that Yoto does not know")
    func refusedClient() async throws {
        try await withEdgeAndYoto { edge, simulator in
            let cookie = try await edge.setUp()
            await simulator.authorization.register(
                RegisteredClient(
                    id: simulator.clientID, secret: "another", redirectURIs: ["http://127.0.0.1:8080/oauth/callback"],
                    mayUseDeviceGrant: false))
            let offer = try await edge.call("POST", "/api/yoto/connect", #"{"method":"device"}"#, as: cookie)
            #expect(offer.status == 422 && offer.text.contains("client id and secret"))
            #expect(try await edge.connectYoto(simulator, as: cookie) == "client")
        }
    }
}
