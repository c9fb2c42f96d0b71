import ArgumentParser
import Core
import Foundation

/// `edge-server mqtt`
struct MQTTCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mqtt", abstract: "Look at what players tell.", subcommands: [Tail.self])

    /// `edge-server mqtt tail`
    struct Tail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print events of players as they come, one a line.",
            discussion: "It reads the database of a server that runs beside it. Ctrl-C ends it.")

        @Option(help: "Only events of this player.") var player: String?
        @Option(name: .shortAndLong, help: "How many earlier events to begin with.") var lines = 10
        @Flag(help: "End after the earlier events.") var noFollow = false
        @OptionGroup var options: DataOptions

        func run() async throws {
            try await reportingFailures {
                let store = SQLitePlayerStore(database: try options.open().database)
                var last: Int64 = 0
                var query = PlayerEventQuery(playerID: player, limit: max(1, min(lines, 1000)))
                if lines == 0 { query.after = try await store.latestEventID() }
                while true {
                    for event in try await store.events(query).reversed() {
                        print(event.line)
                        last = event.id
                    }
                    fflush(nil)
                    if noFollow { return }
                    query.after = max(last, query.after ?? 0)
                    query.limit = 1000
                    try await Task.sleep(for: .milliseconds(300))
                }
            }
        }
    }
}

extension PlayerEvent {
    /// `2026-11-25T02:00:00.000Z y2… volume volume 8→9`
    var line: String {
        let texts = changes.sorted { $0.key < $1.key }.map { name, change in
            "\(name) \(Self.text(change.before))→\(Self.text(change.after))"
        }
        return ([arrivedAt.description, playerID, kind.rawValue] + texts).joined(separator: " ")
    }

    private static func text(_ value: JSONValue?) -> String {
        value.map { String(decoding: $0.data, as: UTF8.self) } ?? "?"
    }
}
