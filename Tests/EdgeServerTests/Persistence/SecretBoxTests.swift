import Core
import Foundation
import Testing

@testable import EdgeServer

@Suite struct SecretBoxTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func key(_ byte: UInt8) throws -> SealingKey {
        try #require(SealingKey(bytes: Array(repeating: byte, count: 32)))
    }

    @Test("What was sealed is opened for the same purpose, and never sealed the same way twice")
    func roundTrip() throws {
        let box = SecretBox(key: try key(1))
        for secret in [Data(), Data("refresh token".utf8), Data(repeating: 7, count: 100_000)] {
            let sealed = try box.seal(secret, for: "yoto-tokens/1")
            #expect(try box.open(sealed, for: "yoto-tokens/1") == secret)
            #expect(try box.seal(secret, for: "yoto-tokens/1") != sealed)
            #expect(secret.isEmpty || sealed.firstRange(of: secret) == nil)
        }
    }

    @Test("Nothing else opens: another purpose, another key, or one bit changed anywhere")
    func refusal() throws {
        let box = SecretBox(key: try key(1))
        let sealed = try box.seal(Data("token".utf8), for: "a")
        #expect(throws: SecretBox.Failure.damaged) { try box.open(sealed, for: "b") }
        #expect(throws: SecretBox.Failure.otherKey) { try SecretBox(key: key(2)).open(sealed, for: "a") }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SecretBox.Failure.self) { try box.open(changed, for: "a") }
        }
        for length in 0..<sealed.count {
            #expect(throws: SecretBox.Failure.self) { try box.open(sealed.prefix(length), for: "a") }
        }
    }

    @Test("A slice of a larger buffer is opened as well")
    func slices() throws {
        let box = SecretBox(key: try key(1))
        let sealed = try box.seal(Data("token".utf8), for: "a")
        let buffer = Data([9, 9, 9]) + sealed + Data([9])
        #expect(try box.open(buffer[3..<(3 + sealed.count)], for: "a") == Data("token".utf8))
    }

    @Test("A key is never printed, nor found by mirrors")
    func printing() throws {
        let key = try key(65)
        let encoded = key.bytes.base64EncodedString()
        for text in ["\(key)", String(reflecting: key), "\(SecretBox(key: key))"] { #expect(!text.contains(encoded)) }
        #expect(Mirror(reflecting: key).children.isEmpty)
        #expect("\(SessionToken(random: .system))" == "<token>")
    }

    @Test("The first start makes a key for its owner only; later ones read it")
    func file() throws {
        let file = SealingKeyFile(folder: folder.path)
        #expect(try file.read() == nil)
        let first = try file.load(random: .system)
        #expect(try folder.mode("secret.key") == 0o600)
        #expect(try file.load(random: .system).bytes == first.bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["secret.key"])
    }

    @Test("A key that others can read is refused, with what to do", arguments: [0o640, 0o604, 0o660, 0o644])
    func wideMode(mode: Int) throws {
        let file = SealingKeyFile(folder: folder.path)
        _ = try file.load(random: .system)
        chmod(file.path, mode_t(mode))
        let failure = #expect(throws: StartFailure.self) { try file.load(random: .system) }
        #expect(failure?.description.contains("chmod 600") == true)
    }

    @Test("What is no key is refused and not replaced", arguments: ["", "short", "!!!!", "QUJD"])
    func noKey(text: String) throws {
        let file = SealingKeyFile(folder: folder.path)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
        chmod(file.path, 0o600)
        let failure = #expect(throws: StartFailure.self) { try file.load(random: .system) }
        #expect(failure?.description.contains("not a key") == true)
        #expect(failure?.description.contains(text) == false || text.isEmpty)
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == text)
    }

    @Test("A key that is there already is never overwritten")
    func noOverwriting() throws {
        let file = SealingKeyFile(folder: folder.path)
        let first = try file.load(random: .system)
        try file.create(Data(repeating: 1, count: 32))
        #expect(try file.read()?.bytes == first.bytes)
    }

    @Test("The environment's key takes the place of the file, which is then not made")
    func environment() throws {
        let data = folder.path + "/data"
        let given = try #require(SealingKey(base64: Data(repeating: 3, count: 32).base64EncodedString() + "\n"))
        let opened = try DataFolder(path: data, use: .serving, givenKey: given)
        let sealed = try opened.secrets.seal(Data("x".utf8), for: "a")
        #expect(try SecretBox(key: given).open(sealed, for: "a") == Data("x".utf8))
        #expect(!FileManager.default.fileExists(atPath: data + "/secret.key"))
    }
}
