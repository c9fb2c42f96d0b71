import Foundation

/// All that a request and its caller share, as one value behind the lock of ``Exchange``.
struct ExchangeState {
    typealias Outcome = Result<Void, HTTPClientError>
    typealias HeadWaiter = CheckedContinuation<Result<HTTPResponseHead, HTTPClientError>, Never>
    typealias ChunkWaiter = CheckedContinuation<Result<Data?, HTTPClientError>, Never>
    typealias RoomWaiter = CheckedContinuation<Outcome, Never>

    /// Set once, when the transfer is over; what was received before stays readable after a success.
    var outcome: Outcome?

    var head: HTTPResponseHead?
    var headWaiter: HeadWaiter?

    var received: [Data] = []
    var receivedBytes = 0
    var isReceivePaused = false
    var chunkWaiter: ChunkWaiter?

    var outgoing: [Data] = []
    var outgoingBytes = 0
    /// Bytes that the producer has handed over so far.
    var producedBytes = 0
    var isUploadComplete = false
    var isSendPaused = false
    var roomWaiter: RoomWaiter?

    /// Ends the exchange unless it has ended, and tells whom to wake with what.
    mutating func end(with outcome: Outcome) -> Wakeups {
        guard self.outcome == nil else { return Wakeups() }
        self.outcome = outcome
        outgoing = []
        outgoingBytes = 0
        if case .failure = outcome { received = [] }
        defer { (headWaiter, chunkWaiter, roomWaiter) = (nil, nil, nil) }
        var wakeups = Wakeups(room: roomWaiter)
        switch outcome {
        case .success:
            // Whoever waits for bytes has read all that came; whoever waits for the head would wait for ever.
            wakeups.chunk = chunkWaiter.map { ($0, .success(nil)) }
            wakeups.head = headWaiter.map { ($0, .failure(Self.ended)) }
        case .failure(let error):
            wakeups.chunk = chunkWaiter.map { ($0, .failure(error)) }
            wakeups.head = headWaiter.map { ($0, .failure(error)) }
        }
        return wakeups
    }

    /// What a producer or reader learns that comes after the end.
    static let ended = HTTPClientError(.connectionClosed, text: "the transfer is over", url: "")

    /// Continuations to resume outside the lock.
    struct Wakeups {
        var head: (HeadWaiter, Result<HTTPResponseHead, HTTPClientError>)?
        var chunk: (ChunkWaiter, Result<Data?, HTTPClientError>)?
        var room: RoomWaiter?

        func resume() {
            if let (waiter, result) = head { waiter.resume(returning: result) }
            if let (waiter, result) = chunk { waiter.resume(returning: result) }
            room?.resume(returning: .failure(ExchangeState.ended))
        }
    }
}
