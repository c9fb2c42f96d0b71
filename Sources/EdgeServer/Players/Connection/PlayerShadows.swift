import Core

/// The REST shadows: what is known of players that are offline, or while the broker cannot be reached.
struct PlayerShadows: Sendable {
    let cloud: PlayerCloud
    let registry: PlayerRegistry

    /// Reads them, four at a time; one that cannot be read stays as it was.
    func read(_ ids: [String]) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, id) in ids.enumerated() {
                if index >= 4 { await group.next() }
                group.addTask { await read(id) }
            }
        }
    }

    private func read(_ id: String) async {
        guard let details = try? await cloud.details(id), let status = details.json["status"]?.object else { return }
        let updatedAt = status[string: "updatedAt"].flatMap(Timestamp.init)
        await registry.setShadow(PlayerStatusReport(status), updatedAt: updatedAt, of: id)
    }
}
