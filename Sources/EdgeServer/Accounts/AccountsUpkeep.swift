import Logging
import ServiceLifecycle

/// Forgets expired sessions and old entries of the audit log, once an hour.
struct AccountsUpkeep: Service {
    let accounts: Accounts
    let logger: Logger
    var interval = Duration.seconds(3600)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await tidy()
                try? await Task.sleep(for: interval)
            }
        }
    }

    /// Does it once. What fails is tried again the next time.
    func tidy() async {
        do {
            try await accounts.sessions.forgetExpired()
            try await accounts.audit.prune()
        } catch {
            logger.warning("old sessions could not be removed", metadata: ["error": "\(error)"])
        }
    }
}
