package import Foundation
import Synchronization

/// A request as it came, secrets included: tests look here for what a client really sent.
package struct RecordedRequest: Sendable, Equatable {
    /// Counted from 1.
    package var number: Int
    /// By the simulator's clock.
    package var at: Date
    /// `GET`, `POST`, …
    package var method: String
    /// The path, without the query.
    package var path: String
    /// The query, encoded, without its question mark.
    package var query: String
    /// Header fields in the order they came, names in lower case.
    package var fields: [(name: String, value: String)]
    /// The body of a form or JSON document, up to 64 KiB; empty when it was not read.
    package var body: Data
    /// The status that was answered, `nil` as long as none is or when none ever came.
    package var status: Int?

    package static func == (left: RecordedRequest, right: RecordedRequest) -> Bool {
        left.number == right.number && left.status == right.status
    }

    /// The first header field of a name.
    package func field(_ name: String) -> String? {
        fields.first { $0.name == name.lowercased() }?.value
    }
}

/// The last 5,000 requests; older ones are dropped, their number goes on counting.
package final class RequestJournal: Sendable {
    private struct State {
        var requests: [RecordedRequest] = []
        var count = 0
        var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextWaiter = 0
    }

    private static let capacity = 5_000
    private let state = Mutex(State())

    /// Kept requests, oldest first.
    package var all: [RecordedRequest] { state.withLock { $0.requests } }

    /// How many requests came since the start, dropped ones included.
    package var count: Int { state.withLock { $0.count } }

    /// Requests to a path and everything below it.
    package func requests(to path: String, method: String? = nil) -> [RecordedRequest] {
        all.filter { ($0.path == path || $0.path.hasPrefix(path + "/")) && (method == nil || $0.method == method) }
    }

    /// Forgets what was recorded.
    package func clear() {
        state.withLock { $0.requests = [] }
    }

    /// Waits until recorded requests satisfy a condition; it is tried at once and after each change.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    package func waitUntil(_ isSatisfied: @Sendable ([RecordedRequest]) -> Bool) async throws {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let waiter = state.withLock { state in
            state.nextWaiter += 1
            state.waiting[state.nextWaiter] = continuation
            return state.nextWaiter
        }
        defer { state.withLock { _ = $0.waiting.removeValue(forKey: waiter) } }
        continuation.yield()
        for await _ in changes where isSatisfied(all) { return }
        throw CancellationError()
    }

    func add(_ request: RecordedRequest) -> Int {
        change { state in
            state.count += 1
            var request = request
            request.number = state.count
            state.requests.append(request)
            if state.requests.count > Self.capacity { state.requests.removeFirst(Self.capacity / 10) }
            return state.count
        }
    }

    func update(_ number: Int, _ edit: (inout RecordedRequest) -> Void) {
        change { state in
            guard let index = state.requests.lastIndex(where: { $0.number == number }) else { return }
            edit(&state.requests[index])
        }
    }

    private func change<R>(_ body: (inout sending State) -> sending R) -> R {
        let (result, waiting) = state.withLock { state in
            let result = body(&state)
            return (result, Array(state.waiting.values))
        }
        for continuation in waiting { continuation.yield() }
        return result
    }
}
