import Core
import Dispatch
import HTTPTypes

/// Hashes passwords one at a time on a thread of its own. Those who wait stand in a line of bounded length: however
/// many sign in at once, one core and 32 MiB are all it takes, and nothing else in the server waits.
final class PasswordHasher: Sendable {
    private let cost: ScryptCost
    private let random: RandomBytes
    private let longestLine: Int
    private let queue = DispatchQueue(label: "edge.passwords", qos: .utility)
    private let line = Guarded(Line())

    private struct Line {
        var length = 0
        var finished = 0
    }

    /// - Parameters:
    ///   - cost: of new hashes; stored ones bring their own.
    ///   - longestLine: how many may be hashed or wait at a time; more are turned away.
    init(cost: ScryptCost = .standard, random: RandomBytes = .system, longestLine: Int = 16) {
        self.cost = cost
        self.random = random
        self.longestLine = longestLine
    }

    /// How many passwords were hashed until now.
    var hashedCount: Int { line.withLock { $0.finished } }

    /// The hash of a new password.
    ///
    /// - Throws: ``RefusedRequest`` (503) when the line is full.
    func hash(_ password: String) async throws -> PasswordHash {
        let salt = random(count: PasswordHash.saltBytes)
        return try await perform { [cost] in try PasswordHash.make(password, cost: cost, salt: salt) }
    }

    /// Whether a password is the one of a hash. Without a hash the work is done all the same, so that time does not
    /// tell which names exist, and the answer is no.
    ///
    /// - Throws: ``RefusedRequest`` (503) when the line is full.
    func isMatch(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
        guard let hash else {
            _ = try await self.hash(password)
            return false
        }
        return try await perform { try hash.matches(password) }
    }

    /// Whether a hash was made at another cost than new ones are.
    func isOutdated(_ hash: PasswordHash) -> Bool { hash.cost != cost }

    private func perform<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isAdmitted = line.withLock { line in
            guard line.length < longestLine else { return false }
            line.length += 1
            return true
        }
        guard isAdmitted else {
            throw RefusedRequest(
                problem: Problem(.unavailable, "Too many people sign in at this moment. Try again in a few seconds."),
                fields: [.retryAfter: "3"])
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                let result = Result { try work() }
                line.withLock { line in
                    line.length -= 1
                    line.finished += 1
                }
                continuation.resume(with: result)
            }
        }
    }
}
