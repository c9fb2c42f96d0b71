internal import CCurl
import Foundation

/// An easy handle at work, with all that its callbacks touch. Lives on the transfer thread only, so it needs no lock;
/// the loop frees it after it has removed the handle from the multi handle.
final class Transfer {
    let exchange: Exchange
    let easy: UnsafeMutableRawPointer
    /// libcurl writes here what went wrong; it must outlive the handle.
    let errorText: UnsafeMutablePointer<CChar>
    /// Header fields to send; they must outlive the transfer.
    var headerList: UnsafeMutablePointer<curl_slist>?
    var parser = ResponseHeadParser()
    /// Why a callback has broken the transfer off.
    var failure: (kind: HTTPClientError.Kind, text: String)?
    /// How much of a body in memory has been sent.
    var sentBytes = 0
    var receivedBytes = 0
    let deadline: ContinuousClock.Instant?
    /// When bytes last went either way; `nil` until there is a connection.
    var lastProgress: ContinuousClock.Instant?
    /// What libcurl has been told to pause; the exchange's own flags run ahead of it.
    var isPaused = (receive: false, send: false)

    /// - Returns: `nil` when libcurl has no memory for a handle.
    init?(_ exchange: Exchange) {
        guard let easy = curl_easy_init() else { return nil }
        self.exchange = exchange
        self.easy = easy
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        deadline = exchange.request.timeouts.total.map { ContinuousClock.now + $0 }
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// When the loop must look at this transfer again, though no socket stirs.
    var nextCheck: ContinuousClock.Instant? {
        [deadline, idleDeadline].compactMap { $0 }.min()
    }

    /// The timeout that is over at an instant.
    func timeout(at now: ContinuousClock.Instant) -> HTTPClientError.Phase? {
        if let deadline, now >= deadline { return .total }
        if let idleDeadline, now >= idleDeadline { return .idle }
        return nil
    }

    private var idleDeadline: ContinuousClock.Instant? {
        guard let lastProgress, !isPaused.receive, !isPaused.send else { return nil }
        return lastProgress + exchange.request.timeouts.idle
    }

    /// Lets libcurl go on with whatever need not pause any more.
    func proceed() {
        lastProgress = lastProgress.map { _ in .now }
        isPaused = exchange.pauses
        let mask = (isPaused.receive ? CURLPAUSE_RECV : 0) | (isPaused.send ? CURLPAUSE_SEND : 0)
        curl_easy_pause(easy, mask)
    }

    /// What the end of the transfer means to the caller.
    func outcome(of code: CURLcode) -> ExchangeState.Outcome {
        guard code != CURLE_OK else { return .success(()) }
        if let failure { return .failure(exchange.error(failure.kind, failure.text, curlCode: Int(code.rawValue))) }
        let detail = String(cString: errorText)
        let text = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
        return .failure(exchange.error(.init(code), text, curlCode: Int(code.rawValue)))
    }
}

extension HTTPClientError.Kind {
    /// libcurl's codes in our words (libcurl-errors(3)).
    init(_ code: CURLcode) {
        switch code {
        case CURLE_URL_MALFORMAT: self = .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .resolve
        case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_INTERFACE_FAILED: self = .connect
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: self = .certificate
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
            self = .tls
        // The loop watches idle and total time itself: libcurl has no other limit left than this.
        case CURLE_OPERATION_TIMEDOUT: self = .timeout(.connect)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_SEND_FAIL_REWIND:
            self = .connectionClosed
        // The scheme has been checked: what is unsupported is the answer's, "HTTP/0.9" for one.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_WRITE_ERROR:
            self = .malformedResponse
        case CURLE_ABORTED_BY_CALLBACK: self = .cancelled
        default: self = .other
        }
    }
}
