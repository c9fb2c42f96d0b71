import Core
import NIOCore
import Synchronization

@testable import EdgeServer

/// Serves resources that the test made, below `/test/`.
struct TestProvider: ResourceProvider {
    var resources: [String: @Sendable () -> Resource]

    func claims(_ rawPath: String) -> Bool { rawPath.hasPrefix("/test/") }

    func answer(to request: ResourceRequest, on loop: any EventLoop) -> EventLoopFuture<ResourceAnswer> {
        let resource = resources[request.target.path]
        return loop.makeSucceededFuture(resource.map { .resource($0()) } ?? .problem(Problem(.notFound), fields: []))
    }

    func fields(forErrorAt path: String) -> [(name: String, value: String)] { [] }
}

/// An endless or counted stream of equal chunks that knows how often it was asked and whether it was stopped.
final class TestStream: Sendable {
    private struct State {
        var given = 0
        var stops = 0
    }

    private let state = Mutex(State())
    private let chunk: ByteBuffer
    private let limit: Int

    /// - Parameter limit: how many chunks there are.
    init(chunk: ByteBuffer, limit: Int = .max) {
        self.chunk = chunk
        self.limit = limit
    }

    var given: Int { state.withLock { $0.given } }
    var stops: Int { state.withLock { $0.stops } }

    var resource: Resource {
        let source = LiveSource(
            next: { [self] loop in
                let isMore = state.withLock { state in
                    state.given += 1
                    return state.given <= limit
                }
                return loop.makeSucceededFuture(isMore ? chunk : nil)
            },
            stop: { [self] in state.withLock { $0.stops += 1 } })
        return Resource(representation: .live(source), mediaType: "audio/mpeg")
    }
}
