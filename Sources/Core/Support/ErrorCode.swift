/// What went wrong, in one word that never changes: the `code` of a problem document and the anchor of its help page.
package enum ErrorCode: String, CaseIterable, Sendable {
    case badRequest = "bad-request"
    case unauthorized
    case forbidden
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case requestTimeout = "request-timeout"
    case conflict
    case gone
    case preconditionFailed = "precondition-failed"
    case payloadTooLarge = "payload-too-large"
    case uriTooLong = "uri-too-long"
    case unsupportedMediaType = "unsupported-media-type"
    case rangeNotSatisfiable = "range-not-satisfiable"
    case unprocessable
    case tooManyRequests = "too-many-requests"
    case headersTooLarge = "headers-too-large"
    case `internal`
    case notImplemented = "not-implemented"
    case unavailable
    /// No account at Yoto is connected.
    case yotoNotConnected = "yoto-not-connected"
    /// The login at Yoto ended; a person has to connect again.
    case yotoReconnect = "yoto-reconnect"
    /// Yoto does not answer, or not as it should.
    case yotoUnavailable = "yoto-unavailable"
    /// A value of the environment, a file or a flag that cannot be used.
    case configuration
}

extension ErrorCode {
    /// The status code an HTTP client sees (RFC 9110 §15, RFC 6585 for 429 and 431).
    package var httpStatus: Int { facts.status }

    /// A short title for people, the same for every problem of this code (RFC 9457 §3.1.3).
    package var title: String { facts.title }

    /// What a command that fails with this code exits with: 2 for what the caller can mend, 1 for the rest.
    package var exitCode: Int32 {
        switch self {
        case .configuration, .conflict, .forbidden: 2
        default: 1
        }
    }

    /// The code that stands for a bare status, as a router reports it; `nil` for a status that is no error of ours.
    package init?(httpStatus: Int) {
        guard let code = Self.allCases.first(where: { $0.httpStatus == httpStatus }) else { return nil }
        self = code
    }

    /// The one table of statuses and titles. Where codes share a status, the general one comes first: it stands for the
    /// bare status.
    private var facts: (status: Int, title: String) {
        switch self {
        case .badRequest: (400, "The request is malformed")
        case .unauthorized: (401, "Please sign in")
        case .forbidden: (403, "Not allowed")
        case .notFound: (404, "Not found")
        case .methodNotAllowed: (405, "This method is not offered here")
        case .notAcceptable: (406, "No such form of this resource")
        case .requestTimeout: (408, "The request took too long to arrive")
        case .conflict: (409, "In conflict with the present state")
        case .gone: (410, "No longer here")
        case .preconditionFailed: (412, "A precondition is not met")
        case .payloadTooLarge: (413, "The request is too large")
        case .uriTooLong: (414, "The address is too long")
        case .unsupportedMediaType: (415, "This kind of content is not taken")
        case .rangeNotSatisfiable: (416, "The range lies beyond the end")
        case .unprocessable: (422, "The content cannot be used")
        case .tooManyRequests: (429, "Too many requests")
        case .headersTooLarge: (431, "The header fields are too large")
        case .internal: (500, "Something went wrong here")
        case .notImplemented: (501, "Not implemented")
        case .unavailable: (503, "Not ready")
        case .yotoNotConnected: (409, "No Yoto account is connected")
        case .yotoReconnect: (409, "The login at Yoto has ended")
        case .yotoUnavailable: (502, "Yoto does not answer")
        case .configuration: (500, "The configuration cannot be used")
        }
    }
}
