import Core

/// A connection that was begun and waits for a person at Yoto's page. Kept in memory: after a restart one begins again.
struct PendingConnection: Sendable {
    /// Tells it from one that was begun later.
    let id: String
    let client: YotoOAuthClient
    let expiresAt: Timestamp
    /// Name of the user who began it.
    let actor: String
    let step: Step

    /// What it waits for.
    enum Step: Sendable {
        /// A redirect with this `state`; the code in it is worth nothing without the proof key (RFC 7636).
        case redirect(method: ConnectMethod, state: String, proof: ProofKey, redirectURL: String)
        /// That the code is typed in at Yoto's page.
        case device(YotoDeviceAuthorization)
    }

    var connecting: YotoStatus.Connecting {
        switch step {
        case .redirect(let method, _, _, _): .init(method: method, expiresAt: expiresAt)
        case .device(let device):
            .init(
                method: .device, expiresAt: expiresAt, userCode: device.userCode,
                verificationURL: device.verificationURL, verificationURLComplete: device.verificationURLComplete)
        }
    }
}
