import Foundation

/// How the edge is.
struct HealthService: Sendable {
    /// `GET /api/health`.
    struct Health: Encodable {
        var status = "ok"
        var version = EdgeVersion.text
    }

    /// `GET /api/ready` when all is well.
    struct Ready: Encodable {
        var status = "ready"
        /// What needs a person soon; the edge works all the same.
        var warnings: [Warning]
    }

    let configuration: EdgeConfiguration
    let cards: CardsService
    let threads: BlockingWork
    let warnings: any WarningSource
    /// Reads something from the database.
    let probeDatabase: @Sendable () async throws -> Void

    let health = Health()

    func ready() async -> Ready { Ready(warnings: await warnings.warnings()) }

    /// What is missing, one short sentence each, without naming folders; empty when ready.
    func reasonsNotReady() async throws -> [String] {
        let site = configuration.site
        let data = configuration.data
        var reasons = try await threads.run {
            var reasons: [String] = []
            if access(site, R_OK | X_OK) != 0 {
                reasons.append("the site folder cannot be read")
            } else if access(site + "/index.html", R_OK) != 0 {
                reasons.append("the site has no index.html; run site-builder")
            }
            if access(data, W_OK | X_OK) != 0 { reasons.append("the data folder cannot be written to") }
            return reasons
        }
        do {
            try await probeDatabase()
        } catch {
            reasons.append("the database cannot be read")
        }
        reasons += await cards.problems()
        return reasons
    }
}
