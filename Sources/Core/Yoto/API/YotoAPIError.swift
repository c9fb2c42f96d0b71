/// Why a call of Yoto's API did not succeed. Never holds a token, a query or a body.
package struct YotoAPIError: Error, Equatable, Sendable {
    /// What went wrong, as a word that never changes.
    package var code: Code
    /// The call, such as `GET /content/{}`.
    package var call: String
    /// What happened, for people: the server's words, shortened and cleaned, or ours.
    package var message: String
    /// The HTTP status, if there was an answer.
    package var status: Int?
    /// The server's own word, such as `bad-request`.
    package var serverCode: String?
    /// The server's name for this request (`X-Request-Id`), to quote to Yoto.
    package var requestID: String?
    /// How long the server asks to wait.
    package var retryAfter: Duration?
    /// Whether not a byte of the call has left: no connection, a wrong certificate.
    package var provesNothingWasSent = false

    package init(_ code: Code, call: String, message: String, status: Int? = nil) {
        self.code = code
        self.call = call
        self.message = message
        self.status = status
    }

    /// All that can go wrong (`yoto-platform.md` §1.7, §2.12).
    package enum Code: String, CaseIterable, Sendable {
        /// 401 also after a fresh token: log in again, or the audience is wrong.
        case unauthorized
        /// 403: a scope is missing, or it is somebody else's.
        case forbidden
        /// 404.
        case notFound = "not-found"
        /// 400, 422 and other refusals of what we sent.
        case badRequest = "bad-request"
        /// 429; wait for ``YotoAPIError/retryAfter``.
        case rateLimited = "rate-limited"
        /// 5xx.
        case server
        /// A success without what it must hold: no JSON, other JSON.
        case malformed
        /// The answer is longer than a call may bring.
        case tooLarge = "too-large"
        /// No answer in time.
        case timeout
        /// No answer: no connection, no certificate, a connection that broke off.
        case transport
        /// The task was cancelled.
        case cancelled
        /// We were asked for something that cannot be sent.
        case invalidArgument = "invalid-argument"
        /// Yoto could not transcode the audio.
        case transcodeFailed = "transcode-failed"
    }

    /// Whether a call that changes something may have changed it all the same: look before you repeat it (§2.6).
    package var mayHaveTakenEffect: Bool {
        switch code {
        case .timeout, .transport, .server, .malformed, .tooLarge, .cancelled: !provesNothingWasSent
        default: false
        }
    }

    /// Whether the same call may succeed later.
    package var isPassing: Bool {
        switch code {
        case .rateLimited, .server, .timeout, .transport: true
        default: false
        }
    }
}

extension YotoAPIError: CustomStringConvertible {
    package var description: String {
        let facts = [status.map { "status \($0)" }, requestID.map { "request \($0)" }].compactMap(\.self)
        return "\(call): \(code.rawValue): \(message)" + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
    }
}
