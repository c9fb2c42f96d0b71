import Core
import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// `GET /metrics` for programs on this machine, or with the bearer token of the configuration; for everybody else there
/// is nothing at this address.
struct MetricsRoutes {
    let service: MetricsService
    private let token: SHA256Digest?

    init(service: MetricsService, token: String?) {
        self.service = service
        self.token = token.map { SHA256.hash(data: Data($0.utf8)) }
    }

    func add(to table: RouteTable) {
        table.read("/metrics", for: .everyone) { [self] request, context in
            guard mayRead(request, context.visitor) else { throw Problem(.notFound) }
            return Response(
                status: .ok, headers: [.contentType: MetricsText.mediaType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: try await service.text())))
        }
    }

    /// Digests are compared, in constant time.
    private func mayRead(_ request: Request, _ visitor: Visitor) -> Bool {
        if NetworkAddress(visitor.address)?.isLoopback == true { return true }
        guard let token, let field = request.headers[.authorization], field.lowercased().hasPrefix("bearer ") else {
            return false
        }
        return SHA256.hash(data: Data(field.dropFirst("bearer ".count).utf8)) == token
    }
}
