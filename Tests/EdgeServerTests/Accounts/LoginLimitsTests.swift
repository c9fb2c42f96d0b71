import Core
import HTTPTypes
import Testing

@testable import EdgeServer

@Suite struct LoginLimitsTests {
    private let clock = TestClock()
    private let visitor = Visitor(address: "192.0.2.1", userAgent: "")

    private func name(_ text: String = "anna") throws -> Username { try Username.checked(text) }

    /// Seconds to wait, 0 when the try is admitted.
    private func wait(
        _ limits: LoginLimits, _ name: Username, _ visitor: Visitor, isFamiliar: Bool = false
    ) async -> Int {
        do {
            try await limits.admit(LoginTry(account: name, visitor: visitor, isFamiliar: isFamiliar))
            return 0
        } catch let error as RefusedRequest {
            #expect(error.problem.code == .tooManyRequests)
            return error.fields[.retryAfter].flatMap { Int($0) } ?? -1
        } catch {
            Issue.record(error)
            return -1
        }
    }

    @Test("Five tries are free, then each has to wait twice as long, up to a quarter of an hour")
    func growth() async throws {
        let limits = LoginLimits(now: clock.now)
        for _ in 0..<5 { #expect(await wait(limits, try name(), visitor) == 0) }
        for expected in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            #expect(await wait(limits, try name(), visitor) == expected)
            #expect(await wait(limits, try name(), visitor) == expected)
            clock.advance(by: .seconds(expected))
            #expect(await wait(limits, try name(), visitor) == 0)
        }
    }

    @Test("Success, and a day of quiet, start afresh")
    func forgetting() async throws {
        let limits = LoginLimits(now: clock.now)
        for _ in 0..<5 { _ = await wait(limits, try name(), visitor) }
        await limits.succeeded(LoginTry(account: try name(), visitor: visitor))
        for _ in 0..<5 { #expect(await wait(limits, try name(), visitor) == 0) }
        clock.advance(by: .seconds(24 * 3600))
        for _ in 0..<5 { #expect(await wait(limits, try name(), visitor) == 0) }
        #expect(await wait(limits, try name(), visitor) == 1)
    }

    @Test("Other accounts are not touched; an address that tries many is slowed down too")
    func addresses() async throws {
        let limits = LoginLimits(now: clock.now)
        for number in 0..<30 { #expect(await wait(limits, try name("user\(number)"), visitor) == 0) }
        #expect(await wait(limits, try name("another"), visitor) == 1)
        #expect(await wait(limits, try name("another"), Visitor(address: "192.0.2.2", userAgent: "")) == 0)
    }

    @Test("An address that everybody shares is no reason to wait")
    func sharedAddress() async throws {
        let limits = LoginLimits(now: clock.now)
        let shared = Visitor(address: "127.0.0.1", userAgent: "", isDistinct: false)
        for number in 0..<100 { #expect(await wait(limits, try name("user\(number)"), shared) == 0) }
    }

    @Test("A familiar address is counted apart: strangers cannot keep the owner out, nor the other way round")
    func familiar() async throws {
        let limits = LoginLimits(now: clock.now)
        for _ in 0..<9 { _ = await wait(limits, try name(), Visitor(address: "203.0.113.7", userAgent: "")) }
        #expect(await wait(limits, try name(), visitor) > 0)
        for _ in 0..<5 { #expect(await wait(limits, try name(), visitor, isFamiliar: true) == 0) }
        #expect(await wait(limits, try name(), visitor, isFamiliar: true) == 1)
    }

    @Test("A success takes its own try from the address, and no other")
    func successAtAddress() async throws {
        let limits = LoginLimits(now: clock.now)
        for number in 0..<29 { _ = await wait(limits, try name("user\(number)"), visitor) }
        for _ in 0..<10 {
            #expect(await wait(limits, try name("owner"), visitor) == 0)
            await limits.succeeded(LoginTry(account: try name("owner"), visitor: visitor))
        }
        #expect(await wait(limits, try name("x1"), visitor) == 0)
        #expect(await wait(limits, try name("x2"), visitor) == 1)
    }

    @Test("A try that was not decided is none")
    func withdrawn() async throws {
        let limits = LoginLimits(now: clock.now)
        for _ in 0..<50 {
            #expect(await wait(limits, try name(), visitor) == 0)
            await limits.withdrawn(LoginTry(account: try name(), visitor: visitor))
        }
        #expect(await limits.count == 0)
    }

    @Test("Memory is bounded, and a flood of names does not free the one that is locked")
    func bounded() async throws {
        let limits = LoginLimits(now: clock.now, maximumEntries: 100)
        for _ in 0..<8 {
            _ = await wait(limits, try name(), visitor)
            clock.advance(by: .seconds(4))
        }
        clock.advance(by: .seconds(-4))
        for number in 0..<1000 {
            let visitor = Visitor(address: "198.51.100.\(number)", userAgent: "")
            #expect(await wait(limits, try name("flood\(number)"), visitor) == 0)
            #expect(await limits.count <= 101)
        }
        #expect(await wait(limits, try name(), Visitor(address: "203.0.113.1", userAgent: "")) > 0)
    }
}
