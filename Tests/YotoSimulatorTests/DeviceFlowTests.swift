import Foundation
import Testing

@testable import YotoSimulator

/// The device grant, all branches (`yoto-platform.md` §1.4, RFC 8628).
@Suite(.timeLimit(.minutes(5)))
struct DeviceFlowTests {
    private func start(_ simulator: RunningSimulator) async throws -> WireJSON {
        let answer = try await simulator.post(
            "/oauth/device/code",
            form: [
                "client_id": simulator.clientID, "scope": "offline_access family:devices:view",
                "audience": "https://api.yotoplay.com",
            ])
        #expect(answer.status == 200)
        return answer.json
    }

    private func poll(_ simulator: RunningSimulator, _ device: WireJSON) async throws -> WireAnswer {
        try await simulator.post(
            "/oauth/token",
            form: [
                "grant_type": "urn:ietf:params:oauth:grant-type:device_code", "client_id": simulator.clientID,
                "device_code": device["device_code"]?.text ?? "",
            ])
    }

    private func page(_ simulator: RunningSimulator, _ device: WireJSON) async throws -> WireAnswer {
        try await simulator.send("GET", "/activate?user_code=\(device["user_code"]?.text ?? "")")
    }

    @Test func allowed_givesTokensOnce() async throws {
        try await withYotoSimulator { simulator in
            let device = try await start(simulator)
            #expect(device["expires_in"] == 300)
            #expect(device["interval"] == 5)
            #expect(device["user_code"]?.text?.wholeMatch(of: /[A-Z]{4}-[A-Z]{4}/) != nil)
            #expect(device["verification_uri"] == .string(simulator.baseURL + "/activate"))

            let waiting = try await poll(simulator, device)
            #expect(waiting.status == 403)
            #expect(waiting.oauthError == "authorization_pending")

            let done = try await simulator.decide("allow", on: try await page(simulator, device))
            #expect(done.text.contains("Device connected"))
            simulator.clock.advance(by: .seconds(6))
            let answer = try await poll(simulator, device)
            #expect(answer.status == 200)
            #expect(answer.json["refresh_token"] != nil)
            let token = answer.json["access_token"]?.text
            #expect(try await simulator.send("GET", "/device-v2/devices/mine", token: token).status == 200)
            simulator.clock.advance(by: .seconds(6))
            #expect(try await poll(simulator, device).oauthError == "invalid_grant")
        }
    }

    @Test func tooFast_isSlowedDownAndTheIntervalGrows() async throws {
        var configuration = SimulatorConfiguration()
        configuration.clock = SimulatorClock(at: Date(timeIntervalSince1970: 1_795_453_200))
        try await withYotoSimulator(configuration) { simulator in
            let device = try await start(simulator)
            #expect(try await poll(simulator, device).oauthError == "authorization_pending")
            let fast = try await poll(simulator, device)
            #expect(fast.status == 403)
            #expect(
                fast.json == [
                    "error": "slow_down",
                    "error_description": "You are polling faster than the specified interval of 5 seconds.",
                ])
            simulator.clock.advance(by: .seconds(6))
            #expect(try await poll(simulator, device).oauthError == "slow_down")
            simulator.clock.advance(by: .seconds(20))
            #expect(try await poll(simulator, device).oauthError == "authorization_pending")
        }
    }

    @Test func denied_isAccessDenied() async throws {
        try await withYotoSimulator { simulator in
            let device = try await start(simulator)
            _ = try await simulator.decide("deny", on: try await page(simulator, device))
            let answer = try await poll(simulator, device)
            #expect(answer.status == 403)
            #expect(answer.oauthError == "access_denied")
        }
    }

    @Test func late_isExpired() async throws {
        try await withYotoSimulator { simulator in
            let device = try await start(simulator)
            simulator.clock.advance(by: .seconds(301))
            #expect(try await poll(simulator, device).oauthError == "expired_token")
            #expect(try await page(simulator, device).status == 400)
        }
    }

    @Test func codeIsTypedByPeople() async throws {
        try await withYotoSimulator { simulator in
            let device = try await start(simulator)
            let code = device["user_code"]?.text?.lowercased().replacing("-", with: "") ?? ""
            #expect(await simulator.authorization.answerDevice(userCode: code, allow: true))
            #expect(await !simulator.authorization.answerDevice(userCode: code, allow: true))
            #expect(try await poll(simulator, device).status == 200)
        }
    }

    @Test func autoApproval_answersAtOnce() async throws {
        var configuration = SimulatorConfiguration()
        configuration.settings.autoApprove = true
        try await withYotoSimulator(configuration) { (simulator) async throws in
            #expect(try await poll(simulator, try await start(simulator)).status == 200)
        }
    }

    @Test func unknownCodeAndUnknownGrant() async throws {
        var configuration = SimulatorConfiguration()
        try await withYotoSimulator(configuration) { (simulator) async throws in
            #expect(try await poll(simulator, [:]).oauthError == "invalid_grant")
            #expect(try await simulator.send("GET", "/activate?user_code=NOPE-NOPE").status == 400)
        }
        configuration.clients[0].mayUseDeviceGrant = false
        try await withYotoSimulator(configuration) { simulator in
            let answer = try await simulator.post("/oauth/device/code", form: ["client_id": simulator.clientID])
            #expect(answer.status == 403)
            #expect(answer.oauthError == "unauthorized_client")
        }
    }
}
