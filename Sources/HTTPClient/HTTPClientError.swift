/// Why a request has no usable response. The set of kinds is closed; an HTTP status, however bad, is no error here.
package struct HTTPClientError: Error, Equatable, Sendable {
    /// What went wrong.
    package var kind: Kind
    /// libcurl's own number (`CURLcode`), 0 when we ended the transfer ourselves.
    package var curlCode: Int
    /// What happened, for people: libcurl's text or ours. Names hosts, never queries, header fields or bodies.
    package var text: String
    /// The address without user info, query and fragment; empty when it could not be read.
    package var url: String

    package init(_ kind: Kind, text: String, url: String, curlCode: Int = 0) {
        self.kind = kind
        self.text = text
        self.url = url
        self.curlCode = curlCode
    }

    /// All that can go wrong with a transfer.
    package enum Kind: Equatable, Sendable {
        /// Not an absolute http or https address, or one with user info.
        case invalidURL
        /// A method or header field that cannot be sent.
        case invalidRequest
        /// The host, or the proxy, has no address.
        case resolve
        /// No connection: refused, unreachable.
        case connect
        /// The server's certificate is not trusted, or is for another name.
        case certificate
        /// TLS failed for another reason.
        case tls
        /// It took too long.
        case timeout(Phase)
        /// The task was cancelled, or nobody wanted the rest of the body.
        case cancelled
        /// The body is longer than this many bytes.
        case bodyTooLarge(limit: Int)
        /// The header is longer than ``HTTPTransport/maximumHeaderBytes``.
        case headersTooLarge
        /// Not HTTP, or HTTP that contradicts itself.
        case malformedResponse
        /// The connection ended before the response did.
        case connectionClosed
        /// The producer of the request's body failed, or gave more or fewer bytes than it promised.
        case requestBody
        /// A redirection that the request's policy does not follow.
        case redirectRefused
        /// More redirections than the request's policy follows.
        case tooManyRedirects
        /// The transport is closed.
        case transportClosed
        /// Something that libcurl reports and that has no kind of its own here.
        case other
    }

    /// Which of the ``HTTPTimeouts`` was over.
    package enum Phase: String, Sendable {
        case connect
        case idle
        case total
    }
}

extension HTTPClientError {
    /// The kind as a word that never changes, for metrics and logs.
    package var code: String {
        switch kind {
        case .invalidURL: "invalid-url"
        case .invalidRequest: "invalid-request"
        case .resolve: "resolve"
        case .connect: "connect"
        case .certificate: "certificate"
        case .tls: "tls"
        case .timeout(let phase): "timeout-\(phase.rawValue)"
        case .cancelled: "cancelled"
        case .bodyTooLarge: "body-too-large"
        case .headersTooLarge: "headers-too-large"
        case .malformedResponse: "malformed-response"
        case .connectionClosed: "connection-closed"
        case .requestBody: "request-body"
        case .redirectRefused: "redirect-refused"
        case .tooManyRedirects: "too-many-redirects"
        case .transportClosed: "transport-closed"
        case .other: "other"
        }
    }

    /// Whether the server cannot have acted on the request, because no byte of it was sent.
    package var provesNothingWasSent: Bool {
        switch kind {
        case .invalidURL, .invalidRequest, .resolve, .connect, .certificate, .timeout(.connect): true
        default: false
        }
    }
}

extension HTTPClientError: CustomStringConvertible {
    package var description: String {
        let place = url.isEmpty ? "" : " (\(url))"
        return curlCode == 0 ? "\(text)\(place)" : "\(text)\(place) [curl \(curlCode)]"
    }
}
