import Core
import Foundation
import Logging
import TestSupport
import Testing
import YotoSimulator

@testable import EdgeServer

/// The whole journey with the log at its loudest: nothing that opens a door is in a log line or an answer.
@Suite(.timeLimit(.minutes(5))) struct SecretsTests {
    private static let clientSecret = "client-secret-0123456789-abcdefghijklmnop"
    private static let otherPassword = "another quite long password"

    @Test("No token, code, password, cookie, setup link or path of the server")
    func journey() async throws {
        let folder = try SiteFolder()
        var configuration = SimulatorConfiguration.quick
        configuration.clients[0].secret = Self.clientSecret
        let seen = LogLines()
        let answers = Answers()
        let patience = Patience()
        try await withYotoSimulator(configuration) { simulator in
            for pass in 0..<2 {
                try await withEdge(
                    at: simulator, folder,
                    configure: { application in
                        application.yotoTimeouts = patience.limits
                        let format: LogFormat = pass == 0 ? .text : .json
                        let sink = LogSink { seen.add(String(decoding: $0, as: UTF8.self)) }
                        application.logger = Logger(label: "edge") { label in
                            LineLogHandler(label: label, level: .trace, format: format, sink: sink)
                        }
                        application.accessLog = AccessLog(sink: sink, format: format, isEnabled: true)
                    }
                ) { edge in
                    let traveller = Traveller(edge: edge, simulator: simulator, answers: answers, patience: patience)
                    try await pass == 0 ? traveller.firstDay() : traveller.secondDay()
                }
            }
            var secrets = await simulator.authorization.secrets.union(answers.cookies)
            secrets.formUnion([Self.clientSecret, RunningEdge.password, Self.otherPassword, folder.path])
            #expect(secrets.count > 15 && seen.all.count > 50 && answers.all.count > 25)
            Self.expectNone(of: secrets, in: seen.all, "the log")
            Self.expectNone(of: secrets, in: answers.all, "an answer")
        }
    }

    private static func expectNone(of secrets: Set<String>, in texts: [String], _ place: String) {
        for secret in secrets where !secret.isEmpty {
            let encoded = secret.replacing(" ", with: "+")
            for text in texts where text.contains(secret) || text.contains(encoded) {
                Issue.record("\(place) tells \(secret.prefix(6))…: \(text.prefix(300))")
            }
        }
    }

    /// What was answered, and the cookies that were set.
    private final class Answers: Sendable {
        private let state = Locked<(texts: [String], cookies: Set<String>)>(([], []))

        var all: [String] { state.withLock { $0.texts } }
        var cookies: Set<String> { state.withLock { $0.cookies } }

        /// Keeps all but the cookie itself, which only `Set-Cookie` may tell.
        func add(_ response: WireResponse) {
            let fields = response.fields.filter { $0.name.lowercased() != "set-cookie" }
            state.withLock { state in
                state.texts.append(fields.map { "\($0.name): \($0.value)\n" }.joined() + response.text)
                if let cookie = response.sessionCookie { state.cookies.insert(cookie) }
            }
        }

        func addSecret(_ secret: String) { state.withLock { _ = $0.cookies.insert(secret) } }
    }

    /// Does everything that people do, and some that they should not.
    private struct Traveller {
        let edge: RunningEdge
        let simulator: RunningSimulator
        let answers: Answers
        let patience: Patience

        @discardableResult
        private func call(
            _ method: String, _ path: String, _ body: String? = nil, as cookie: String? = nil
        ) async throws -> WireResponse {
            let answer = try await edge.call(method, path, body, as: cookie)
            answers.add(answer)
            return answer
        }

        private func login(_ password: String) async throws -> String? {
            let body = RunningEdge.body(["username": "anna", "password": password])
            return try await call("POST", "/api/user/login", body).sessionCookie
        }

        func firstDay() async throws {
            let token = try #require(edge.setupToken)
            answers.addSecret(token)
            try await call("GET", "/setup?token=\(token)")
            let person = ["token": token, "username": "anna", "password": RunningEdge.password]
            let cookie = try #require(try await call("POST", "/api/setup", RunningEdge.body(person)).sessionCookie)
            try await call("POST", "/api/setup", RunningEdge.body(person))
            #expect(try await login("wrong " + RunningEdge.password) == nil)
            let address = try await edge.beginConnecting(as: cookie)
            let redirect = try #require(await simulator.answerConsent(authorizeURL: address))
            let query = redirect.drop { $0 != "?" }
            #expect(try await call("GET", "/oauth/callback" + query)["Location"]?.hasSuffix("connected") == true)
            try await call("GET", "/oauth/callback" + query)
            try await call("POST", "/api/yoto/paste", RunningEdge.body(["url": redirect]), as: cookie)
            try await look(as: cookie)
            await simulator.authorization.endAccessTokens()
            try await look(as: cookie)
            let passwords = ["current": RunningEdge.password, "new": SecretsTests.otherPassword]
            #expect(
                try await call("PUT", "/api/user/password", RunningEdge.body(passwords), as: cookie).status == 204)
        }

        func secondDay() async throws {
            let cookie = try #require(try await login(SecretsTests.otherPassword))
            patience.shorten()
            for fault: SimulatorFault.Effect in [.status(500), .garbage, .halfClose, .status(429), .hang] {
                simulator.faults.arm(.init(fault, path: "/oauth", count: 1))
                simulator.faults.arm(.init(fault, path: "/content"))
                try await call("POST", "/api/yoto/connect", #"{"method":"device"}"#, as: cookie)
                try await call("GET", "/api/library?fresh=true", as: cookie)
                simulator.faults.clearAll()
            }
            patience.restore()
            let offer = try await call("POST", "/api/auth/start", as: cookie)
            let code = try #require(offer.object["user_code"] as? String)
            await simulator.authorization.answerDevice(userCode: code, allow: true)
            _ = try await edge.statusAfterConnecting(as: cookie)
            await simulator.authorization.endAccessTokens()
            await simulator.authorization.endLogins()
            try await look(as: cookie)
            try await call("DELETE", "/api/yoto", as: cookie)
            try await call("GET", "/api/user/sessions", as: cookie)
            try await call("POST", "/api/user/logout", as: cookie)
        }

        private func look(as cookie: String) async throws {
            for path in [
                "/api/library?fresh=true", "/api/library/Aa1B2", "/api/library/groups", "/api/yoto/status",
                "/api/yoto/client", "/api/site", "/api/ready", "/api/admin/users", "/api/admin/audit", "/api/nowhere",
                "/nowhere", "/api/auth/status",
            ] { try await call("GET", path, as: cookie) }
        }
    }
}
