import Core
import Logging
import ServiceLifecycle

/// Keeps the login at Yoto alive: the only place that renews it, one renewal at a time.
///
/// Callers never renew by themselves. They wait, and the service's own task does it: a request that its browser gave up
/// must not take the answer with it, since Yoto's refresh tokens work once (`yoto-platform.md` §1.5).
actor TokenKeeper: Service {
    private let vault: any TokenVault
    private let renewal: LoginRenewal
    private let now: @Sendable () -> Timestamp
    private let sleep: @Sendable (Duration) async throws -> Void
    private let logger: Logger
    private var login: YotoLogin?
    /// A renewed login that could not be written yet; it is used only when it is.
    private var unsaved: YotoLogin?
    private var trouble: Trouble?
    /// Whether nobody is left who would renew.
    private var isStopped = false
    private var isWriting = false
    private var writers: [CheckedContinuation<Void, Never>] = []
    /// Whether the vault holds a login that was sealed under another key.
    private(set) var isUnreadable = false
    private let waiting = WaitingRoom<Result<String, TokenFailure>>()
    private let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// What keeps renewals from succeeding, though the login may still be good.
    struct Trouble: Equatable, Sendable {
        var failure: TokenFailure
        var since: Timestamp
        var attempts: Int
        var nextAttempt: Timestamp
    }

    init(
        vault: any TokenVault, renewal: LoginRenewal, logger: Logger,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.vault = vault
        self.renewal = renewal
        self.logger = logger
        self.now = now
        self.sleep = sleep
    }

    // MARK: - For those who call Yoto

    /// A token that Yoto takes for another minute at least.
    ///
    /// - Throws: ``TokenFailure``; `CancellationError` when the caller no longer waits.
    func accessToken() async throws -> String {
        let login = try usable()
        return RenewalSchedule.isUsable(login, now: now()) ? login.accessToken : try await renewed()
    }

    /// A token after Yoto refused one: a newer one that is there already, or a renewed one.
    func accessToken(insteadOf refused: String) async throws -> String {
        let login = try usable()
        return login.accessToken == refused ? try await renewed() : login.accessToken
    }

    private func usable() throws(TokenFailure) -> YotoLogin {
        guard let login else { throw .disconnected }
        guard login.ended == nil else { throw .ended }
        return login
    }

    private func renewed() async throws -> String {
        if isStopped { throw TokenFailure.unavailable(code: "stopping") }
        if let trouble, trouble.nextAttempt > now() { throw trouble.failure }
        wake.yield()
        return try await waiting.wait().get()
    }

    // MARK: - For the account

    /// The login as it is; `nil` when there is none.
    var current: (login: YotoLogin?, trouble: Trouble?) { (login, trouble) }

    /// Takes a login that was just made. It is durable when this returns.
    func adopt(_ login: YotoLogin) async throws {
        try await writing {
            try await vault.save(login)
            replace(login)
        }
        wake.yield()
    }

    /// Forgets the login, here and in the vault, and gives it back for its withdrawal at Yoto.
    func forget() async throws -> YotoLogin? {
        let former = try await writing {
            // What a renewal wrote just before is the one to withdraw.
            let former = unsaved ?? login
            try await vault.remove()
            replace(nil)
            return former
        }
        waiting.release(.failure(.disconnected))
        return former
    }

    private func replace(_ login: YotoLogin?) {
        self.login = login
        unsaved = nil
        trouble = nil
        isUnreadable = false
    }

    /// Tries a login again that Yoto refused because of the client, which has changed since.
    func reconsider() {
        guard var login, login.ended?.reason == .client else { return }
        login.ended = nil
        self.login = login
        wake.yield()
    }

    /// Reads the vault; to be called once, before the first request. A login that cannot be opened is left where it is:
    /// with the right key restored, the next start finds it again.
    func open() async throws {
        do {
            login = try await vault.load()
            wake.yield()
        } catch let failure as SecretBox.Failure {
            isUnreadable = true
            logger.error("the stored login at Yoto cannot be opened", metadata: ["reason": "\(failure)"])
        }
    }

    // MARK: - The service

    /// Renews when it is time and when somebody waits, until the edge stops. A renewal that runs when the stop comes is
    /// finished first.
    func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.tick() }
                for await _ in wakes { await attend() }
                group.cancelAll()
            }
        } onGracefulShutdown: { [wake] in
            wake.finish()
        }
        isStopped = true
        waiting.release(.failure(.unavailable(code: "stopping")))
    }

    /// Looks at the clock now and then rather than once for the next date: a suspended machine's clock jumps.
    private nonisolated func tick() async {
        while (try? await sleep(RenewalSchedule.tick)) != nil { wake.yield() }
    }

    private func attend() async {
        if unsaved != nil {
            await writing { if let unsaved { await keep(unsaved) } }
            return settle()
        }
        guard let login, login.ended == nil else { return settle() }
        let isWanted = !waiting.isEmpty || renewal.schedule.isDue(login, now: now())
        if isWanted, trouble.map({ $0.nextAttempt <= now() }) ?? true { await renew(login) }
        settle()
    }

    private func renew(_ login: YotoLogin) async {
        guard login.refreshToken != nil else {
            if login.accessExpiresAt <= now() {
                await writing { if self.login == login { await end(login, .expired) } }
            }
            return
        }
        guard let marked = await mark(login) else { return }
        let outcome = await renewal.ask(marked)
        await writing {
            // The account may have been disconnected, or connected anew, while Yoto answered.
            if self.login == login { await take(outcome, of: login, marked) }
        }
    }

    /// Says in the vault that a renewal begins; `nil` when that cannot be said, or the login is no longer the one.
    private func mark(_ login: YotoLogin) async -> YotoLogin? {
        await writing {
            guard self.login == login else { return nil }
            var marked = login
            marked.renewalStartedAt = now()
            do {
                try await vault.save(marked)
                return marked
            } catch {
                fail(.unavailable(code: "storage"), error)
                return nil
            }
        }
    }

    private func take(_ outcome: LoginRenewal.Outcome, of login: YotoLogin, _ marked: YotoLogin) async {
        switch outcome {
        case .renewed(let next): await keep(next)
        case .refused(let reason):
            await end(login, login.renewalStartedAt == nil ? reason : .answerLost)
        case .unanswered(let failure, let retryAfter):
            // Whether Yoto used the token up is unknown: the mark stays, in the vault and here.
            self.login = marked
            fail(failure, failure, retryAfter: retryAfter)
        case .untouched(let failure, let retryAfter):
            await unmark(login)
            fail(failure, failure, retryAfter: retryAfter)
        }
    }

    private func keep(_ next: YotoLogin) async {
        do {
            try await vault.save(next)
            login = next
            unsaved = nil
            trouble = nil
            logger.info("login at Yoto renewed", metadata: ["expires": "\(next.accessExpiresAt)"])
        } catch {
            unsaved = next
            fail(.unavailable(code: "storage"), error)
        }
    }

    private func unmark(_ login: YotoLogin) async {
        try? await vault.save(login)
        self.login = login
    }

    private func end(_ login: YotoLogin, _ reason: YotoLogin.Reason) async {
        var ended = login
        ended.ended = YotoLogin.Ending(reason: reason, at: now())
        self.login = ended
        trouble = nil
        try? await vault.save(ended)
        logger.error("login at Yoto ended; connect again in the settings", metadata: ["reason": "\(reason.rawValue)"])
    }

    /// Lets one caller after the other change the vault and what is known of it: a renewal must not write a login back
    /// that was disconnected meanwhile, nor over one that was connected anew.
    private func writing<Answer>(_ body: () async throws -> Answer) async rethrows -> Answer {
        if isWriting { await withCheckedContinuation { writers.append($0) } }
        isWriting = true
        defer { if writers.isEmpty { isWriting = false } else { writers.removeFirst().resume() } }
        return try await body()
    }

    private func fail(_ failure: TokenFailure, _ error: any Error, retryAfter: Duration? = nil) {
        let attempts = (trouble?.attempts ?? 0) + 1
        trouble = Trouble(
            failure: failure, since: trouble?.since ?? now(), attempts: attempts,
            nextAttempt: now().advanced(by: RenewalSchedule.pause(afterAttempts: attempts, asked: retryAfter)))
        logger.warning(
            "login at Yoto not renewed", metadata: ["code": "\(failure.code)", "attempts": "\(attempts)"])
        logger.debug("renewal failed", metadata: ["error": "\(type(of: error))"])
    }

    /// Tells those who wait how it went.
    private func settle() {
        guard !waiting.isEmpty else { return }
        let result: Result<String, TokenFailure>
        if let trouble {
            result = .failure(trouble.failure)
        } else {
            do { result = .success(try usable().accessToken) } catch { result = .failure(error) }
        }
        waiting.release(result)
    }
}
