import HTTPTypes
import Hummingbird

/// Finds out where a request is from: the connection's address, or what the proxies in front say it is.
struct VisitorMiddleware: RouterMiddleware {
    typealias Context = EdgeRequestContext

    /// How many proxies in front append to `X-Forwarded-For`. Whatever else is in that field was written by the client.
    let proxies: Int

    func handle(
        _ request: Request, context: EdgeRequestContext,
        next: @concurrent (Request, EdgeRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let forwarded = Self.forwarded(request.headers, proxies: proxies)
        let address = forwarded ?? context.visitor.address
        context.visitor = Visitor(
            address: address, userAgent: request.headers[.userAgent] ?? "",
            isDistinct: !Self.isLoopback(address) && (proxies == 0 || forwarded != nil))
        return try await next(request, context)
    }

    /// The entry that the outermost of our proxies appended.
    static func forwarded(_ fields: HTTPFields, proxies: Int) -> String? {
        guard proxies > 0 else { return nil }
        let entries = fields[values: .forwardedFor].flatMap { $0.split(separator: ",") }
        guard entries.count >= proxies else { return nil }
        let entry = entries[entries.count - proxies].filter { $0 != " " && $0 != "[" && $0 != "]" }
        let isAddress =
            (2...45).contains(entry.utf8.count) && entry.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
        return isAddress ? entry : nil
    }

    private static func isLoopback(_ address: String) -> Bool {
        address.isEmpty || address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
    }
}

extension HTTPField.Name {
    /// `X-Forwarded-For`, a list of addresses to which each proxy appends.
    static var forwardedFor: HTTPField.Name {
        guard let name = HTTPField.Name("X-Forwarded-For") else { preconditionFailure("not a field name") }
        return name
    }
}
