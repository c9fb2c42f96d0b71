import Foundation
import ServiceLifecycle

/// Lets a person play with a player in the terminal: one word a line on standard input.
struct PlayerKeys: Service {
    let family: FamilyAccount

    static let help = """
        keys: card <id> · none (take the card out) · + and - (turn the knob) · p (press) · off and on · \
        player <number> · ?
        """

    /// Reads as long as the simulator runs.
    func run() async throws {
        await cancelWhenGracefulShutdown { await read() }
        try await gracefulShutdown()
    }

    private func read() async {
        var chosen = 0
        for await line in Self.lines() {
            let words = line.split(separator: " ").map(String.init)
            let players = await family.players
            guard let key = words.first else { continue }
            let argument = words.dropFirst().first
            if key == "player" { chosen = (argument.flatMap { Int($0) } ?? 1) - 1 }
            guard players.indices.contains(chosen) else { continue }
            let player = players[chosen]
            await press(key, argument, on: player)
            let playback = await player.playback
            Self.say("\(player.deviceID) \(playback.status.rawValue) \(playback.cardID) volume \(playback.volume)")
        }
    }

    private func press(_ key: String, _ argument: String?, on player: SimulatedPlayer) async {
        switch (key, argument) {
        case ("player", _): break
        case ("card", let card?): await player.act(.insert(cardID: card))
        case ("none", _): await player.act(.remove)
        case ("+", _): await player.act(.turn(steps: 1))
        case ("-", _): await player.act(.turn(steps: -1))
        case ("p", _): await player.act(.press)
        case ("off", _): await player.setOnline(false)
        case ("on", _): await player.setOnline(true)
        default: Self.say(Self.help)
        }
    }

    /// Standard input, read on a thread of its own since it blocks. 100 lines wait at most.
    private static func lines() -> AsyncStream<String> {
        let (lines, sink) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(100))
        let thread = Thread {
            while let line = readLine() { sink.yield(line) }
            sink.finish()
        }
        thread.start()
        return lines
    }

    private static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
