import Core

/// Looks at the edge's own state: database, key, administrator, login at Yoto.
struct StateFindings: Sendable {
    let configuration: EdgeConfiguration
    let now: @Sendable () -> Timestamp
    let work: BlockingWork

    func all() async -> [Finding] {
        let folder: DataFolder
        do {
            folder = try await work.run { [configuration] in
                try DataFolder(path: configuration.data, use: .existing, givenKey: configuration.secretKey)
            }
        } catch {
            return [.problem("database", "\(error)", advice: "Start the server once, or restore a backup.")]
        }
        return [.good("database", "\(configuration.data) opens, and its integrity check passes")]
            + (await administrator(folder)) + (await login(folder))
    }

    private func administrator(_ folder: DataFolder) async -> [Finding] {
        guard (try? await SQLiteUserStore(database: folder.database).hasAdministrator()) == true else {
            return [
                .warning(
                    "administrator", "there is none yet", advice: "Open the setup link that `edge-server serve` prints."
                )
            ]
        }
        return [.good("administrator", "there is one")]
    }

    private func login(_ folder: DataFolder) async -> [Finding] {
        do {
            guard let login = try await SealedTokenVault(folder).load() else {
                return [
                    .warning(
                        "login at Yoto", "no account is connected", advice: "Connect it in the settings, under Yoto.")
                ]
            }
            return [state(of: login), scopes(of: login)]
        } catch {
            return [
                .problem(
                    "login at Yoto", "it cannot be opened: \(error)",
                    advice: "Put the right secret.key back, or connect the account again.")
            ]
        }
    }

    private func state(of login: YotoLogin) -> Finding {
        if let ended = login.ended {
            return .problem(
                "login at Yoto", "ended on \(ended.at): \(ended.reason.rawValue)",
                advice: "Connect the account again in the settings.")
        }
        if login.accessExpiresAt <= now() {
            return .warning(
                "login at Yoto", "its token ended on \(login.accessExpiresAt)",
                advice: "Start the server, which renews it; if that fails, its log says why.")
        }
        return .good("login at Yoto", "renewed on \(login.renewedAt), good until \(login.accessExpiresAt)")
    }

    private func scopes(of login: YotoLogin) -> Finding {
        let missing = YotoScope.missing(from: Set(login.scopes.map(YotoScope.init(rawValue:)))).map(\.rawValue)
        guard missing.isEmpty else {
            return .warning(
                "scopes at Yoto", "missing: \(missing.joined(separator: " "))",
                advice: "Tick them for the app at dashboard.yoto.dev, then connect again.")
        }
        return .good("scopes at Yoto", "all that the edge uses")
    }
}
