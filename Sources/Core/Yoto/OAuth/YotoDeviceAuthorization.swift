/// What a login by device code begins with (`yoto-platform.md` §1.4, RFC 8628 §3.2).
package struct YotoDeviceAuthorization: Equatable, Sendable {
    /// What we poll with; a secret.
    package var deviceCode: String
    /// What the user types, such as `WDJB-MJHT`.
    package var userCode: String
    /// Where the user types it.
    package var verificationURL: String
    /// The same with the code in it.
    package var verificationURLComplete: String?
    /// When the code ends.
    package var expiresAt: Timestamp
    /// The least time between two polls.
    package var interval: Duration

    package init(
        deviceCode: String, userCode: String, verificationURL: String, verificationURLComplete: String?,
        expiresAt: Timestamp, interval: Duration
    ) {
        self.deviceCode = deviceCode
        self.userCode = userCode
        self.verificationURL = verificationURL
        self.verificationURLComplete = verificationURLComplete
        self.expiresAt = expiresAt
        self.interval = interval
    }

    /// Without `interval` it is 5 seconds (RFC 8628 §3.2).
    init?(_ response: JSONObject, now: Timestamp) {
        guard let deviceCode = response[string: "device_code"], let userCode = response[string: "user_code"],
            let address = response[string: "verification_uri"] ?? response[string: "verification_url"]
        else { return nil }
        self.deviceCode = deviceCode
        self.userCode = userCode
        verificationURL = address
        verificationURLComplete = response[string: "verification_uri_complete"]
        expiresAt = now.advanced(by: .seconds(min(max(response[int: "expires_in"] ?? 300, 0), 86_400)))
        interval = .seconds(min(max(response[int: "interval"] ?? 5, 1), 300))
    }

    /// Adds what `slow_down` demands (RFC 8628 §3.5).
    package mutating func slowDown() { interval += .seconds(5) }
}

extension YotoDeviceAuthorization: CustomStringConvertible, CustomReflectable {
    package var description: String { "YotoDeviceAuthorization(\(userCode), until \(expiresAt))" }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
