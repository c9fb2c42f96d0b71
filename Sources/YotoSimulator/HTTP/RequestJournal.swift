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

    /// About how many bytes it takes.
    var size: Int {
        fields.reduce(path.utf8.count + query.utf8.count + body.count) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    }

    /// The first header field of a name.
    package func field(_ name: String) -> String? {
        fields.first { $0.name == name.lowercased() }?.value
    }
}

/// The last 5,000 requests, or fewer when they are large (32 MB in all); older ones are dropped, their number goes on
/// counting.
package final class RequestJournal: Sendable {
    private struct State {
        var requests: [RecordedRequest] = []
        var count = 0
        var bytes = 0
    }

    private static let capacity = 5_000
    private static let maximumBytes = 32 * 1024 * 1024
    private let state = Mutex(State())
    private let changes = ChangeSignal()

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
        state.withLock {
            $0.requests = []
            $0.bytes = 0
        }
    }

    /// Waits until recorded requests satisfy a condition; it is tried at once and after each change.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    package func waitUntil(_ isSatisfied: @Sendable ([RecordedRequest]) -> Bool) async throws {
        try await changes.wait { isSatisfied(all) }
    }

    func add(_ request: RecordedRequest) -> Int {
        change { state in
            state.count += 1
            var request = request
            request.number = state.count
            state.requests.append(request)
            state.bytes += request.size
            Self.trim(&state)
            return state.count
        }
    }

    func update(_ number: Int, _ edit: (inout RecordedRequest) -> Void) {
        change { state in
            guard let index = state.requests.lastIndex(where: { $0.number == number }) else { return }
            state.bytes -= state.requests[index].size
            edit(&state.requests[index])
            state.bytes += state.requests[index].size
            Self.trim(&state)
        }
    }

    /// A tenth at a time, so that a full journal is not moved by every request.
    private static func trim(_ state: inout State) {
        while state.requests.count > capacity || state.bytes > maximumBytes {
            let dropped = max(1, state.requests.count / 10)
            state.bytes -= state.requests.prefix(dropped).reduce(0) { $0 + $1.size }
            state.requests.removeFirst(dropped)
        }
    }

    private func change<R>(_ body: (inout sending State) -> sending R) -> R {
        defer { changes.notify() }
        return state.withLock(body)
    }
}
