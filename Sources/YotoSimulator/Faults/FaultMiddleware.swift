import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Lets requests meet the faults that are armed. The control endpoint never meets one.
struct FaultMiddleware: RouterMiddleware {
    typealias Context = SimulatorContext

    /// The connection is gone on purpose: there is nobody to answer.
    struct ConnectionCut: Error {}

    let plan: FaultPlan

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard !request.uri.path.hasPrefix("/_control"),
            let fault = plan.take(method: request.method.rawValue, path: request.uri.path)
        else { return try await next(request, context) }
        switch fault.effect {
        case .status(let status, let seconds): return refusal(status, retryAfterSeconds: seconds)
        case .delayBefore(let duration):
            try await Task.sleep(for: duration)
            return try await next(request, context)
        case .delayAfter(let duration):
            let response = try await next(request, context)
            try await Task.sleep(for: duration)
            return response
        case .hang: try await hold(context)
        case .hangAfter:
            _ = try await next(request, context)
            try await hold(context)
        case .close: try await cut(context)
        case .loseAnswer:
            _ = try await next(request, context)
            try await cut(context)
        case .closeMidBody:
            _ = try await next(request, context)
            return halfAnswer { try await cut(context) }
        case .halfClose:
            _ = try await next(request, context)
            return halfAnswer {
                try await context.channel.close(mode: .output)
                try await hold(context)
            }
        case .garbage:
            return .bytes(
                Data(#"{"devices":[{"deviceId":"y2"#.utf8) + Data([0xFF, 0x00, 0x7B]), type: "application/json")
        case .large(let bytes): return large(bytes)
        }
    }

    private func hold(_ context: Context) async throws -> Never {
        await plan.hold()
        try await cut(context)
    }

    private func cut(_ context: Context) async throws -> Never {
        try? await context.channel.close()
        throw ConnectionCut()
    }

    /// Promises 4 KiB, sends 512 bytes, and leaves the rest to the closure.
    private func halfAnswer(_ end: @escaping @Sendable () async throws -> Never) -> Response {
        let start = ByteBuffer(string: #"{"cards":[{"title":""#.padding(toLength: 512, withPad: "a", startingAt: 0))
        return Response(
            status: .ok, headers: [.contentType: "application/json", .contentLength: "4096"],
            body: ResponseBody(contentLength: 4_096) { writer in
                try await writer.write(start)
                try await end()
            })
    }

    private func large(_ bytes: Int) -> Response {
        let opening = #"{"padding":""#
        let closing = #""}"#
        let padding = bytes - opening.utf8.count - closing.utf8.count
        return Response(
            status: .ok, headers: [.contentType: "application/json", .contentLength: "\(bytes)"],
            body: ResponseBody(contentLength: bytes) { writer in
                try await writer.write(ByteBuffer(string: opening))
                var left = padding
                let piece = ByteBuffer(repeating: 0x61, count: 65_536)
                while left > 0 {
                    try await writer.write(piece.getSlice(at: 0, length: min(left, 65_536)) ?? piece)
                    left -= min(left, 65_536)
                }
                try await writer.write(ByteBuffer(string: closing))
                try await writer.finish(nil)
            })
    }

    private func refusal(_ status: Int, retryAfterSeconds: Int?) -> Response {
        let code = HTTPResponse.Status(code: status)
        var response: Response
        switch status {
        case 401: response = CloudError.unauthorized.response
        case 403: response = CloudError.forbidden("Forbidden").response
        case 404: response = CloudError.notFound("Not found").response
        case 429:
            response = CloudError(status: code, code: "too-many-requests", message: "Too many requests").response
        case 500...:
            let html =
                "<html><head><title>\(status)</title></head><body><h1>\(status) Server trouble</h1></body></html>"
            response = .bytes(Data(html.utf8), type: "text/html", status: code)
        default: response = CloudError(status: code, code: "error", message: "Error").response
        }
        if let retryAfterSeconds { response.headers[.retryAfter] = "\(retryAfterSeconds)" }
        return response
    }
}
