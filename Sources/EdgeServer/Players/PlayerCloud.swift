import Core

/// What players need of Yoto's REST API and of the account's login.
struct PlayerCloud: Sendable {
    /// The account's players.
    var devices: @Sendable () async throws -> [YotoDevice]
    /// A player with its settings, shortcuts and shadow.
    var details: @Sendable (_ playerID: String) async throws -> YotoDeviceDetails
    /// Sends a command by way of the cloud.
    var send: @Sendable (_ command: YotoDeviceCommand, _ playerID: String) async throws -> Void
    /// A card with its chapters.
    var card: @Sendable (_ cardID: String) async throws -> YotoCard
    /// Reads, changes and writes all settings of a player.
    var updateConfig:
        @Sendable (
            _ playerID: String, _ name: String?, _ change: @Sendable (inout YotoDeviceConfig) throws -> Void
        ) async throws -> YotoDeviceConfig
    /// Whether an account is connected whose login has not ended.
    var isConnected: @Sendable () async -> Bool
    /// A live access token.
    var token: @Sendable () async throws -> String
    /// Another one after the broker refused this one.
    var tokenInsteadOf: @Sendable (_ refused: String) async throws -> String
}
