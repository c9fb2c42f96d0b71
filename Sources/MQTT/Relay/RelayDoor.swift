import NIOCore

/// Who may enter the relay; on its event loop only.
final class RelayDoor {
    /// Connections from other ports that may wait before ours is known. Beyond that, newcomers are turned away.
    private static let hall = 64

    private let upstream: any Channel
    private var listener: (any Channel)?
    private var waiting: [(channel: any Channel, half: RelayHalf)] = []
    private var admittedPort: Int?
    private var isClosed = false

    init(upstream: any Channel) { self.upstream = upstream }

    /// The port is open now. When the way to the broker ends, so does everything here.
    func open(_ listener: any Channel) {
        self.listener = listener
        if isClosed { listener.close(promise: nil) }
        let door = NIOLoopBound(self, eventLoop: upstream.eventLoop)
        upstream.closeFuture.whenComplete { _ in door.value.close() }
    }

    /// Somebody has connected; nothing is read from it yet.
    func knock(_ half: RelayHalf, on channel: any Channel) {
        guard !isClosed, waiting.count < Self.hall else { return channel.close(promise: nil) }
        waiting.append((channel, half))
        decide()
    }

    /// Our own connection has this port.
    func admit(port: Int) {
        admittedPort = port
        decide()
    }

    /// Closes the listener, the way to the broker and all who wait.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        listener?.close(promise: nil)
        for visitor in waiting { visitor.channel.close(promise: nil) }
        waiting = []
        upstream.close(promise: nil)
    }

    private func decide() {
        guard let admittedPort else { return }
        let ours = waiting.first { $0.channel.remoteAddress?.port == admittedPort }
        for visitor in waiting where visitor.channel !== ours?.channel { visitor.channel.close(promise: nil) }
        waiting = []
        guard let ours else { return }
        listener?.close(promise: nil)
        self.admittedPort = nil
        do {
            RelayHalf.join(ours.half, try upstream.pipeline.syncOperations.handler(type: RelayHalf.self))
            _ = ours.channel.setOption(.autoRead, value: true)
        } catch {
            ours.channel.close(promise: nil)
            close()
        }
    }
}
