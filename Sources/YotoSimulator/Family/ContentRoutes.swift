import Foundation
import Hummingbird

/// Cards that the family makes (`yoto-platform.md` §2.1 rows 7–10).
struct ContentRoutes: Sendable {
    let family: FamilyAccount
    let requiring: ScopeGuard
    let origin: Origin
    let clock: SimulatorClock

    func add(to router: Router<SimulatorContext>) {
        router.get(
            "/content/mine",
            use: requiring("user:content:view") { call in
                let withDeleted = call.query("showdeleted") == "true"
                return .wire(["cards": .array(await family.cardList(withDeleted: withDeleted))])
            })
        router.get("/content/:id", use: requiring("user:content:view") { call in try await read(call) })
        router.post(
            "/content",
            use: requiring("user:content:manage") { call in
                .wire(["card": try await family.writeCard(try await call.json(), clientID: call.claims.azp)])
            })
        router.delete(
            "/content/:id",
            use: requiring("user:content:manage") { call in
                try await family.deleteCard(call.parameter("id"))
                return .wire(["status": "ok"])
            })
    }

    private func read(_ call: APICall) async throws -> Response {
        if let zone = call.query("timezone"), TimeZone(identifier: zone) == nil {
            throw CloudError.badRequest("Invalid timezone provided.")
        }
        let card = try await family.readCard(call.parameter("id"))
        let isPlayable = call.query("playable") == "true"
        return .wire([
            "card": isPlayable ? CardResolution(origin: origin.base, now: clock.now).resolved(card) : card
        ])
    }
}
