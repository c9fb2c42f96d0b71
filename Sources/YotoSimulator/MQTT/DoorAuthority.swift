import Foundation

/// Who is let in, and until when.
struct DoorAuthority: Sendable {
    /// What becomes of a CONNECT.
    struct Verdict: Sendable {
        /// 0 lets it in.
        var returnCode: UInt8
        /// When the token ends.
        var expiry: Date?
        /// The family's players.
        var players: Set<String>
    }

    let authorization: AuthorizationServer
    let family: FamilyAccount
    let clock: SimulatorClock
    let brokerPort: Int

    func judge(_ connect: MQTTConnect) async -> Verdict {
        let players = Set(await family.players.map(\.deviceID))
        let claims = try? await authorization.claims(ofAPIToken: connect.password ?? "")
        return Verdict(
            returnCode: MQTTRules.returnCode(of: connect, claims: claims, players: players),
            expiry: claims.map { Date(timeIntervalSince1970: TimeInterval($0.exp)) }, players: players)
    }
}
