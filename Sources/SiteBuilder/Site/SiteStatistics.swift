import Core

/// A site in numbers.
struct SiteStatistics: Codable, Equatable, CustomStringConvertible {
    var pages: Int
    var publicCards: Int
    var unlistedCards: Int
    var privateCards: Int
    /// Words of all texts of pages and cards.
    var words: Int
    var tracks: Int
    /// Of all tracks, each file once.
    var audioSeconds: Int
    /// Bytes of the finished site by the ending of the files' names; empty before the first build.
    var bytes: [String: Int]

    init(_ build: PageBuild, output: String) {
        let site = build.site
        pages = build.jobs.count
        publicCards = site.publicCards.count
        privateCards = site.privateCards.count
        unlistedCards = site.cards.count - publicCards - privateCards
        words = site.pages.pages.reduce(0) { sum, page in
            guard let bytes = try? DiskFile.read("\(build.options.content)/\(page.path)").bytes else { return sum }
            return sum + Self.words(SourceFile(name: page.path, path: page.path, bytes: bytes).body)
        }
        words += site.cards.reduce(0) { $0 + Self.words($1.text.file.body) }
        let files = Dictionary(
            site.cards.flatMap(\.catalog.tracks).map { ($0.url, $0.durationMilliseconds) }
        ) { first, _ in first }
        tracks = files.count
        audioSeconds = files.values.reduce(0, +) / 1_000
        bytes = [:]
        for entry in (try? FileTree.entries(in: output)) ?? [] {
            let name = entry.path.split(separator: "/").last ?? ""
            let ending = name.split(separator: ".").dropFirst().last.map { "." + $0 } ?? "(none)"
            bytes[ending, default: 0] += Int(entry.stamp.size)
        }
    }

    /// Runs of characters between blanks.
    private static func words(_ body: ArraySlice<UInt8>) -> Int {
        var count = 0
        var isBlank = true
        for byte in body {
            let isBlankNow = byte == 0x20 || (9...13).contains(byte)
            if isBlank, !isBlankNow { count += 1 }
            isBlank = isBlankNow
        }
        return count
    }

    var description: String {
        let rows = [
            ("pages", "\(pages)"), ("words", "\(words)"),
            ("cards", "\(publicCards) public, \(unlistedCards) unlisted, \(privateCards) private"),
            ("audio", "\(Wording.count(tracks, "track")), \(Wording.duration(milliseconds: audioSeconds * 1_000))"),
        ]
        let sizes = bytes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            ($0.key, Wording.size(bytes: $0.value))
        }
        return (rows + sizes).map { "\($0.0.padded(to: 12))\($0.1)" }.joined(separator: "\n")
    }
}

extension String {
    /// The text with blanks behind it, at least as long as asked.
    func padded(to length: Int) -> String { self + String(repeating: " ", count: max(1, length - count)) }
}
