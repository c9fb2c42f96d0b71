import Core
import NIOCore
import Synchronization

/// Lets connections in up to the limits: all together, and by the address they come from. The loopback and trusted
/// proxies are exempt from the second: behind them are many, who are counted by request (``TransferLimits``).
final class ConnectionDoor: Sendable {
    private let limit: Int
    private let trust: ProxyTrust
    private let byAddress: Tally<NetworkAddress>
    private let open = Atomic(0)

    init(limit: Int, limitPerAddress: Int, trust: ProxyTrust) {
        self.limit = limit
        self.trust = trust
        byAddress = Tally(limit: limitPerAddress)
    }

    /// Connections that are open.
    var count: Int { open.load(ordering: .relaxed) }

    /// Counts a connection until it closes; `false` when there is no room for it.
    func admit(_ channel: any Channel, from peer: NetworkAddress?) -> Bool {
        guard open.add(1, ordering: .relaxed).newValue <= limit else {
            open.subtract(1, ordering: .relaxed)
            return false
        }
        var permit: (any TransferPermit)?
        if let peer, !peer.isLoopback, !trust.trusts(peer) {
            guard let entered = byAddress.enter(peer.household) else {
                open.subtract(1, ordering: .relaxed)
                return false
            }
            permit = entered
        }
        channel.closeFuture.whenComplete { [self, permit] _ in
            open.subtract(1, ordering: .relaxed)
            withExtendedLifetime(permit) {}
        }
        return true
    }
}
