import Core
import Foundation
import Logging
import ServiceLifecycle
import TestSupport

@testable import EdgeServer

/// Renewals as Yoto would answer them, at a clock that stands still until it is moved.
final class FakeYoto: Sendable {
    let clock = MovableClock()
    private let state = Locked(State())

    private struct State {
        var asked = 0
        var answer: (@Sendable (YotoLogin) -> LoginRenewal.Outcome)?
        var onAsk: (@Sendable () -> Void)?
        var gate: Gate?
    }

    var asked: Int { state.withLock { $0.asked } }

    /// Answers otherwise than with the next tokens.
    func answer(_ answer: (@Sendable (YotoLogin) -> LoginRenewal.Outcome)?) { state.withLock { $0.answer = answer } }
    func onAsk(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.onAsk = body } }
    func holdAnswers(at gate: Gate) { state.withLock { $0.gate = gate } }

    func login(expiresIn life: Duration) -> YotoLogin {
        let now = clock.now
        return YotoLogin(
            clientID: "client", accessToken: "access-0", refreshToken: "refresh-0",
            accessExpiresAt: now.advanced(by: life), scopes: [], userID: nil, connectedAt: now, renewedAt: now)
    }

    var renewal: LoginRenewal {
        LoginRenewal { [self] login in
            let (number, answer, onAsk, gate) = state.withLock { state in
                state.asked += 1
                return (state.asked, state.answer, state.onAsk, state.gate)
            }
            onAsk?()
            await gate?.pass()
            if let answer { return answer(login) }
            var next = login
            next.accessToken = "access-\(number)"
            next.refreshToken = "refresh-\(number)"
            next.renewedAt = clock.now
            next.accessExpiresAt = clock.now.advanced(by: .seconds(3600))
            next.renewalStartedAt = nil
            return .renewed(next)
        }
    }
}

/// A vault in memory that can be made to fail.
final class MemoryVault: TokenVault {
    private let state: Locked<(login: YotoLogin?, isBroken: Bool)>
    /// Where a removal waits once it is done, until it is told of.
    let removed: Gate?

    struct Broken: Error {}

    init(_ login: YotoLogin?, removed: Gate? = nil) {
        state = Locked((login, false))
        self.removed = removed
    }

    var login: YotoLogin? { state.withLock { $0.login } }

    var isBroken: Bool {
        get { state.withLock { $0.isBroken } }
        set { state.withLock { $0.isBroken = newValue } }
    }

    func load() async throws -> YotoLogin? { login }

    func save(_ login: YotoLogin) async throws { try replace(login) }

    func remove() async throws {
        try replace(nil)
        await removed?.pass()
    }

    private func replace(_ login: YotoLogin?) throws {
        try state.withLock { state in
            guard !state.isBroken else { throw Broken() }
            state.login = login
        }
    }
}

/// A clock that moves when it is told to.
final class MovableClock: Sendable {
    private let time = Locked(Timestamp(milliseconds: 1_795_453_200_000))

    var now: Timestamp { time.withLock { $0 } }

    func advance(_ duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }
}

/// A door that who comes to it waits at until it is opened.
final class Gate: Sendable {
    private let reached = AsyncStream.makeStream(of: Void.self)
    private let opened = AsyncStream.makeStream(of: Void.self)

    func pass() async {
        reached.continuation.finish()
        for await _ in opened.stream {}
    }

    func waitUntilReached() async { for await _ in reached.stream {} }
    func open() { opened.continuation.finish() }
}

/// Runs a keeper as the edge does, around the body.
func withKeeper(
    _ yoto: FakeYoto, login: YotoLogin? = nil, vault: MemoryVault? = nil,
    body: @Sendable @escaping (TokenKeeper) async throws -> Void
) async throws {
    let keeper = TokenKeeper(
        vault: vault ?? MemoryVault(login), renewal: yoto.renewal,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        now: { yoto.clock.now }, sleep: { _ in try await Task.sleep(for: .seconds(3600)) })
    try await keeper.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await keeper.run() }
        try await body(keeper)
        group.cancelAll()
    }
}
