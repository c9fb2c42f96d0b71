import Core
import Foundation
import Logging
import ServiceLifecycle
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct TokenKeeperTests {
    @Test("A good token is given without asking Yoto")
    func goodToken() async throws {
        let yoto = FakeYoto()
        try await withKeeper(yoto, login: yoto.login(expiresIn: .seconds(3600))) { keeper async throws in
            #expect(try await keeper.accessToken() == "access-0")
            #expect(yoto.asked == 0)
        }
    }

    @Test("Two hundred callers at the end of a token cause one renewal and get the same token")
    func singleFlight() async throws {
        let yoto = FakeYoto()
        try await withKeeper(yoto, login: yoto.login(expiresIn: .zero)) { keeper async throws in
            let tokens = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<200 { group.addTask { try await keeper.accessToken() } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(tokens == ["access-1"] && yoto.asked == 1)
        }
    }

    @Test("Two hundred refusals of the same token cause one renewal")
    func refusals() async throws {
        let yoto = FakeYoto()
        try await withKeeper(yoto, login: yoto.login(expiresIn: .seconds(3600))) { keeper async throws in
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<200 { group.addTask { try await keeper.accessToken(insteadOf: "access-0") } }
                for try await token in group { #expect(token == "access-1") }
            }
            #expect(yoto.asked == 1)
        }
    }

    @Test("The next tokens are in the vault before anybody gets them, and the attempt before Yoto is asked")
    func durableBeforeUse() async throws {
        let yoto = FakeYoto()
        let vault = MemoryVault(yoto.login(expiresIn: .zero))
        yoto.onAsk { #expect(vault.login?.renewalStartedAt == yoto.clock.now) }
        try await withKeeper(yoto, vault: vault) { keeper async throws in
            let token = try await keeper.accessToken()
            #expect(vault.login?.accessToken == token && vault.login?.renewalStartedAt == nil)
        }
    }

    @Test("Tokens that cannot be written are not used; they are when writing works again")
    func fullDisk() async throws {
        let yoto = FakeYoto()
        let vault = MemoryVault(yoto.login(expiresIn: .zero))
        yoto.onAsk { vault.isBroken = true }
        try await withKeeper(yoto, vault: vault) { keeper async throws in
            await #expect(throws: TokenFailure.unavailable(code: "storage")) { try await keeper.accessToken() }
            vault.isBroken = false
            yoto.clock.advance(.seconds(60))
            #expect(try await keeper.accessToken() == "access-1")
            #expect(yoto.asked == 1 && vault.login?.accessToken == "access-1")
        }
    }

    @Test("A refused login ends: nobody asks again, and the vault knows")
    func refused() async throws {
        let yoto = FakeYoto()
        let vault = MemoryVault(yoto.login(expiresIn: .zero))
        yoto.answer { _ in .refused(.refused) }
        try await withKeeper(yoto, vault: vault) { keeper async throws in
            for _ in 0..<3 {
                await #expect(throws: TokenFailure.ended) { try await keeper.accessToken() }
            }
            #expect(yoto.asked == 1 && vault.login?.ended?.reason == .refused)
        }
    }

    @Test("Refused after an answer was lost is told as that, also by the process that comes after")
    func answerLost() async throws {
        let yoto = FakeYoto()
        var login = yoto.login(expiresIn: .zero)
        login.renewalStartedAt = yoto.clock.now
        let vault = MemoryVault(login)
        yoto.answer { _ in .refused(.refused) }
        try await withKeeper(yoto, vault: vault) { keeper async throws in
            await #expect(throws: TokenFailure.ended) { try await keeper.accessToken() }
            #expect(vault.login?.ended?.reason == .answerLost)
        }
    }

    @Test("While Yoto does not answer it is left alone for longer and longer, and callers are told at once")
    func pauses() async throws {
        let yoto = FakeYoto()
        yoto.answer { _ in .untouched(.unavailable(code: "connect")) }
        try await withKeeper(yoto, login: yoto.login(expiresIn: .zero)) { keeper async throws in
            for _ in 0..<50 {
                await #expect(throws: TokenFailure.unavailable(code: "connect")) { try await keeper.accessToken() }
            }
            #expect(yoto.asked == 1)
            yoto.clock.advance(.seconds(6))
            yoto.answer(nil)
            #expect(try await keeper.accessToken() == "access-2")
        }
    }

    @Test("A caller that gives up leaves the renewal to the others")
    func cancelledCaller() async throws {
        let yoto = FakeYoto()
        let gate = Gate()
        yoto.holdAnswers(at: gate)
        try await withKeeper(yoto, login: yoto.login(expiresIn: .zero)) { keeper async throws in
            await withTaskGroup(of: String?.self) { group in
                group.addTask { try? await keeper.accessToken() }
                await gate.waitUntilReached()
                group.cancelAll()
                #expect(await group.next() == .some(.none))
            }
            gate.open()
            let token = try await keeper.accessToken()
            #expect(token == "access-1" && yoto.asked == 1)
        }
    }

    @Test("Disconnecting during a renewal wins: its answer is dropped")
    func disconnectedMeanwhile() async throws {
        let yoto = FakeYoto()
        let vault = MemoryVault(yoto.login(expiresIn: .zero))
        let gate = Gate()
        yoto.holdAnswers(at: gate)
        try await withKeeper(yoto, vault: vault) { keeper async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: TokenFailure.disconnected) { try await keeper.accessToken() }
                }
                await gate.waitUntilReached()
                _ = try await keeper.forget()
                gate.open()
                try await group.waitForAll()
            }
            #expect(vault.login == nil)
        }
    }

    @Test("A renewal that ends while the account is being disconnected brings nothing back")
    func endsDuringDisconnection() async throws {
        let yoto = FakeYoto()
        let (answer, removed) = (Gate(), Gate())
        let vault = MemoryVault(yoto.login(expiresIn: .zero), removed: removed)
        yoto.holdAnswers(at: answer)
        try await withKeeper(yoto, vault: vault) { keeper async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await keeper.accessToken() }
                await answer.waitUntilReached()
                group.addTask { _ = try await keeper.forget() }
                await removed.waitUntilReached()
                answer.open()
                for _ in 0..<1000 { await Task.yield() }
                removed.open()
                try await group.waitForAll()
            }
            #expect(await keeper.current.login == nil)
            #expect(vault.login == nil)
        }
    }

    @Test("When the edge stops nobody is left waiting, and who comes later does not wait either")
    func stopping() async throws {
        let yoto = FakeYoto()
        let gate = Gate()
        yoto.holdAnswers(at: gate)
        let (keepers, report) = AsyncStream.makeStream(of: TokenKeeper.self)
        try await withKeeper(yoto, login: yoto.login(expiresIn: .zero)) { keeper async throws in
            report.yield(keeper)
            report.finish()
            async let early: String = keeper.accessToken()
            await gate.waitUntilReached()
            gate.open()
            _ = try await early
        }
        for await keeper in keepers {
            yoto.clock.advance(.seconds(7200))
            await #expect(throws: TokenFailure.unavailable(code: "stopping")) { try await keeper.accessToken() }
        }
    }

    @Test("A renewal that a crash interrupted is looked into at once, not when its token ends")
    func interrupted() async throws {
        let yoto = FakeYoto()
        var login = yoto.login(expiresIn: .seconds(86_400))
        login.renewalStartedAt = yoto.clock.now
        let asked = Gate()
        yoto.holdAnswers(at: asked)
        try await withKeeper(yoto, login: login) { _ async throws in
            await asked.waitUntilReached()
            asked.open()
        }
    }
}

@Suite struct RenewalScheduleTests {
    private let yoto = FakeYoto()

    @Test(
        "A login is renewed before its token ends, and every half day",
        arguments: [
            (life: 86_400, age: 43_199, isDue: false), (life: 86_400, age: 43_200, isDue: true),
            (life: 3600, age: 3299, isDue: false), (life: 3600, age: 3300, isDue: true),
            (life: 30, age: 26, isDue: false), (life: 30, age: 27, isDue: true), (life: 0, age: 0, isDue: true),
        ])
    func due(life: Int, age: Int, isDue: Bool) {
        let login = yoto.login(expiresIn: .seconds(life))
        #expect(RenewalSchedule().isDue(login, now: yoto.clock.now.advanced(by: .seconds(age))) == isDue)
    }

    @Test(
        "Pauses grow from seconds to a quarter of an hour and stay there",
        arguments: [(1, 5), (2, 10), (8, 640), (9, 900), (1000, 900)])
    func pause(attempts: Int, seconds: Int) {
        #expect(RenewalSchedule.pause(afterAttempts: attempts) == .seconds(seconds))
    }

    @Test(
        "Yoto is left alone for as long as it asks, within reason",
        arguments: [(0, 5), (120, 120), (3600, 3600), (1_000_000, 3600)])
    func asked(seconds: Int, expected: Int) {
        #expect(RenewalSchedule.pause(afterAttempts: 1, asked: .seconds(seconds)) == .seconds(expected))
    }
}
