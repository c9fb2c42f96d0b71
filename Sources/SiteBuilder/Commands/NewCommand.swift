import ArgumentParser
import Foundation

/// `site-builder new card|page`: a file to start from.
struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Starts a card or a page.", subcommands: [NewCard.self, NewPage.self])
}

/// `site-builder new page help/tea --title Tea`
struct NewPage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page", abstract: "Writes a page that builds as it is.",
        discussion: "What is missing is asked for on a terminal; elsewhere it is a mistake.")

    @Argument(help: "Path below the content folder, without .md: help/tea")
    var path: String

    @Option(help: "The page's title.")
    var title: String?

    @Option(help: "One sentence for search results and previews.")
    var description: String?

    @Option(help: "Folder of Markdown, media and site.yaml.")
    var content = "content"

    func run() async throws {
        let title = try Question("Title", "--title").answer(title)
        let description = try Question("Description", "--description").answer(description)
        let words = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard words.allSatisfy({ Slug.parse($0) != nil }) else {
            throw ValidationError("The path '\(path)' must be \(Slug.form), in folders joined by '/'.")
        }
        let text = "---\n" + [("title", title), ("description", description)].map(NewFile.line).joined() + "---\n\n"
        try NewFile.write(text, to: "\(content)/\(path).md")
    }
}

/// `site-builder new card "The Night Train" --audio train.mp3 --cover train.jpg --icon icon.png`
struct NewCard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Writes a private card and copies its media to content/media/.",
        discussion: "What is missing is asked for on a terminal; elsewhere it is a mistake.")

    @Argument(help: "The card's title; its address is made from it.")
    var title: String

    @Option(help: "Who wrote or composed it.")
    var author: String?

    @Option(help: "Plain text, at most 200 characters.")
    var summary: String?

    @Option(help: "For which ages: 3-7 or 3+")
    var age = "3+"

    @Option(help: "MP3 files in playing order; repeat the option.")
    var audio: [String] = []

    @Option(help: "Square picture, JPEG or PNG, at least 600 pixels wide.")
    var cover: String?

    @Option(name: .customLong("cover-alt"), help: "What the cover shows.")
    var coverAlt: String?

    @Option(help: "PNG of 16 × 16 pixels for the player's display.")
    var icon: String?

    @Option(help: "Folder of Markdown, media and site.yaml.")
    var content = "content"

    func validate() throws {
        if AgeRange(age) == nil { throw ValidationError("--age must be \(AgeRange.form): '\(age)'.") }
    }

    func run() async throws {
        let author = try Question("Author", "--author").answer(author)
        let summary = try Question("Summary", "--summary").answer(summary)
        let cover = try Question("Cover (a file)", "--cover").answer(cover)
        let coverAlt = try Question("What the cover shows", "--cover-alt").answer(coverAlt)
        let icon = try Question("Icon (a file)", "--icon").answer(icon)
        let tracks = audio.isEmpty ? [try Question("Audio (an MP3 file)", "--audio").answer(nil)] : audio
        let slug = NewFile.slug(title)
        guard Slug.parse(slug) != nil else { throw ValidationError("'\(title)' holds no letter for an address.") }
        let card = "\(content)/cards/\(slug).md"
        try NewFile.refuseExisting(card)

        let folder = "media/\(slug)"
        func copy(_ file: String, as name: String) throws -> String {
            try NewFile.copy(file, to: "\(content)/\(folder)/\(name)")
            return "\(folder)/\(name)"
        }
        let pictures = [
            ("cover", try copy(cover, as: "cover.\(NewFile.ending(cover))")), ("coverAlt", coverAlt),
            ("icon", try copy(icon, as: "icon.\(NewFile.ending(icon))")),
        ]
        let names = try tracks.enumerated().map { index, file in
            try copy(file, as: NewFile.trackName(file, number: index + 1))
        }
        let today = CalendarDay(secondsSince1970: Int(Date().timeIntervalSince1970)).iso8601
        let head = [("title", title), ("author", author), ("summary", summary)]
        let lines =
            head.map(NewFile.line).joined() + "date: \(today)\nage: \(age)\nvisibility: private\n"
            + pictures.map(NewFile.line).joined() + "tracks:\n"
            + zip(tracks, names).map { file, name in
                "  - audio: \(NewFile.quoted(name))\n    title: \(NewFile.quoted(NewFile.title(file)))\n"
            }.joined()
        try NewFile.write("---\n\(lines)---\n\n\(summary)\n", to: card)
    }
}
