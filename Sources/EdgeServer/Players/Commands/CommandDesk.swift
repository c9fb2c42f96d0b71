import Core

/// Where commands wait for the player's answer.
actor CommandDesk {
    /// What the player said, or that it said nothing.
    enum Answer: Sendable, Equatable {
        case done
        case refused
        case wentOffline
        case silence
    }

    private var ledger = CommandLedger()
    private var waiting: [String: CheckedContinuation<Answer, Never>] = [:]
    /// Answers that came before anybody waited.
    private var early: [String: Answer] = [:]

    init() {}

    /// Notes a command right before it is sent, so that no answer can be too early.
    func expect(_ command: YotoDeviceCommand, id: String, from playerID: String) {
        ledger.add(CommandLedger.Entry(id: id, playerID: playerID, message: command))
    }

    /// Forgets a command that could not be sent.
    func forget(id: String) {
        ledger.remove(id: id)
        early[id] = nil
    }

    /// Hears what a player sends.
    func hear(_ message: PlayerMessage, from playerID: String) {
        switch message {
        case .response(let response):
            guard let entry = ledger.match(response, from: playerID) else { return }
            settle(entry.id, response.isOK ? .done : .refused)
        case .presence(false, _):
            for entry in ledger.entries where entry.playerID == playerID { settle(entry.id, .wentOffline) }
        case .events, .status, .presence: break
        }
    }

    /// Waits for the answer to a command, at most so long.
    func answer(to id: String, within limit: Duration) async -> Answer {
        await withTaskGroup(of: Answer?.self) { group in
            group.addTask { await self.wait(for: id) }
            group.addTask {
                try? await Task.sleep(for: limit)
                await self.settle(id, .silence)
                return nil
            }
            var answer = Answer.silence
            for await result in group {
                guard let result else { continue }
                answer = result
                group.cancelAll()
            }
            return answer
        }
    }

    private func wait(for id: String) async -> Answer {
        if let answer = early.removeValue(forKey: id) { return answer }
        return await withCheckedContinuation { waiting[id] = $0 }
    }

    private func settle(_ id: String, _ answer: Answer) {
        ledger.remove(id: id)
        if let continuation = waiting.removeValue(forKey: id) {
            continuation.resume(returning: answer)
        } else if answer != .silence {
            early[id] = answer
        }
    }
}
