import Foundation
import Synchronization
import Testing

@testable import Core

@Suite struct IdentifierGeneratorTests {
    @Test("An id is the time, a counter and random bytes, with version 7 and the variant of RFC 9562")
    func layout() {
        let generator = IdentifierGenerator(
            now: { Timestamp(milliseconds: 0x0123_4567_89AB) },
            random: RandomBytes { Array(repeating: 0xFF, count: $0) })
        #expect(generator.next() == "01234567-89ab-77ff-bfff-ffffffffffff")
        #expect(generator.next() == "01234567-89ab-7800-bfff-ffffffffffff")
    }

    @Test("Ids are in the order of their making, in one millisecond and when the clock steps back")
    func order() {
        let clock = Mutex(Int64(2_000_000))
        let generator = IdentifierGenerator(now: { Timestamp(milliseconds: clock.withLock { $0 }) })
        var ids: [String] = []
        for step in 0..<10_000 {
            if step % 100 == 0 { clock.withLock { $0 -= 1 } }
            ids.append(generator.next())
        }
        #expect(ids == ids.sorted() && Set(ids).count == ids.count)
        #expect(ids.allSatisfy(IdentifierGenerator.isIdentifier))
    }

    @Test("Threads never get the same id")
    func threads() async {
        let generator = IdentifierGenerator()
        let ids = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { (0..<500).map { _ in generator.next() } } }
            return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 4000)
    }

    @Test(
        "What has another form is no id",
        arguments: [
            "", "01234567-89ab-77ff-bfff-fffffffffff", "01234567-89AB-77FF-BFFF-FFFFFFFFFFFF",
            "01234567-89ab-47ff-bfff-ffffffffffff", "01234567x89ab-77ff-bfff-ffffffffffff",
            "01234567-89ab-77ff-bfff-fffffffffff'", "../../../../../../../../../../../../",
        ])
    func otherForms(text: String) {
        #expect(!IdentifierGenerator.isIdentifier(text))
    }

    @Test("The system's bytes are as many as asked for, and not always the same")
    func systemBytes() {
        #expect(RandomBytes.system(count: 32).count == 32)
        #expect(RandomBytes.system(count: 32) != RandomBytes.system(count: 32))
    }

    @Test("Base64url has no padding and no characters that an address escapes")
    func base64URL() {
        #expect(Base64URL.text([0xFB, 0xFF, 0xFE, 0x01]) == "-__-AQ")
    }
}
