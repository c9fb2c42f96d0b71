import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Records each request, gives the answer its `X-Request-Id`, and refuses names that are not this machine's: a page
/// of the Internet whose name was made to point here shall not steer the simulator.
struct JournalMiddleware: RouterMiddleware {
    typealias Context = SimulatorContext

    let journal: RequestJournal
    let clock: SimulatorClock
    let logger: Logger

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard LoopbackAddress.isLoopback(authority: request.head.authority ?? "") else {
            return CloudError(status: .misdirectedRequest, code: "bad-request", message: "Not a name of this host.")
                .response
        }
        guard !request.uri.path.hasPrefix("/_control") else { return try await next(request, context) }
        let number = journal.add(record(of: request))
        var request = request
        if let body = try await smallBody(of: &request) {
            journal.update(number) { $0.body = body }
        }
        var response = try await next(request, context)
        journal.update(number) { $0.status = response.status.code }
        response.headers[.requestID] = UUID().uuidString.lowercased()
        logger.info(
            "answered",
            metadata: [
                "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)",
            ])
        return response
    }

    private func record(of request: Request) -> RecordedRequest {
        RecordedRequest(
            number: 0, at: clock.now, method: request.method.rawValue, path: request.uri.path,
            query: request.uri.query ?? "",
            fields: request.headers.map { ($0.name.canonicalName, $0.value) }, body: Data(), status: nil)
    }

    /// Forms and JSON of 64 KiB at most are read here, and put back for the handler.
    private func smallBody(of request: inout Request) async throws -> Data? {
        guard let type = request.headers[.contentType],
            let length = request.headers[.contentLength].flatMap({ Int($0) }),
            length <= 65_536, type.hasPrefix("application/json") || type.hasPrefix("application/x-www-form-urlencoded")
        else { return nil }
        let body = try await request.body.collect(upTo: 65_536)
        request.body = RequestBody(buffer: body)
        return Data(body.readableBytesView)
    }
}

extension HTTPField.Name {
    /// `X-Request-Id`, a constant that is a valid name.
    static var requestID: HTTPField.Name {
        guard let name = HTTPField.Name("X-Request-Id") else { preconditionFailure("not a field name") }
        return name
    }
}
