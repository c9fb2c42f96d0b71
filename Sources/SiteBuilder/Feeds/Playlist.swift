import Core

/// A card's tracks as an extended M3U playlist in UTF-8, which nearly every player opens.
struct Playlist: Sendable {
    let site: Site
    let card: Site.Card

    /// Path in the output.
    var path: String { String(card.source.url.dropFirst()) + "playlist.m3u8" }

    func text() -> String {
        var lines = ["#EXTM3U", "#PLAYLIST:\(Self.line(card.catalog.title))"]
        for track in card.catalog.tracks {
            let seconds = (track.durationMilliseconds + 500) / 1_000
            lines.append("#EXTINF:\(seconds),\(Self.line(card.catalog.author)) - \(Self.line(track.title))")
            lines.append(site.absolute(track.url))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A text that stays on its line.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
