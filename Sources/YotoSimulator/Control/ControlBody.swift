import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Bodies of the control endpoint.
enum ControlBody {
    /// - Throws: `CloudError` 400 when the body is not a JSON object, or longer than 1 MiB.
    static func json(_ request: Request) async throws -> WireJSON {
        let body = try await request.body.collect(upTo: 1024 * 1024)
        guard let json = try? WireJSON(parsing: Data(body.readableBytesView)), json.members != nil else {
            throw CloudError.badRequest("the body must be a JSON object")
        }
        return json
    }
}

/// Keeps pages of other sites from steering the simulator through a browser that runs on the same machine.
struct NoBrowsers: RouterMiddleware {
    typealias Context = SimulatorContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.headers[.origin] == nil else {
            throw CloudError.forbidden("the control endpoint is not for pages")
        }
        return try await next(request, context)
    }
}

extension WireJSON {
    /// Any value that can be written as JSON.
    init(encoding value: some Encodable) throws {
        try self.init(parsing: try JSONEncoder().encode(value))
    }
}

extension RecordedRequest {
    var json: WireJSON {
        [
            "number": .int(number), "at": .string(SimulatorClock.timestamp(at)), "method": .string(method),
            "path": .string(path), "query": .string(query),
            "fields": .array(fields.map { [.string($0.name), .string($0.value)] }),
            "body": .string(String(decoding: body, as: UTF8.self)), "status": status.map(WireJSON.int) ?? .null,
        ]
    }
}

extension RegisteredClient {
    /// Reads `{id, secret?, name?, redirectURIs, scopes?, deviceGrant?}`.
    ///
    /// - Throws: `CloudError` 400.
    init(json: WireJSON) throws {
        guard let id = json["id"]?.text, !id.isEmpty else { throw CloudError.badRequest("id is required") }
        let addresses = (json["redirectURIs"]?.elements ?? []).compactMap(\.text)
        guard !addresses.isEmpty else { throw CloudError.badRequest("redirectURIs must be a list of URLs") }
        self.init(
            id: id, secret: json["secret"]?.text, name: json["name"]?.text ?? "Yoto Smart Stream",
            redirectURIs: addresses,
            scopes: json["scopes"]?.elements.map { Set($0.compactMap(\.text)) } ?? YotoScope.all,
            mayUseDeviceGrant: json["deviceGrant"]?.flag ?? true)
    }

    var json: WireJSON {
        [
            "id": .string(id), "secret": secret.map(WireJSON.string) ?? .null, "name": .string(name),
            "redirectURIs": .array(redirectURIs.map { .string($0) }),
            "scopes": .array(scopes.sorted().map { .string($0) }), "deviceGrant": .bool(mayUseDeviceGrant),
        ]
    }
}
