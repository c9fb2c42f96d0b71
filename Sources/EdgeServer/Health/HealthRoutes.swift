import Core
import HTTPTypes
import Hummingbird

/// `GET /api/health`: the process answers. `GET /api/ready`: it can do its work, or 503 with the reasons.
struct HealthRoutes {
    let service: HealthService

    func add(to table: RouteTable) {
        table.read("/api/health", for: .everyone) { [service] _, _ in try .json(service.health) }
        table.read("/api/ready", for: .everyone) { [service] request, _ in
            let reasons = try await service.reasonsNotReady()
            guard reasons.isEmpty else {
                throw RefusedRequest(
                    problem: Problem(.unavailable, "Some of what is needed is missing.", reasons: reasons),
                    fields: [.retryAfter: "5"])
            }
            return try .json(await service.ready())
        }
    }
}
