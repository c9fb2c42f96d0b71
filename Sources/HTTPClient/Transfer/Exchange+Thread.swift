import Foundation

/// What the transfer thread does.
extension Exchange {
    /// What there is to send.
    enum Outgoing {
        case bytes(Int)
        case wait
        case end
        /// The producer gave another number of bytes than it said.
        case wrongLength
    }

    func deliver(_ head: HTTPResponseHead) {
        let waiter = state.withLock { state in
            state.head = head
            defer { state.headWaiter = nil }
            return state.headWaiter
        }
        waiter?.resume(returning: .success(head))
    }

    /// Passes bytes on, or refuses them while the reader has enough; libcurl then gives the same bytes again.
    func deliver(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let (waiter, chunk) = state.withLock { state -> (ExchangeState.ChunkWaiter?, Data?) in
            guard state.receivedBytes < HTTPTransport.windowBytes else {
                state.isReceivePaused = true
                return (nil, nil)
            }
            let chunk = Data(bytes)
            guard state.outcome == nil else { return (nil, chunk) }
            if let waiter = state.chunkWaiter {
                state.chunkWaiter = nil
                return (waiter, chunk)
            }
            state.received.append(chunk)
            state.receivedBytes += chunk.count
            return (nil, chunk)
        }
        waiter?.resume(returning: .success(chunk))
        return chunk != nil
    }

    /// Fills a buffer with bytes of a streamed body.
    func fill(_ buffer: UnsafeMutableRawBufferPointer, promised length: Int?) -> Outgoing {
        let (outgoing, waiter) = state.withLock { state -> (Outgoing, ExchangeState.RoomWaiter?) in
            if let length, state.producedBytes > length { return (.wrongLength, nil) }
            guard let first = state.outgoing.first else {
                guard state.isUploadComplete else {
                    state.isSendPaused = true
                    return (.wait, nil)
                }
                return (length.map { state.producedBytes < $0 } ?? false ? .wrongLength : .end, nil)
            }
            let count = min(first.count, buffer.count)
            first.copyBytes(to: buffer, count: count)
            if count == first.count {
                state.outgoing.removeFirst()
            } else {
                state.outgoing[0] = first.dropFirst(count)
            }
            state.outgoingBytes -= count
            guard state.outgoingBytes < HTTPTransport.windowBytes else { return (.bytes(count), nil) }
            defer { state.roomWaiter = nil }
            return (.bytes(count), state.roomWaiter)
        }
        waiter?.resume(returning: .success(()))
        return outgoing
    }

    /// Whether the transfer should pause: receiving, sending.
    var pauses: (receive: Bool, send: Bool) { state.withLock { ($0.isReceivePaused, $0.isSendPaused) } }
}
