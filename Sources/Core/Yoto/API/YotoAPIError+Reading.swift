import Foundation
import HTTPClient

extension YotoAPIError {
    /// Reads an error answer: `{"error":{"code","message"}}`, or `{"message"}`, or whatever a proxy says (§2.12).
    init(_ response: HTTPClientResponse, call: String, secrets: [String], now: Timestamp) {
        let body = try? JSONValue(response.body)
        let error = body?["error"]
        let message = error?["message"]?.text ?? body?["message"]?.text ?? body?["error_description"]?.text ?? ""
        let clean = CleanText.shortened(message, without: secrets)
        self.init(
            Code(status: response.status), call: call,
            message: clean.isEmpty ? "Yoto answered with status \(response.status)" : clean, status: response.status)
        serverCode = (error?["code"]?.text ?? error?.text).map { CleanText.shortened($0, without: secrets) }
        requestID = response.headers["x-request-id"].map { CleanText.shortened($0, without: secrets) }
        retryAfter = RetryAfter.duration(response.headers["retry-after"], now: now.date)
    }

    /// What the client's error means to a caller of the API.
    init(_ error: HTTPClientError, call: String) {
        self.init(Code(error.kind), call: call, message: "\(error.code): \(error.text)")
        provesNothingWasSent = error.provesNothingWasSent
    }
}

extension YotoAPIError.Code {
    init(status: Int) {
        switch status {
        case 401: self = .unauthorized
        case 403: self = .forbidden
        case 404: self = .notFound
        case 408: self = .timeout
        case 429: self = .rateLimited
        case 500...: self = .server
        case 400..<500: self = .badRequest
        // A redirection that nobody asked for.
        default: self = .malformed
        }
    }

    init(_ kind: HTTPClientError.Kind) {
        switch kind {
        case .timeout: self = .timeout
        case .cancelled: self = .cancelled
        case .bodyTooLarge, .headersTooLarge: self = .tooLarge
        case .malformedResponse: self = .malformed
        case .invalidURL, .invalidRequest, .requestBody: self = .invalidArgument
        case .resolve, .connect, .certificate, .tls, .connectionClosed, .redirectRefused, .tooManyRedirects,
            .transportClosed, .other:
            self = .transport
        }
    }
}
