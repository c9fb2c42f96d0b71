import Foundation
import Testing

@testable import YotoSimulator

/// The control endpoint as processes and people use it.
@Suite(.timeLimit(.minutes(5)))
struct ControlTests {
    @Test func overview_teachesItsCommands() async throws {
        try await withYotoSimulator { simulator in
            let overview = try await simulator.send("GET", "/_control")
            #expect(overview.json["commands"]?["POST /_control/faults"] != nil)
            #expect(overview.json["environment"]?["YOTO_API_URL"] == .string(simulator.baseURL))
            #expect(simulator.requests.count == 0, "the control endpoint is not recorded")
        }
    }

    @Test func faults_areArmedListedAndCleared() async throws {
        try await withYotoSimulator { simulator in
            let fault: WireJSON = ["kind": "status", "status": 429, "retryAfter": 3, "path": "/content", "count": 5]
            let armed = try await simulator.send("POST", "/_control/faults", json: fault)
            #expect(armed.status == 201)
            #expect(try await simulator.send("GET", "/content/mine")["Retry-After"] == "3")
            let list = try await simulator.send("GET", "/_control/faults").json["faults"]?.elements
            #expect(list?.first?["count"] == 4)
            let id = armed.json["id"]?.integer ?? 0
            #expect(try await simulator.send("DELETE", "/_control/faults/\(id)").status == 204)
            #expect(try await simulator.send("DELETE", "/_control/faults/\(id)").status == 404)
            #expect(try await simulator.send("DELETE", "/_control/faults").status == 204)
            #expect(try await simulator.send("GET", "/content/mine").status == 401)
        }
    }

    @Test(arguments: [
        SimulatorFault(.status(503), path: "/a", method: "PUT", count: 1, skip: 2), SimulatorFault(.hang),
        SimulatorFault(.delayAfter(.milliseconds(5))), SimulatorFault(.large(bytes: 99)), SimulatorFault(.halfClose),
        SimulatorFault(.loseAnswer), SimulatorFault(.closeMidBody), SimulatorFault(.garbage), SimulatorFault(.close),
        SimulatorFault(.delayBefore(.seconds(1))), SimulatorFault(.hangAfter),
    ])
    func fault_isTheSameAfterJSON(_ fault: SimulatorFault) throws {
        #expect(try SimulatorFault(json: fault.json) == fault)
    }

    @Test(
        arguments: [
            [:], ["kind": "boom"], ["kind": "status"], ["kind": "status", "status": 200], ["kind": "delayAfter"],
            ["kind": "hang", "path": "x"], ["kind": "hang", "count": 0], ["kind": "hang", "colour": "red"],
        ] as [WireJSON])
    func badFault_isRefused(_ fault: WireJSON) async throws {
        #expect(throws: CloudError.self) { try SimulatorFault(json: fault) }
    }

    @Test func settingsAndClock() async throws {
        try await withYotoSimulator { simulator in
            let path = "/_control/settings"
            let changes: WireJSON = ["autoApprove": true, "accessTokenSeconds": 60, "refreshTokenSeconds": 120]
            let changed = try await simulator.send("PATCH", path, json: changes)
            #expect(changed.status == 200)
            #expect(changed.json["transcodePolls"] == 3)
            #expect(simulator.settings.current.autoApprove)
            #expect(simulator.settings.current.refreshTokenSeconds == 120)
            #expect(try await simulator.send("PATCH", path, json: ["refreshTokenSeconds": nil]).status == 200)
            #expect(simulator.settings.current.refreshTokenSeconds == nil)
            #expect(try await simulator.send("PATCH", path, json: ["autoApprove": 3]).status == 400)
            #expect(try await simulator.send("PATCH", path, json: ["auto": true]).status == 400)
            let before = simulator.clock.now
            #expect(try await simulator.send("POST", "/_control/clock", json: ["advanceSeconds": 3_600]).status == 200)
            #expect(simulator.clock.now.timeIntervalSince(before) >= 3_600)
            #expect(try await simulator.send("POST", "/_control/clock", json: [:]).status == 400)
        }
    }

    @Test func clientsTokensAndSecrets() async throws {
        try await withYotoSimulator { simulator in
            let client: WireJSON = [
                "id": "another", "redirectURIs": ["http://127.0.0.1:9/cb"], "scopes": ["family:view"],
            ]
            #expect(try await simulator.send("POST", "/_control/clients", json: client).status == 201)
            #expect(try await simulator.send("POST", "/_control/clients", json: ["id": "x"]).status == 400)
            let page = try await simulator.authorize([
                "client_id": "another", "redirect_uri": "http://127.0.0.1:9/cb", "scope": "family:view",
            ])
            #expect(page.status == 200)
            let login = try await simulator.logIn()
            let secrets = try await simulator.send("GET", "/_control/secrets").json["secrets"]?.elements
            #expect(secrets?.contains(.string(login.refresh)) == true)
            #expect(try await simulator.send("POST", "/_control/tokens/end-access").status == 204)
            #expect(try await simulator.send("GET", "/content/mine", token: login.access).status == 401)
            #expect(try await simulator.send("POST", "/_control/tokens/end-logins").status == 204)
            #expect(try await simulator.refresh(login.refresh).oauthError == "invalid_grant")
            let state = try await simulator.send("GET", "/_control/state").json
            #expect(state["counts"]?["accessTokens"] == 1)
            #expect(state["players"]?.elements?.count == 3)
        }
    }

    @Test func requests_areRecordedWithSecrets() async throws {
        try await withYotoSimulator { simulator in
            _ = try await simulator.send("GET", "/content/mine?showdeleted=true", token: "abc")
            _ = try await simulator.refresh("v1.nothing")
            let all = try await simulator.send("GET", "/_control/requests").json["requests"]?.elements
            #expect(all?.count == 2)
            #expect(all?.first?["query"] == "showdeleted=true")
            #expect(all?.first?["fields"]?.elements?.contains(["authorization", "Bearer abc"]) == true)
            let some = try await simulator.send("GET", "/_control/requests?path=/oauth").json["requests"]?.elements
            #expect(some?.first?["body"]?.text?.contains("v1.nothing") == true)
            #expect(some?.first?["status"] == 403)
            #expect(try await simulator.send("DELETE", "/_control/requests").status == 204)
            #expect(simulator.requests.all.isEmpty)
        }
    }

    @Test func playersAndCards() async throws {
        try await withYotoSimulator { (simulator) async throws in
            let path = "/_control/players/\(PlayerTests.kitchen)"
            #expect(try await simulator.send("GET", path).json["config"]?["futureKey"] == "keep-me")
            #expect(try await simulator.send("PATCH", path, json: ["online": false]).json["online"] == false)
            #expect(try await simulator.send("PATCH", path, json: [:]).status == 400)
            #expect(try await simulator.send("GET", "/_control/players/x").status == 404)
            #expect(try await simulator.send("GET", "/_control/cards/Aa1B2").json["title"] == "Bedtime stories")
        }
    }

    @Test func pagesOfOtherSites_areRefused() async throws {
        try await withYotoSimulator { simulator in
            let answer = try await simulator.send(
                "POST", "/_control/tokens/end-logins", fields: ["Origin: https://evil.example"])
            #expect(answer.status == 403)
            #expect(try await simulator.send("POST", "/_control/faults", type: "application/json").status == 400)
        }
    }
}
