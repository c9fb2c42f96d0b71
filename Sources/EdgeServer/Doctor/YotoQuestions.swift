import Core
import HTTPClient

/// Tries on a real account what nobody has published, by the numbers of `yoto-platform.md` §7. What it prints names no
/// person, player, card or token.
struct YotoQuestions: Sendable {
    let login: YotoLogin
    let client: YotoOAuthClient?
    let endpoints: YotoEndpoints
    let transport: HTTPTransport
    let allowsWrites: Bool
    let now: @Sendable () -> Timestamp

    private var api: YotoAPI {
        let token = login.accessToken
        return YotoAPI(
            transport: transport, endpoints: endpoints,
            // The server beside us renews; two who did would end the login.
            credentials: .init(accessToken: { token }, refreshAfterRejection: { _ in throw TokenFailure.ended }),
            now: now)
    }

    func all() async -> [Finding] {
        var findings = [lifetime()]
        findings += await players()
        findings.append(await deviceGrant())
        findings.append(await cardReading())
        return findings
    }

    /// Question 2.
    private func lifetime() -> Finding {
        let seconds = login.accessExpiresAt.since(login.renewedAt).components.seconds
        let rotates = login.refreshToken == nil ? "there is no refresh token" : "there is a refresh token"
        return .good("question 2 (lifetimes)", "an access token lasts \(seconds) s; \(rotates)")
    }

    /// Questions 4, 6 and 9, on the first player.
    private func players() async -> [Finding] {
        do {
            guard let device = try await api.devices().first else {
                return [.warning("questions 4, 6, 9", "the account has no player", advice: "Nothing to try them on.")]
            }
            let details = try await api.device(device.id)
            return [alarms(details.config), shadow(details)] + (await configuration(of: device.id, details.config))
        } catch {
            return [failure("questions 4, 6, 9 (players)", error)]
        }
    }

    /// Question 9: only the shape of the lines, not what they play.
    private func alarms(_ config: YotoDeviceConfig) -> Finding {
        let shapes = (config.alarms ?? []).map { alarm in
            alarm.text.split(separator: ",", omittingEmptySubsequences: false).enumerated()
                .map { $0.offset == 2 ? "card" : String($0.element) }.joined(separator: ",")
        }
        return .good(
            "question 9 (alarms)",
            shapes.isEmpty ? "no alarms set on the first player" : shapes.joined(separator: " | "))
    }

    /// Question 6.
    private func shadow(_ details: YotoDeviceDetails) -> Finding {
        let status = details.json["status"]?.object
        let names = ["volume", "userVolume", "playingStatus", "cardInserted", "bgDownload"]
        let values = names.map { "\($0)=\(status?[$0]?.text ?? "absent")" }
        return .good("question 6 (status values)", values.joined(separator: " "))
    }

    /// Question 4: the same block is written back and read again. That shows what survives, not what a partial write
    /// would do, which could cost a family its settings.
    private func configuration(of id: String, _ config: YotoDeviceConfig) async -> [Finding] {
        guard allowsWrites else { return [.good("question 4 (PUT config)", "not tried without --allow-writes")] }
        do {
            try await api.replaceConfig(of: id, with: config)
            let after = try await api.device(id).config
            return [
                after.json == config.json
                    ? .good("question 4 (PUT config)", "the whole block survives being written back")
                    : .warning(
                        "question 4 (PUT config)", "the block differs after it was written back unchanged",
                        advice: "Compare the player's settings in the Yoto app.")
            ]
        } catch {
            return [failure("question 4 (PUT config)", error)]
        }
    }

    /// Question 10: the code is asked for and left to expire.
    private func deviceGrant() async -> Finding {
        guard let client else {
            return .good("question 10 (device grant)", "not tried: the client id is only in the server's settings")
        }
        let oauth = YotoOAuth(client: client, endpoints: endpoints, transport: transport, now: now)
        do throws(YotoOAuthError) {
            let device = try await oauth.startDevice()
            return .good("question 10 (device grant)", "offered; poll every \(device.interval.components.seconds) s")
        } catch {
            return .good("question 10 (device grant)", "refused: \(error.code.rawValue)")
        }
    }

    /// Question 11.
    private func cardReading() async -> Finding {
        do {
            guard let card = try await api.familyLibrary().first else {
                return .good("question 11 (GET /card/{id})", "not tried: the library is empty")
            }
            _ = try await api.resolvedCard(card.id)
            return .good("question 11 (GET /card/{id})", "works with this token")
        } catch {
            return failure("question 11 (GET /card/{id})", error)
        }
    }

    private func failure(_ subject: String, _ error: any Error) -> Finding {
        let text = (error as? YotoAPIError).map { "\($0.code.rawValue), status \($0.status ?? 0)" } ?? "no answer"
        return .warning(subject, text, advice: "Look at the scopes, and try again in a while.")
    }
}
