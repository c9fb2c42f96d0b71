import Dispatch
import Foundation
package import Logging
import Synchronization

/// The HTTP client: HTTP/1.1 and HTTP/2 over TLS through libcurl, on one thread of its own.
///
/// One transport per program keeps connections for all of it. Bad statuses are responses, not errors.
package final class HTTPTransport: Sendable {
    /// How many bytes of a body may wait on our side of the connection, in each direction.
    package static let windowBytes = 256 * 1024
    /// The longest header that is accepted, status lines and trailers of one response included.
    package static let maximumHeaderBytes = 64 * 1024

    private let loop: TransferLoop
    /// Left by the thread as the last thing it does.
    private let thread = DispatchGroup()

    /// Starts the thread.
    ///
    /// - Parameter logger: gets one line at `debug` for each failed request; never a query, a header field or a body.
    package init(configuration: HTTPTransportConfiguration = .init(), logger: Logger) {
        let loop = TransferLoop(configuration: configuration, logger: logger)
        let thread = thread
        self.loop = loop
        thread.enter()
        let worker = Thread {
            loop.run()
            thread.leave()
        }
        worker.name = "http-transfers"
        worker.start()
    }

    deinit {
        loop.inbox.close()
        // Moments: the thread is woken, and nothing it does waits for the network.
        thread.wait()
    }

    /// Ends every transfer with `transportClosed`, closes all connections and waits for the thread to end. Later
    /// requests fail at once.
    package func close() async {
        loop.inbox.close()
        await withCheckedContinuation { continuation in
            thread.notify(queue: .global()) { continuation.resume() }
        }
    }

    /// How many requests have a transfer under way or waiting for a connection.
    package var activeTransferCount: Int { loop.activeCount.load(ordering: .relaxed) }
}

extension HTTPTransport {
    /// Sends a request and reads the whole response.
    ///
    /// - Throws: ``HTTPClientError``; `cancelled` when the task is, and then the transfer is gone.
    package func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        do {
            return try await withResponse(request) { response in try await response.collect() }
        } catch let error as HTTPClientError {
            throw error
        } catch {
            throw HTTPClientError(.other, text: "\(type(of: error))", url: "")
        }
    }

    /// Sends a request and gives the response to a closure as soon as its header is there; a streamed body is sent
    /// at the same time. What the closure does not read is broken off when it returns.
    ///
    /// - Throws: ``HTTPClientError``, or what the closure throws.
    package func withResponse<R: Sendable>(
        _ request: HTTPClientRequest, _ body: (HTTPStreamedResponse) async throws -> R
    ) async throws -> R {
        var hop = request
        var followed = 0
        while true {
            let step = try await singleHop(hop) { response -> Hop<R> in
                let next = try hop.redirects.next(after: response.head, to: hop, followed: followed)
                guard let next else { return .answered(try await body(response)) }
                // Read to its end if it is short, so that the connection stays useful.
                _ = try? await response.body.next()
                return .redirected(next)
            }
            switch step {
            case .answered(let result): return result
            case .redirected(let next): hop = next
            }
            followed += 1
        }
    }

    /// Sends a request and returns when the header is there; the caller reads the body when it likes. The transfer
    /// ends with the last reference to the body.
    ///
    /// - Throws: ``HTTPClientError``; `invalidRequest` for a streamed body, which needs ``withResponse(_:_:)``.
    package func open(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPStreamedResponse {
        if case .stream = request.body {
            throw HTTPClientError(.invalidRequest, text: "a streamed body needs withResponse", url: "")
        }
        var hop = request
        var followed = 0
        while true {
            let response = try await begin(hop).response()
            guard let next = try hop.redirects.next(after: response.head, to: hop, followed: followed) else {
                return response
            }
            hop = next
            followed += 1
        }
    }

    private enum Hop<R: Sendable>: Sendable {
        case answered(R)
        case redirected(HTTPClientRequest)
    }

    /// One request and its own response.
    private func singleHop<R: Sendable>(
        _ request: HTTPClientRequest, _ body: (HTTPStreamedResponse) async throws -> R
    ) async throws -> R {
        let exchange = try begin(request)
        defer { exchange.cancel() }
        guard case .stream(let producer) = request.body else { return try await body(exchange.response()) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await exchange.pump(producer) }
            // Also ends a producer that waits for something else than us.
            defer { group.cancelAll() }
            let result = try await body(exchange.response())
            exchange.cancel()
            return result
        }
    }

    private func begin(_ request: HTTPClientRequest) throws(HTTPClientError) -> Exchange {
        let url = try RequestURL(request.url)
        try request.validate(url)
        let exchange = Exchange(request: request, url: url, inbox: loop.inbox)
        exchange.start()
        return exchange
    }
}

extension Exchange {
    fileprivate func response() async throws(HTTPClientError) -> HTTPStreamedResponse {
        HTTPStreamedResponse(head: try await head(), body: HTTPBodyStream(exchange: self))
    }

    /// Runs a producer until its end, or until nobody wants its bytes any more.
    fileprivate func pump(_ producer: HTTPBodyProducer) async {
        do {
            try await producer.write(HTTPBodyWriter(exchange: self))
            endUpload()
        } catch {
            fail(.requestBody, "the body to send broke off: \(type(of: error))")
        }
    }
}

extension HTTPClientRequest {
    /// Refuses what would change the shape of the message (RFC 9110 §5.5, §9.1).
    fileprivate func validate(_ url: RequestURL) throws(HTTPClientError) {
        func refuse(_ text: String) -> HTTPClientError {
            HTTPClientError(.invalidRequest, text: text, url: url.redacted)
        }
        guard method.isToken else { throw refuse("the method is no token") }
        for field in headers.fields {
            guard field.name.isToken else { throw refuse("a field name is no token") }
            guard field.value.utf8.allSatisfy({ $0 == 9 || ($0 >= 32 && $0 != 127) }) else {
                throw refuse("the value of \(field.name) holds a control character")
            }
            guard !["content-length", "transfer-encoding", "expect"].contains(field.name.lowercased()) else {
                throw refuse("\(field.name) follows from the body")
            }
        }
    }
}

extension String {
    fileprivate var isToken: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }
}
