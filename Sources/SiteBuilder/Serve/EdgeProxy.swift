import Core
import Foundation
import HTTPClient
import HTTPTypes
import Hummingbird
import NIOCore

/// Passes what only the edge can answer on to a running edge, as CloudFront does in front of a published site.
struct EdgeProxy: Sendable {
    /// Origin of the edge without a final slash.
    let origin: String
    let transport: HTTPTransport

    /// Whether a path is the edge's.
    static func isDynamic(_ path: String) -> Bool {
        path == "/events" || ["/api/", "/oauth/", "/a/", "/s/"].contains { path.hasPrefix($0) }
    }

    /// Fields that belong to one connection (RFC 9110 §7.6.1), and those that are set anew.
    private static let ownFields: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "host",
        "content-length",
    ]

    /// The largest request body that is passed on.
    private static let maximumBodyBytes = 64 * 1024 * 1024

    func answer(_ request: Request) async throws -> Response {
        var headers = HTTPHeaders()
        for field in request.headers where !Self.ownFields.contains(field.name.canonicalName) {
            // The edge compares the origin with its own.
            headers.add(field.name.rawName, field.name == .origin ? origin : field.value)
        }
        var passed = HTTPClientRequest(request.method.rawValue, origin + request.uri.description, headers: headers)
        let body = try await request.body.collect(upTo: Self.maximumBodyBytes)
        if body.readableBytes > 0 { passed.body = .bytes(Data(body.readableBytesView)) }
        // Streams and events go on for as long as they like.
        passed.timeouts.total = nil
        passed.timeouts.idle = .seconds(3_600)
        do {
            return Self.response(to: try await transport.open(passed))
        } catch {
            return ServedFiles.text(
                "{\"code\":\"unavailable\",\"status\":502,\"title\":\"The edge does not answer\"}",
                type: "application/problem+json", status: .badGateway)
        }
    }

    private static func response(to answer: HTTPStreamedResponse) -> Response {
        var headers = HTTPFields()
        for field in answer.headers.fields where !ownFields.contains(field.name.lowercased()) {
            if let name = HTTPField.Name(field.name) { headers.append(HTTPField(name: name, value: field.value)) }
        }
        let body = answer.body
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: ResponseBody { writer in
                for try await data in body { try await writer.write(ByteBuffer(bytes: data)) }
                try await writer.finish(nil)
            })
    }
}
