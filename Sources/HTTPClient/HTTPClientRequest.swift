package import Foundation

/// A request as a value.
package struct HTTPClientRequest: Sendable {
    /// The method, such as `GET`; upper case by convention, sent as it is.
    package var method: String
    /// An absolute http or https address. Path and query are sent exactly as they are written, dots and escapes
    /// included; a fragment is not sent.
    package var url: String
    /// Fields to send besides `Host`, `User-Agent`, `Accept` and those that frame the body.
    package var headers: HTTPHeaders
    /// What to send after the header.
    package var body: Body
    /// How long it may take.
    package var timeouts = HTTPTimeouts()
    /// What to do about 301, 302, 303, 307 and 308.
    package var redirects = HTTPRedirectPolicy.never
    /// The longest body of a response that is accepted, in bytes, after decompression.
    package var maximumBodyBytes = 4 * 1024 * 1024
    /// Whether the server may compress with gzip; the body arrives decompressed, `Content-Length` and
    /// `Content-Encoding` as they were sent. Off, since audio must arrive byte for byte.
    package var acceptsGzip = false
    /// Whether a connection that has been used before may be used. libcurl sends a request again, whatever its method,
    /// when a used connection turns out to be dead: requests that must not be sent twice (single-use tokens) set this
    /// to false.
    package var reusesConnection = true

    package init(_ method: String, _ url: String, headers: HTTPHeaders = [:], body: Body = .none) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// The content of a request.
    package enum Body: Sendable {
        /// No content. `POST`, `PUT` and `PATCH` say `Content-Length: 0`.
        case none
        /// Bytes that are in memory.
        case bytes(Data)
        /// Bytes that are produced while they are sent.
        case stream(HTTPBodyProducer)
    }
}

/// A request body that is made while it is sent.
package struct HTTPBodyProducer: Sendable {
    /// The number of bytes, if it is known: sent as `Content-Length` and held to; otherwise the body is chunked.
    package var length: Int?
    /// Writes the body, from its beginning each time it is called. Ends the body by returning; throwing breaks the
    /// request off.
    package var write: @Sendable (HTTPBodyWriter) async throws -> Void

    package init(length: Int?, write: @escaping @Sendable (HTTPBodyWriter) async throws -> Void) {
        self.length = length
        self.write = write
    }
}

/// Where an ``HTTPBodyProducer`` puts its bytes.
package struct HTTPBodyWriter: Sendable {
    let exchange: Exchange

    /// Sends bytes; waits while ``HTTPTransport/windowBytes`` or more of earlier ones are not on their way yet.
    ///
    /// - Throws: ``HTTPClientError`` when the transfer is over: the rest of the body is not wanted any more.
    package func write(_ bytes: Data) async throws(HTTPClientError) {
        guard !bytes.isEmpty else { return }
        try await exchange.send(bytes)
    }
}

/// Query, fields and body can be secrets: only method, place and shape are printed.
extension HTTPClientRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        let place = (try? RequestURL(url))?.redacted ?? "(no address)"
        return "\(method) \(place) \(headers)"
    }
    package var debugDescription: String { description }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
