import CMalloc
import NIOCore
import ServiceLifecycle

/// Looks after the process: measures how long the event loops keep tasks waiting, and gives memory back to the kernel
/// after a crowd has left, which glibc would keep for the next one.
struct ServerUpkeep: Service {
    let metrics: EdgeMetrics
    let door: ConnectionDoor
    let loops: any EventLoopGroup
    let threads: BlockingWork
    var interval = Duration.seconds(5)
    /// Fewer connections than this leave too little behind to be worth a walk over the heap.
    static let crowd = 100

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var peak = 0
            while true {
                try await Task.sleep(for: interval)
                measureLag()
                peak = max(peak, door.count)
                guard peak >= Self.crowd, door.count * 4 < peak else { continue }
                peak = door.count
                // A few milliseconds; allocations of other threads wait for single arenas only.
                _ = try await threads.run { shim_malloc_trim() }
            }
        }
    }

    private func measureLag() {
        for loop in loops.makeIterator() {
            let sent = NIODeadline.now()
            loop.execute { metrics.noteLag(Int((NIODeadline.now() - sent).nanoseconds / 1000)) }
        }
    }
}
