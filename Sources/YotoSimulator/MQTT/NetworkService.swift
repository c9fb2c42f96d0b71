import ServiceLifecycle

/// Runs the MQTT side beside the HTTP server, and ends broker and players with it.
struct NetworkService: Service {
    let network: SimulatedNetwork

    func run() async throws {
        await cancelWhenGracefulShutdown { await network.run() }
    }
}
