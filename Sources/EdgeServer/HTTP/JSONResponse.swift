import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A JSON document, with keys in order so that equal values are equal bytes.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = ByteBuffer(bytes: try encoder.encode(value))
        return Response(
            status: status,
            headers: [.contentType: "application/json", .contentLength: "\(body.readableBytes)"],
            body: ResponseBody(byteBuffer: body))
    }
}

extension Router<EdgeRequestContext> {
    /// Adds a `GET` (and `HEAD`) route; other methods on the path are refused with 405 and `Allow`.
    func read(
        _ path: RouterPath, _ handler: @escaping @Sendable (Request, EdgeRequestContext) async throws -> Response
    ) {
        get(path, use: handler)
        for method: HTTPRequest.Method in [.post, .put, .patch, .delete, .options] {
            on(path, method: method) { _, _ -> Response in
                throw RefusedRequest(problem: Problem(.methodNotAllowed), fields: [.allow: "GET, HEAD"])
            }
        }
    }
}
