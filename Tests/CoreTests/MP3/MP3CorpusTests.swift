import Core
import Foundation
import TestSupport
import Testing

/// What real encoders and real damage make, measured against `ffprobe`.
@Suite(.withMP3Corpus, .timeLimit(.minutes(5)))
struct MP3CorpusTests {
    @Test func corpus_holdsEveryKind() throws {
        let corpus = try #require(MP3Corpus.current)
        #expect(corpus.entries.count >= 28)
    }

    /// `ffprobe` counts the packets of sound, which is right for every file; the container's figure is exact only
    /// where a describing frame tells the truth, and an estimate from the bitrate elsewhere.
    @Test func duration_agreesWithFFprobeWithinOneFrame() async throws {
        let corpus = try #require(MP3Corpus.current)
        for entry in corpus.entries where entry.frames == nil {
            let probe = try await FFprobe.probe(corpus.path(entry))
            let summary = try scan(entry, of: corpus)
            let frame = Double(summary.samplesPerFrame) / Double(summary.sampleRate)
            let duration = summary.duration / .seconds(1)
            #expect(summary.sampleRate == probe.sampleRate, "\(entry.file)")
            #expect(abs(summary.frameCount - probe.packets) <= 1, "\(entry.file)")
            #expect(abs(duration - Double(probe.packets) * frame) <= frame + 1e-6, "\(entry.file)")
            if entry.headerTells {
                #expect(abs(duration - probe.containerDuration) <= frame + 1e-6, "\(entry.file)")
                #expect(summary.frameCount == probe.packets, "\(entry.file)")
            }
        }
    }

    @Test func fileTooShortForFFprobe_hasTheFramesThatWereMade() throws {
        let corpus = try #require(MP3Corpus.current)
        for entry in corpus.entries {
            guard let frames = entry.frames else { continue }
            #expect(try scan(entry, of: corpus).frameCount == frames, "\(entry.file)")
        }
    }

    @Test func audioRange_startsAtAFrameAndEndsBeforeTags() throws {
        let corpus = try #require(MP3Corpus.current)
        for entry in corpus.entries {
            let bytes = try Data(contentsOf: corpus.folder.appending(path: entry.file))
            let range = try scan(entry, of: corpus).audioRange
            #expect(bytes[range.lowerBound] == 0xFF, "\(entry.file)")
            #expect(range.upperBound <= bytes.count, "\(entry.file)")
        }
        let lengths = try ["no-info-cbr", "all-tags", "apev2-end", "id3v2-twice"].map { name in
            try MP3Scanner.scan(fileAt: corpus.folder.appending(path: "\(name).mp3").path(percentEncoded: false))
                .audioRange.count
        }
        #expect(lengths[0] == lengths[2] && lengths[0] == lengths[3])
    }

    @Test func lameFile_tellsDelayAndPaddingSoThatTheSourceIsExact() throws {
        let corpus = try #require(MP3Corpus.current)
        let path = corpus.folder.appending(path: "mpeg1-44100-vbr-joint.mp3").path(percentEncoded: false)
        let summary = try MP3Scanner.scan(fileAt: path)
        #expect(summary.hasInfoFrame && summary.isVariableBitrate)
        #expect(summary.sourceDuration == .seconds(4))
    }

    /// What happened to a file shows in the number of searches for a frame.
    @Test func resyncs_areCounted() throws {
        let corpus = try #require(MP3Corpus.current)
        let counts = try corpus.entries.map { (name: $0.file, count: try scan($0, of: corpus).resyncCount) }
        let damaged = Set(counts.filter { $0.count > 0 }.map(\.name))
        #expect(damaged == ["garbage-in-between.mp3", "joined-with-tag-between.mp3"])
    }

    private func scan(_ entry: MP3Corpus.Entry, of corpus: MP3Corpus) throws -> MP3Summary {
        do {
            return try MP3Scanner.scan(fileAt: corpus.path(entry))
        } catch {
            throw MP3Corpus.Failure(description: "\(entry.file): \(error)")
        }
    }
}

/// What `ffprobe` says of a file.
struct FFprobe: Sendable {
    let packets: Int
    let sampleRate: Int
    let containerDuration: Double

    static func probe(_ path: String) async throws -> FFprobe {
        let entries = "stream=nb_read_packets,sample_rate:format=duration"
        let output = try await Subprocess.run(
            "ffprobe", ["-v", "error", "-count_packets", "-show_entries", entries, "-of", "json", path])
        let answer = try JSONDecoder().decode(Answer.self, from: Data(output.standardOutput.utf8))
        guard let stream = answer.streams.first, let packets = Int(stream.nb_read_packets),
            let rate = Int(stream.sample_rate), let duration = Double(answer.format.duration)
        else { throw MP3Corpus.Failure(description: "ffprobe \(path): \(output)") }
        return FFprobe(packets: packets, sampleRate: rate, containerDuration: duration)
    }

    private struct Answer: Decodable {
        struct Stream: Decodable { let nb_read_packets, sample_rate: String }
        struct Format: Decodable { let duration: String }
        let streams: [Stream]
        let format: Format
    }
}
