package import Foundation

/// Status and header of a response.
package struct HTTPResponseHead: Equatable, Sendable {
    /// The status code, 200…599.
    package var status: Int
    /// The protocol's version as the status line says it: `1.0`, `1.1`, `2`.
    package var version: String
    /// All header fields; trailers are not kept.
    package var headers: HTTPHeaders
}

/// A response with its whole body.
package struct HTTPClientResponse: Equatable, Sendable {
    /// Status and header.
    package var head: HTTPResponseHead
    /// The content, empty for `HEAD`.
    package var body: Data

    /// The status code, 200…599.
    package var status: Int { head.status }
    /// All header fields.
    package var headers: HTTPHeaders { head.headers }

    /// A response, also for tests.
    package init(status: Int, headers: HTTPHeaders = [:], body: Data = Data(), version: String = "1.1") {
        head = HTTPResponseHead(status: status, version: version, headers: headers)
        self.body = body
    }

    init(head: HTTPResponseHead, body: Data) {
        self.head = head
        self.body = body
    }
}

/// A response whose body arrives as it is read.
package struct HTTPStreamedResponse: Sendable {
    /// Status and header.
    package let head: HTTPResponseHead
    /// The content.
    package let body: HTTPBodyStream

    /// The status code, 200…599.
    package var status: Int { head.status }
    /// All header fields.
    package var headers: HTTPHeaders { head.headers }

    /// Reads the whole body, which the request's `maximumBodyBytes` bounds.
    ///
    /// - Throws: ``HTTPClientError`` when it does not arrive.
    package func collect() async throws(HTTPClientError) -> HTTPClientResponse {
        var bytes = Data()
        while let chunk = try await body.next() { bytes.append(chunk) }
        return HTTPClientResponse(head: head, body: bytes)
    }
}

/// The bytes of a response in stretches as they come in; for one reader.
///
/// At most about ``HTTPTransport/windowBytes`` wait here: a reader that pauses lets the connection pause. When the last
/// reference goes, a transfer that is not over is broken off.
package final class HTTPBodyStream: AsyncSequence, Sendable {
    private let exchange: Exchange

    init(exchange: Exchange) { self.exchange = exchange }

    deinit { exchange.cancel() }

    /// The next stretch, never empty; `nil` at the end of the body.
    ///
    /// - Throws: ``HTTPClientError``, `cancelled` when the task is.
    package func next() async throws(HTTPClientError) -> Data? {
        try await exchange.receive()
    }

    /// Reads on where the last reader stopped.
    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// Hands out the stretches.
    package struct Iterator: AsyncIteratorProtocol {
        let stream: HTTPBodyStream

        /// The next stretch, `nil` at the end.
        package func next() async throws(HTTPClientError) -> Data? { try await stream.next() }
    }
}
