internal import CCurl
import Foundation
import Logging
import Synchronization

/// The thread that owns the multi handle and every transfer.
///
/// Unchecked, because the pointer and the dictionary are not Sendable: after `init`, only ``run()`` touches them, and
/// it runs once, on one thread.
final class TransferLoop: @unchecked Sendable {
    let inbox: TransferInbox
    /// How many transfers have a handle.
    let activeCount = Atomic<Int>(0)
    private let multi: UnsafeMutableRawPointer
    private let configuration: HTTPTransportConfiguration
    private let logger: Logger
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    private var handles: [ObjectIdentifier: UnsafeMutableRawPointer] = [:]

    init(configuration: HTTPTransportConfiguration, logger: Logger) {
        _ = Self.isLibraryReady
        guard let multi = curl_multi_init() else { preconditionFailure("libcurl has no memory for a multi handle") }
        shim_multi_setopt_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, configuration.maximumConnectionsPerHost)
        shim_multi_setopt_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, configuration.maximumConnections)
        self.multi = multi
        self.configuration = configuration
        self.logger = logger
        inbox = TransferInbox(multi: multi)
    }

    /// `curl_global_init` must run once, before anything else; Swift runs a global's initialiser once.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Works until the inbox closes.
    func run() {
        blockSignals()
        while true {
            let (messages, isClosing) = inbox.take()
            for message in messages { handle(message) }
            if isClosing { break }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            reapFinished()
            endOverdue()
            curl_multi_poll(multi, nil, 0, pollMilliseconds, nil)
        }
        shutDown()
    }

    /// Signals belong to the program's other threads; and with `CURLOPT_NOSIGNAL` libcurl leaves `SIGPIPE`, which a
    /// TLS connection closed by its peer can raise, to us.
    private func blockSignals() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
    }

    private func handle(_ message: TransferInbox.Message) {
        switch message {
        case .start(let exchange):
            if !exchange.isOver { start(exchange) }
        case .remove(let exchange):
            if let easy = handles[ObjectIdentifier(exchange)] { remove(easy) }
        case .proceed(let exchange):
            if let easy = handles[ObjectIdentifier(exchange)] { transfers[easy]?.proceed() }
        }
    }

    private func start(_ exchange: Exchange) {
        guard let transfer = Transfer(exchange) else {
            exchange.end(with: .failure(exchange.error(.other, "libcurl has no memory for another handle")))
            return
        }
        do throws(HTTPClientError) {
            try transfer.configure(configuration)
        } catch {
            exchange.end(with: .failure(error))
            return
        }
        transfers[transfer.easy] = transfer
        handles[ObjectIdentifier(exchange)] = transfer.easy
        activeCount.store(transfers.count, ordering: .relaxed)
        curl_multi_add_handle(multi, transfer.easy)
    }

    private func reapFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            // Read before the handle goes: removing it frees the message.
            finish(easy, code: message.pointee.data.result)
        }
    }

    private func finish(_ easy: UnsafeMutableRawPointer, code: CURLcode) {
        guard let transfer = remove(easy) else { return }
        let outcome = transfer.outcome(of: code)
        if case .failure(let error) = outcome {
            logger.debug(
                "request failed",
                metadata: [
                    "method": "\(transfer.exchange.request.method)", "url": "\(error.url)", "code": "\(error.code)",
                    "curl": "\(error.curlCode)",
                ])
        }
        transfer.exchange.end(with: outcome)
    }

    @discardableResult
    private func remove(_ easy: UnsafeMutableRawPointer) -> Transfer? {
        guard let transfer = transfers.removeValue(forKey: easy) else { return nil }
        handles[ObjectIdentifier(transfer.exchange)] = nil
        curl_multi_remove_handle(multi, easy)
        activeCount.store(transfers.count, ordering: .relaxed)
        return transfer
    }

    private func endOverdue() {
        let now = ContinuousClock.now
        for (easy, transfer) in transfers {
            guard let phase = transfer.timeout(at: now) else { continue }
            remove(easy)
            let text = phase == .idle ? "nothing was sent or received for too long" : "it took too long"
            transfer.exchange.end(with: .failure(transfer.exchange.error(.timeout(phase), text)))
        }
    }

    /// Until the next deadline; libcurl shortens it to its own timers.
    private var pollMilliseconds: Int32 {
        guard let next = transfers.values.compactMap(\.nextCheck).min() else { return 60_000 }
        return Int32(clamping: min(60_000, (next - .now).milliseconds))
    }

    private func shutDown() {
        for transfer in transfers.values {
            curl_multi_remove_handle(multi, transfer.easy)
            transfer.exchange.endBecauseClosed()
        }
        transfers = [:]
        handles = [:]
        activeCount.store(0, ordering: .relaxed)
        inbox.deafen()
        curl_multi_cleanup(multi)
    }
}
