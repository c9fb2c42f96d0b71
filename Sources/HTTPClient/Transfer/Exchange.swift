import Foundation

/// One request and its response: the meeting point of the caller's task and the transfer thread.
///
/// The thread fills in head and body and takes the upload; the task waits for them. Neither waits for the other while
/// it holds the lock.
final class Exchange: Sendable {
    let request: HTTPClientRequest
    let url: RequestURL
    let state = Guarded(ExchangeState())
    private let inbox: TransferInbox

    init(request: HTTPClientRequest, url: RequestURL, inbox: TransferInbox) {
        self.request = request
        self.url = url
        self.inbox = inbox
    }

    /// Hands the exchange to the transfer thread.
    func start() { inbox.submit(.start(self)) }

    /// Breaks it off, unless it is over: the caller learns it at once, the thread removes the handle.
    func cancel() { fail(.cancelled, "cancelled") }

    /// The same for another reason of ours.
    func fail(_ kind: HTTPClientError.Kind, _ text: String) {
        if end(with: .failure(error(kind, text))) { inbox.submit(.remove(self)) }
    }

    /// Notes the end, once.
    ///
    /// - Returns: whether this was the end.
    @discardableResult
    func end(with outcome: ExchangeState.Outcome) -> Bool {
        let (wakeups, isFirst) = state.withLock { state in
            let isFirst = state.outcome == nil
            return (state.end(with: outcome), isFirst)
        }
        wakeups.resume()
        return isFirst
    }

    var isOver: Bool { state.withLock { $0.outcome != nil } }

    func error(_ kind: HTTPClientError.Kind, _ text: String, curlCode: Int = 0) -> HTTPClientError {
        HTTPClientError(kind, text: text, url: url.redacted, curlCode: curlCode)
    }

    func continueTransfer() { inbox.submit(.proceed(self)) }
}

/// What the caller's task does.
extension Exchange {
    /// Waits for status and header.
    func head() async throws(HTTPClientError) -> HTTPResponseHead {
        try await wait { (continuation: ExchangeState.HeadWaiter) in
            let result: Result<HTTPResponseHead, HTTPClientError>? = state.withLock { state in
                if let head = state.head { return .success(head) }
                if case .failure(let error) = state.outcome { return .failure(error) }
                if state.outcome != nil { return .failure(ExchangeState.ended) }
                state.headWaiter = continuation
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }

    /// Waits for the next stretch of the body, `nil` at its end.
    func receive() async throws(HTTPClientError) -> Data? {
        try await wait { (continuation: ExchangeState.ChunkWaiter) in
            let (result, mayProceed) = takeReceived(orWait: continuation)
            if mayProceed { continueTransfer() }
            if let result { continuation.resume(returning: result) }
        }
    }

    private func takeReceived(
        orWait continuation: ExchangeState.ChunkWaiter
    ) -> (Result<Data?, HTTPClientError>?, mayProceed: Bool) {
        state.withLock { state in
            if !state.received.isEmpty {
                let chunk = state.received.removeFirst()
                state.receivedBytes -= chunk.count
                let mayProceed = state.isReceivePaused && state.receivedBytes <= HTTPTransport.windowBytes / 4
                if mayProceed { state.isReceivePaused = false }
                return (.success(chunk), mayProceed)
            }
            switch state.outcome {
            case .success: return (.success(nil), false)
            case .failure(let error): return (.failure(error), false)
            case nil:
                precondition(state.chunkWaiter == nil, "a body has one reader")
                state.chunkWaiter = continuation
                return (nil, false)
            }
        }
    }

    /// Queues bytes of the request's body and waits until there is room for more.
    func send(_ bytes: Data) async throws(HTTPClientError) {
        try await wait { (continuation: ExchangeState.RoomWaiter) in
            let (result, mayProceed) = queue(bytes, orWait: continuation)
            if mayProceed { continueTransfer() }
            if let result { continuation.resume(returning: result) }
        }
    }

    private func queue(
        _ bytes: Data, orWait continuation: ExchangeState.RoomWaiter
    ) -> (ExchangeState.Outcome?, mayProceed: Bool) {
        state.withLock { state in
            if state.outcome != nil { return (.failure(ExchangeState.ended), false) }
            state.outgoing.append(bytes)
            state.outgoingBytes += bytes.count
            state.producedBytes += bytes.count
            let mayProceed = state.isSendPaused
            state.isSendPaused = false
            if state.outgoingBytes < HTTPTransport.windowBytes { return (.success(()), mayProceed) }
            precondition(state.roomWaiter == nil, "a body has one writer")
            state.roomWaiter = continuation
            return (nil, mayProceed)
        }
    }

    /// Says that the body of the request is complete.
    func endUpload() {
        let mayProceed = state.withLock { state in
            state.isUploadComplete = true
            defer { state.isSendPaused = false }
            return state.isSendPaused
        }
        if mayProceed { continueTransfer() }
    }

    /// Suspends until the continuation is resumed; cancelling the task cancels the exchange, which resumes it.
    private func wait<Value>(
        _ body: (CheckedContinuation<Result<Value, HTTPClientError>, Never>) -> Void
    ) async throws(HTTPClientError) -> Value {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { body($0) }
        } onCancel: {
            cancel()
        }
        return try result.get()
    }
}
