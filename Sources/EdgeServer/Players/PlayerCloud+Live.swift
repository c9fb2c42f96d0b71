import Core

extension PlayerCloud {
    /// The account's own.
    static func live(api: YotoAPI, keeper: TokenKeeper) -> PlayerCloud {
        PlayerCloud(
            devices: { try await api.devices() },
            details: { try await api.device($0) },
            send: { try await api.send($0, to: $1) },
            card: { try await api.card($0) },
            updateConfig: { try await api.updateConfig(of: $0, name: $1, $2) },
            isConnected: { await keeper.current.login.map { $0.ended == nil } ?? false },
            token: { try await keeper.accessToken() },
            tokenInsteadOf: { try await keeper.accessToken(insteadOf: $0) })
    }
}
