internal import CCurl

/// The one way to the transfer thread: messages and a wake-up.
///
/// The multi handle belongs to the thread; `curl_multi_wakeup` is the only call that libcurl allows from others.
final class TransferInbox: Sendable {
    enum Message: Sendable {
        case start(Exchange)
        /// The exchange is over; forget its transfer.
        case remove(Exchange)
        /// Something that a paused transfer waited for has happened.
        case proceed(Exchange)
    }

    private struct State {
        var messages: [Message] = []
        var isClosing = false
        /// Set when the handle is about to be freed: nobody may wake it from then on.
        var isDeaf = false
    }

    private let state = Guarded(State())
    /// The only use outside the thread is `curl_multi_wakeup`, which is thread-safe, under the lock and not after
    /// ``deafen()``.
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    init(multi: UnsafeMutableRawPointer) { self.multi = multi }

    /// Leaves a message; a start that comes too late fails at once.
    func submit(_ message: Message) {
        let isLate = state.withLock { state in
            if state.isClosing { return true }
            state.messages.append(message)
            curl_multi_wakeup(multi)
            return false
        }
        if isLate, case .start(let exchange) = message { exchange.endBecauseClosed() }
    }

    /// Asks the thread to end.
    func close() {
        state.withLock { state in
            state.isClosing = true
            if !state.isDeaf { curl_multi_wakeup(multi) }
        }
    }

    /// All messages since the last call, in order, and whether to end.
    func take() -> (messages: [Message], isClosing: Bool) {
        state.withLock { state in
            defer { state.messages = [] }
            return (state.messages, state.isClosing)
        }
    }

    func deafen() { state.withLock { $0.isDeaf = true } }
}

extension Exchange {
    func endBecauseClosed() { end(with: .failure(error(.transportClosed, "the transport is closed"))) }
}
