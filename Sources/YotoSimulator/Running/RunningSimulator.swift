/// A simulator that listens: where it is, what it saw, and what can be done to it.
package struct RunningSimulator: Sendable {
    /// For `YOTO_LOGIN_URL` and for `YOTO_API_URL`: `http://127.0.0.1:<port>`, without a slash at its end.
    package let baseURL: String
    /// The port it listens on.
    package let port: Int
    /// The time it goes by.
    package let clock: SimulatorClock
    /// Switches: lifetimes, rotation, auto-approval, transcode and so on.
    package let settings: SettingsBox
    /// What clients sent.
    package let requests: RequestJournal
    /// Trouble on demand.
    package let faults: FaultPlan
    /// Registered clients, issued tokens, counts.
    package let authorization: AuthorizationServer
    /// Players, cards, groups.
    package let family: FamilyAccount
    /// The MQTT side; `nil` when it is switched off.
    package let network: SimulatedNetwork?

    /// The registered client's id, of the first one when there are several.
    package let clientID: String

    /// What an edge needs in its environment: `YOTO_CLIENT_ID`, `YOTO_LOGIN_URL`, `YOTO_API_URL` and, for a
    /// confidential client, `YOTO_CLIENT_SECRET`.
    package let environment: [String: String]

    /// Registers a callback URL of the first client, as its owner does in the dashboard: an edge on a free port has an
    /// address that nobody knows beforehand.
    package func allowRedirect(to redirectURI: String) async {
        guard var client = await authorization.registeredClients.first(where: { $0.id == clientID }),
            !client.redirectURIs.contains(redirectURI)
        else { return }
        client.redirectURIs.append(redirectURI)
        await authorization.register(client)
    }

    /// Does what a user does on the consent page, without a socket.
    ///
    /// - Parameter authorizeURL: the address that the edge sent its user to.
    /// - Returns: the address that the browser is redirected to; `nil` when the user gets a page that says what is
    ///   wrong.
    package func answerConsent(authorizeURL: String, allow: Bool = true) async -> String? {
        let query = authorizeURL.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        guard let fields = try? FormFields(encoded: String(query)) else { return nil }
        do {
            let request = try AuthorizeRequest(fields, clients: await authorization.clients)
            return allow
                ? request.location(ofCode: await authorization.allow(request))
                : request.location(of: .notAuthorized)
        } catch AuthorizeRequest.Refusal.redirect(let location) {
            return location
        } catch {
            return nil
        }
    }
}
