import Foundation

/// What Yoto refuses in a card (`yoto-platform.md` §2.6.1). Unknown members are welcome.
enum CardRules {
    static let formats: Set<String> = [
        "mp3", "aac", "opus", "ogg", "alac", "flac", "pcm_s16le", "x-m4a", "wav", "aiff", "mpeg", "",
    ]
    static let megabyte = 1_000_000.0

    /// - Throws: `CloudError` 400 that names what is wrong.
    static func check(_ card: WireJSON) throws {
        guard card.members != nil else { throw CloudError.badRequest("Request body must be a card object.") }
        guard let title = card["title"]?.text, (1...100).contains(title.count) else {
            throw CloudError.badRequest("title must have 1 to 100 characters")
        }
        guard let content = card["content"], content.members != nil else {
            throw CloudError.badRequest("content is required")
        }
        if let metadata = card["metadata"], metadata.members == nil {
            throw CloudError.badRequest("metadata must be an object")
        }
        if let type = content["playbackType"]?.text, !["linear", "interactive"].contains(type) {
            throw CloudError.badRequest("playbackType must be linear or interactive")
        }
        guard let chapters = content["chapters"]?.elements, !chapters.isEmpty else {
            throw CloudError.badRequest("content.chapters must have at least one chapter")
        }
        let tracks = try chapters.flatMap(tracks(of:))
        guard tracks.count <= 100 else { throw CloudError.badRequest("track count is limited to 100") }
        for track in tracks { try check(track: track) }
        try checkTotals(tracks)
    }

    private static func tracks(of chapter: WireJSON) throws -> [WireJSON] {
        for key in ["key", "title"] where chapter[key]?.text == nil {
            throw CloudError.badRequest("chapter \(key) is required")
        }
        guard let tracks = chapter["tracks"]?.elements, !tracks.isEmpty else {
            throw CloudError.badRequest("chapter.tracks must have at least one track")
        }
        return tracks
    }

    private static func check(track: WireJSON) throws {
        for key in ["key", "title", "type", "trackUrl", "format"] where track[key]?.text == nil {
            throw CloudError.badRequest("track \(key) is required")
        }
        guard let format = track["format"]?.text, formats.contains(format) else {
            throw CloudError.badRequest("track format is not supported")
        }
        let url = track["trackUrl"]?.text ?? ""
        switch track["type"]?.text {
        case "audio":
            guard url.wholeMatch(of: /yoto:#[A-Za-z0-9_-]{1,100}/) != nil else {
                throw CloudError.badRequest("trackUrl of an audio track must be yoto:#<hash>")
            }
        case "stream":
            guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
                throw CloudError.badRequest("trackUrl of a stream must be an http(s) URL")
            }
        default: throw CloudError.badRequest("track type must be audio or stream")
        }
        if (track["duration"]?.number ?? 0) > 60 * 60 {
            throw CloudError.badRequest("track duration is limited to 60 minutes")
        }
        if (track["fileSize"]?.number ?? 0) > 100 * megabyte {
            throw CloudError.badRequest("track size is limited to 100 MB")
        }
    }

    private static func checkTotals(_ tracks: [WireJSON]) throws {
        if tracks.reduce(0, { $0 + ($1["duration"]?.number ?? 0) }) > 5 * 60 * 60 {
            throw CloudError.badRequest("card duration is limited to 5 hours")
        }
        if tracks.reduce(0, { $0 + ($1["fileSize"]?.number ?? 0) }) > 500 * megabyte {
            throw CloudError.badRequest("card size is limited to 500 MB")
        }
    }
}
