import Core
import Foundation
import HTTPTypes
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct PasswordTests {
    private let cheap = ScryptCost(logN: 4)
    private let salt = Array(repeating: UInt8(7), count: 16)

    @Test("scrypt is RFC 7914's: its test vector")
    func vector() throws {
        let hash = try PasswordHash.make(
            "pleaseletmein", cost: ScryptCost(logN: 14), salt: Array("SodiumChloride".utf8))
        #expect(
            ContentDigest.hexadecimal(hash.key) == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
    }

    @Test("The right password matches, others do not, whatever is odd about them")
    func matching() throws {
        let hash = try PasswordHash.make("pässword \u{1F600}", cost: cheap, salt: salt)
        #expect(try hash.matches("pa\u{308}ssword \u{1F600}"))
        for wrong in ["", "\0", "passwort", "pässword \u{1F600} ", String(repeating: "x", count: 100_000)] {
            #expect(try !hash.matches(wrong))
        }
    }

    @Test("A hash survives being stored; its text has neither password nor anything else to print")
    func text() throws {
        let hash = try PasswordHash.make("a long enough password", cost: cheap, salt: salt)
        #expect(PasswordHash(hash.text) == hash && hash.text.hasPrefix("scrypt$4$8$1$"))
        #expect("\(hash)" == "<password hash>" && String(reflecting: hash) == "<password hash>")
    }

    @Test(
        "What is no hash of ours, or asks for too much memory, is none",
        arguments: [
            "", "scrypt", "scrypt$4$8$1$$", "scrypt$40$8$1$AAAA$AAAA", "bcrypt$4$8$1$AAAA$AAAA",
            "scrypt$x$8$1$AAAA$AA==",
            "scrypt$20$8$1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "scrypt$4$8$9$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        ])
    func noHash(text: String) {
        #expect(PasswordHash(text) == nil)
    }

    @Test(
        "A weak password is refused, in words that do not repeat it",
        arguments: [
            "", "short", "123456789", "1234567890", "PASSWORD123", "Anna.Example", "aaaaaaaaaaaaaaa", "ababababababab",
            String(repeating: "long", count: 51),
        ])
    func weak(password: String) throws {
        let name = try Username.checked("anna.example")
        let problem = #expect(throws: Problem.self) { try PasswordRules.check(password, username: name) }
        #expect(problem?.code == .unprocessable && problem?.detail.isEmpty == false)
        #expect(password.isEmpty || problem?.detail.contains(password) == false)
    }

    @Test("Any long enough other one is taken", arguments: ["correct horse", "пароль пароль", "          x  y"])
    func strong(password: String) throws {
        try PasswordRules.check(password, username: try Username.checked("anna"))
    }

    @Test("Names have letters, digits and three signs, 50 at most", arguments: ["a", "Anna.B_c-9", "-"])
    func names(text: String) {
        #expect(Username(text)?.text == text && Username(text)?.key == text.lowercased())
    }

    @Test(
        "Others are none",
        arguments: ["", " ", "a b", "ä", "a\0", "a\n", "<a>", "a'", "ａ", String(repeating: "a", count: 51), "a/b"])
    func noNames(text: String) {
        #expect(Username(text) == nil)
    }

    @Test("Secrets are compared in full")
    func constantTime() {
        #expect(ConstantTime.areEqual([1, 2, 3], [1, 2, 3]) && ConstantTime.areEqual([UInt8](), [UInt8]()))
        for other in [[1, 2], [1, 2, 4], [0, 2, 3], [1, 2, 3, 4]] as [[UInt8]] {
            #expect(!ConstantTime.areEqual([1, 2, 3], other))
        }
    }

    @Test("An unknown name costs one hash, as a known one does")
    func dummyWork() async throws {
        let hasher = PasswordHasher(cost: cheap)
        let hash = try await hasher.hash("a long enough password")
        #expect(hasher.hashedCount == 1)
        #expect(try await !hasher.isMatch("a long enough password", nil))
        #expect(hasher.hashedCount == 2)
        #expect(try await hasher.isMatch("a long enough password", hash))
        #expect(hasher.hashedCount == 3)
    }

    @Test("The line is bounded: who comes when it is full is turned away at once, and the rest is served")
    func boundedLine() async throws {
        let hasher = PasswordHasher(cost: ScryptCost(logN: 12), longestLine: 4)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    do {
                        _ = try await hasher.hash("x")
                        return true
                    } catch let error as RefusedRequest {
                        #expect(error.problem.code == .unavailable && error.fields[.retryAfter] != nil)
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.contains(true) && outcomes.contains(false))
        #expect(hasher.hashedCount == outcomes.filter { $0 }.count)
        _ = try await hasher.hash("x")
    }
}
