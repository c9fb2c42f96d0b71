import Foundation
import TestSupport
import Testing

/// The files that `Tests/Corpus/make-corpus.py` makes, there for the time of a suite.
struct MP3Corpus: Sendable {
    @TaskLocal static var current: MP3Corpus?

    let folder: URL
    let entries: [Entry]

    struct Entry: Decodable, Sendable {
        let file: String
        /// Whether the container's own duration is exact: a describing frame that tells the truth.
        let headerTells: Bool
        /// How many frames the script put in, where `ffprobe` refuses to look.
        let frames: Int?
    }

    func path(_ entry: Entry) -> String { folder.appending(path: entry.file).path(percentEncoded: false) }

    /// Runs the script, which fails when ffmpeg or lame is missing: a corpus that is skipped tests nothing.
    static func make(in folder: URL) async throws -> MP3Corpus {
        let script = RepositoryRoot.appending("Tests/Corpus/make-corpus.py").path(percentEncoded: false)
        let output = try await Subprocess.run("python3", [script, folder.path(percentEncoded: false)])
        guard output.exitCode == 0 else { throw Failure(description: "no corpus was made: \(output)") }
        let list = try Data(contentsOf: folder.appending(path: "corpus.json"))
        return MP3Corpus(folder: folder, entries: try JSONDecoder().decode([Entry].self, from: list))
    }

    struct Failure: Error, CustomStringConvertible { let description: String }
}

/// Makes the corpus once for a whole suite and removes it after the last test.
struct MP3CorpusTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let corpus = try await MP3Corpus.make(in: folder)
            try await MP3Corpus.$current.withValue(corpus) { try await function() }
        }
    }
}

extension Trait where Self == MP3CorpusTrait {
    static var withMP3Corpus: MP3CorpusTrait { MP3CorpusTrait() }
}
