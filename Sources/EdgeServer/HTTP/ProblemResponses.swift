import Core
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Makes a problem document of every error that a handler throws, and of the router's "not found".
///
/// What we did not expect is told as `internal`, without detail; the log has the detail and the request's id.
struct ProblemResponses<Context: RequestContext>: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return response(to: error, request: request)
        }
    }

    private func response(to error: any Error, request: Request) -> Response {
        var fields = HTTPFields()
        let problem: Problem
        switch error {
        case let refused as RefusedRequest:
            problem = refused.problem
            fields = refused.fields
        case let known as Problem: problem = known
        case let http as any HTTPResponseError:
            problem = Problem(
                ErrorCode(httpStatus: http.status.code) ?? (http.status.code < 500 ? .badRequest : .internal))
        default:
            problem = Problem(.internal)
            logger.error(
                "request failed",
                metadata: ["error": "\(error)", "requestID": "\(request.headers[.requestID] ?? "")"])
        }
        // RFC 9110 §15.5.2 wants a challenge. This scheme makes no browser ask for a password by itself.
        if problem.code == .unauthorized { fields[.wwwAuthenticate] = "Cookie realm=\"edge\"" }
        return problem.response(instance: request.uri.path, fields: fields, isHead: request.method == .head)
    }
}

/// A refusal that needs header fields: `Allow`, `Retry-After`, `WWW-Authenticate`.
struct RefusedRequest: Error {
    var problem: Problem
    var fields: HTTPFields
}

extension Problem {
    /// The problem as an answer.
    func response(instance: String, fields: HTTPFields = [:], isHead: Bool = false) -> Response {
        let document = ByteBuffer(bytes: json(instance: instance))
        var headers = fields
        headers[.contentType] = Problem.mediaType
        headers[.contentLength] = "\(document.readableBytes)"
        return Response(
            status: .init(code: code.httpStatus), headers: headers,
            body: isHead ? .init() : ResponseBody(byteBuffer: document))
    }
}

extension HTTPField.Name {
    /// `X-Request-Id`, a constant that is a valid name.
    static var requestID: HTTPField.Name {
        guard let name = HTTPField.Name(RequestID.fieldName) else { preconditionFailure("not a field name") }
        return name
    }
}
