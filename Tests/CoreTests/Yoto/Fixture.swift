import Core
import Foundation
import HTTPClient
import TestSupport
import Testing

/// The answers of `Fixtures/`, by the names of `yoto-platform.md` §6.
enum Fixture {
    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: RepositoryRoot.appending("Tests/CoreTests/Yoto/Fixtures/\(name).json"))
    }

    static func object(_ name: String) throws -> JSONObject {
        try #require(try JSONValue(try data(name)).object)
    }

    static func response(_ name: String, status: Int = 200, headers: HTTPHeaders = [:]) throws -> HTTPClientResponse {
        HTTPClientResponse(status: status, headers: headers, body: try data(name))
    }
}

/// Answers requests in order, and keeps them.
final class CannedServer: Sendable {
    typealias Answer = Result<HTTPClientResponse, HTTPClientError>

    private let state: Locked<(answers: [Answer], requests: [HTTPClientRequest])>

    init(_ answers: [HTTPClientResponse]) { state = Locked((answers.map { .success($0) }, [])) }

    init(failing kind: HTTPClientError.Kind) {
        state = Locked(([.failure(HTTPClientError(kind, text: "it failed", url: ""))], []))
    }

    var requests: [HTTPClientRequest] { state.withLock { $0.requests } }

    func send(_ request: HTTPClientRequest) throws(HTTPClientError) -> HTTPClientResponse {
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        guard let answer else { throw HTTPClientError(.connectionClosed, text: "no more answers", url: "") }
        return try answer.get()
    }
}

extension HTTPClientRequest {
    /// The body of a request, empty if there is none.
    var bytes: Data { if case .bytes(let bytes) = body { bytes } else { Data() } }

    /// A form's fields.
    var form: [String: String] {
        let pairs = String(decoding: bytes, as: UTF8.self).split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), String(parts[1]).removingPercentEncoding ?? "")
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
