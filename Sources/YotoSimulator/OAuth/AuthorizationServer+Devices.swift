import Foundation

extension AuthorizationServer {
    /// What the page at `/activate` shows of a waiting device.
    struct DeviceQuestion: Sendable {
        var client: RegisteredClient
        var scopes: Set<String>
    }

    /// Starts a device authorization (RFC 8628 §3.1); with auto-approval it is allowed at once.
    ///
    /// - Throws: `OAuthError`.
    func startDevice(_ fields: FormFields, client: RegisteredClient) throws -> (code: String, device: PendingDevice) {
        guard client.mayUseDeviceGrant else { throw OAuthError.grantNotAllowed }
        let scopes = Set((fields["scope"] ?? "").split(separator: " ").map(String.init))
        guard scopes.isSubset(of: client.scopes) else { throw OAuthError.scopesNotApproved }
        if let audience = fields["audience"], audience != AuthorizeRequest.apiAudience {
            throw OAuthError(code: "access_denied", description: "Service not found: \(audience)")
        }
        let settings = settings.current
        var device = PendingDevice(
            userCode: Secret.userCode(), clientID: client.id, scopes: scopes, audience: fields["audience"],
            expires: clock.now.addingTimeInterval(Double(settings.deviceCodeSeconds)),
            interval: settings.deviceIntervalSeconds)
        if settings.autoApprove { device.answer = .allowed(login: login(of: device)) }
        let code = Secret.random(40)
        devices[code] = device
        remember(code)
        return (code, device)
    }

    /// What a user code asks for; `nil` when it is unknown, answered or too old.
    func deviceQuestion(userCode: String) -> DeviceQuestion? {
        guard let (_, device) = openDevice(userCode), let client = clients[device.clientID] else { return nil }
        return DeviceQuestion(client: client, scopes: device.scopes)
    }

    /// Answers a device's question once.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    package func answerDevice(userCode: String, allow: Bool) -> Bool {
        guard let (code, device) = openDevice(userCode) else { return false }
        devices[code]?.answer = allow ? .allowed(login: login(of: device)) : .denied
        return true
    }

    /// A device code for tokens (RFC 8628 §3.5). Polling faster than the interval makes the interval 5 s longer.
    ///
    /// - Throws: `OAuthError`.
    func pollDevice(_ fields: FormFields, client: RegisteredClient) async throws -> TokenAnswer {
        counts.devicePolls += 1
        guard client.mayUseDeviceGrant else { throw OAuthError.grantNotAllowed }
        guard let code = fields["device_code"], let device = devices[code], device.clientID == client.id else {
            throw OAuthError.invalidGrant("Invalid or expired device code.")
        }
        guard device.expires > clock.now else {
            throw OAuthError(
                code: "expired_token", description: "The device code has expired. Please start again.")
        }
        devices[code]?.lastPoll = clock.now
        if let last = device.lastPoll, clock.now.timeIntervalSince(last) < Double(device.interval) {
            devices[code]?.interval += 5
            throw OAuthError(
                code: "slow_down",
                description: "You are polling faster than the specified interval of \(device.interval) seconds.")
        }
        switch device.answer {
        case .none:
            throw OAuthError(
                code: "authorization_pending", description: "User has yet to authorize device code.")
        case .denied:
            throw OAuthError(code: "access_denied", description: "User cancelled the confirmation prompt.")
        case .collected:
            throw OAuthError.invalidGrant("Invalid or expired device code.")
        case .allowed(let id):
            devices[code]?.answer = .collected
            guard let login = logins[id] else { throw OAuthError.invalidGrant("Invalid or expired device code.") }
            return try await tokens(for: login, scopes: login.scopes, newRefreshToken: true)
        }
    }

    private func login(of device: PendingDevice) -> String {
        newLogin(clientID: device.clientID, scopes: device.scopes, audience: device.audience)
    }

    private func openDevice(_ userCode: String) -> (code: String, device: PendingDevice)? {
        let wanted = Self.normalised(userCode)
        return devices.entries.first { _, device in
            guard case .none = device.answer else { return false }
            return Self.normalised(device.userCode) == wanted && device.expires > clock.now
        }.map { ($0.key, $0.value) }
    }

    /// People type codes in lower case and without the hyphen.
    private static func normalised(_ code: String) -> String {
        code.uppercased().filter(\.isLetter)
    }
}
