import Core
import MQTT

/// Carries out commands: by MQTT with the player's answer, by REST while the broker cannot be reached.
struct PlayerCommandService: Sendable {
    let registry: PlayerRegistry
    let desk: CommandDesk
    let line: PlayerLine
    let cloud: PlayerCloud
    let cards: TrackOrders
    let log: MessageLog
    var patience: Duration = .seconds(5)
    var now: @Sendable () -> Timestamp = Timestamp.now

    /// Sends a command and says what became of it.
    ///
    /// - Throws: `Problem` 404 when there is no such player.
    func send(_ command: PlayerCommand, to playerID: String) async throws -> CommandOutcome {
        guard let player = await registry.player(playerID) else {
            throw Problem(.notFound, "There is no player of this id.")
        }
        let isOpen = line.isOpen(for: playerID)
        if player.isOnline == false, isOpen || !player.isOld {
            return CommandOutcome(outcome: .offline, via: isOpen ? .mqtt : .rest, reason: "the player is not connected")
        }
        let message: YotoDeviceCommand
        do {
            message = try command.message(for: player, tracks: await tracks(for: command, player), now: now())
        } catch {
            return CommandOutcome(outcome: .failed, via: isOpen ? .mqtt : .rest, reason: error.reason)
        }
        if isOpen, let outcome = await sendByMQTT(message, to: playerID) { return outcome }
        return await sendByREST(message, to: playerID)
    }

    /// The card's tracks when the command depends on them. A card that cannot be read is left to the player to judge.
    private func tracks(for command: PlayerCommand, _ player: PlayerState) async -> TrackOrder? {
        switch command {
        case .next, .previous:
            guard let card = player.playback.cardID else { return nil }
            return await cards.order(of: card)
        default: return nil
        }
    }

    /// - Returns: `nil` when the broker did not take it.
    private func sendByMQTT(_ command: YotoDeviceCommand, to playerID: String) async -> CommandOutcome? {
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        let identified = command.identified(as: id)
        await desk.expect(identified, id: id, from: playerID)
        do {
            try await line.send(identified, to: playerID)
        } catch {
            await desk.forget(id: id)
            return nil
        }
        await log.note(MQTTMessage(topic: identified.topic(for: playerID), payload: identified.bytes), outgoing: true)
        switch await desk.answer(to: id, within: patience) {
        case .done: return CommandOutcome(outcome: .confirmed, via: .mqtt)
        case .refused: return CommandOutcome(outcome: .failed, via: .mqtt, reason: "the player could not do it")
        case .wentOffline: return CommandOutcome(outcome: .offline, via: .mqtt, reason: "the player went offline")
        case .silence: return CommandOutcome(outcome: .sent, via: .mqtt, reason: "the player has not answered")
        }
    }

    private func sendByREST(_ command: YotoDeviceCommand, to playerID: String) async -> CommandOutcome {
        do {
            try await cloud.send(command, playerID)
            return CommandOutcome(
                outcome: .sent, via: .rest, reason: "sent through Yoto's cloud, which does not tell what became of it")
        } catch let error as TokenFailure {
            return CommandOutcome(outcome: .failed, via: .rest, reason: "the Yoto account: \(error.code)")
        } catch let error as YotoAPIError {
            return CommandOutcome(outcome: .failed, via: .rest, reason: "Yoto's cloud: \(error.code.rawValue)")
        } catch {
            return CommandOutcome(outcome: .failed, via: .rest, reason: "Yoto's cloud cannot be reached")
        }
    }
}
