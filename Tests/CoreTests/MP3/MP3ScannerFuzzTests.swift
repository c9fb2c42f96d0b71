import Core
import Foundation
import TestSupport
import Testing

/// Broken files in thousands: the scanner may refuse, and what it says must hold; it never traps.
struct MP3ScannerFuzzTests {
    static let seeds: [Data] = [
        SyntheticMP3.frames(8),
        SyntheticMP3.id3v2() + SyntheticMP3.infoFrame(count: 8) + SyntheticMP3.frames(8) + SyntheticMP3.id3v1,
        SyntheticMP3.apev2(hasHeader: true) + SyntheticMP3.frames(4) + SyntheticMP3.apev2(hasHeader: true),
        SyntheticMP3.frames(6, header: 0xFFE3_18C4, length: 72) + SyntheticMP3.lyrics3 + SyntheticMP3.extendedID3v1,
        SyntheticMP3.id3v2(version: 4, size: 20, hasFooter: true) + SyntheticMP3.frames(2, header: 0xFFFA_9064)
            + SyntheticMP3.id3v2(version: 4, size: 20, hasFooter: true),
    ]

    @Test(arguments: seeds.indices, [1, 2] as [UInt64])
    func twoHundredMutationsOfEach_neverTrap(seed: Int, randomness: UInt64) {
        var random = SeededGenerator(seed: randomness)
        for round in 0..<200 {
            var bytes = Self.seeds[seed]
            for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&bytes, using: &random) }
            guard let summary = try? MP3Scanner.scan(bytes) else { continue }
            #expect(summary.frameCount > 0, "round \(round)")
            #expect(
                summary.audioRange.lowerBound >= 0 && summary.audioRange.upperBound <= bytes.count, "round \(round)")
            #expect(summary.frameCount * 24 <= summary.audioRange.count, "round \(round)")
            #expect(summary.sourceDuration <= summary.duration, "round \(round)")
        }
    }

    private func mutate(_ bytes: inout Data, using random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return bytes.append(0xFF) }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes = bytes.prefix(place) + Data()
        case 3: bytes = Data(bytes.dropFirst(place))
        case 4: bytes.insert(contentsOf: [0xFF, 0xFB, 0x90, 0x64, 0xFF], at: place)
        case 5: bytes.insert(contentsOf: bytes.suffix(from: place).prefix(500), at: place)
        default: for index in place..<min(place + 4, bytes.count) { bytes[index] = 0xFF }
        }
    }
}
