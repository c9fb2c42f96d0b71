import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A refusal of the REST API: `{"error":{"code":…,"message":…}}` (`yoto-platform.md` §2.12).
struct CloudError: Error, Equatable {
    var status: HTTPResponse.Status
    var code: String
    var message: String

    static func badRequest(_ message: String) -> CloudError {
        CloudError(status: .badRequest, code: "bad-request", message: message)
    }

    static func notFound(_ message: String) -> CloudError {
        CloudError(status: .notFound, code: "not-found", message: message)
    }

    static func forbidden(_ message: String) -> CloudError {
        CloudError(status: .forbidden, code: "forbidden", message: message)
    }

    static let unauthorized = CloudError(status: .unauthorized, code: "unauthorized", message: "Unauthorized")

    static let tooLarge = CloudError(
        status: .contentTooLarge, code: "payload-too-large", message: "Request body is too large")

    var response: Response {
        .wire(["error": ["code": .string(code), "message": .string(message)]], status: status)
    }
}

/// Makes an answer of every error that a handler throws, and of the router's "not found".
struct ErrorAnswers: RouterMiddleware {
    typealias Context = SimulatorContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as CloudError {
            return error.response
        } catch let error as OAuthError {
            return error.response
        } catch let error as FormFields.Malformed {
            return OAuthError.invalidRequest(error.description).response
        } catch let error as any HTTPResponseError {
            return answer(to: error, path: request.uri.path)
        }
    }

    private func answer(to error: any HTTPResponseError, path: String) -> Response {
        switch error.status {
        case .notFound: CloudError.notFound("Nothing is at \(path).").response
        case .contentTooLarge: CloudError.tooLarge.response
        default:
            CloudError(status: error.status, code: "error", message: error.status.reasonPhrase).response
        }
    }
}
