import Foundation
import Testing

@testable import SiteBuilder

/// Each mistake an author can make gives its place and what to do, and the former site stays as it was.
@Suite struct MistakeTests {
    /// One mistake: what is changed in a good site, and what the build must say.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var name: String
        var file: String
        var change: Change
        /// Pieces that the text must hold; the first is the place with `error:`.
        var says: [String]

        enum Change: Sendable {
            case replace(String, String)
            case write(String)
            case remove
        }

        var testDescription: String { name }

        init(_ name: String, _ file: String, _ change: Change, says: String...) {
            (self.name, self.file, self.change, self.says) = (name, file, change, says)
        }
    }

    private static let train = "content/cards/night-train.md"
    private static let start = "content/help/start.md"
    private static let base = "templates/layouts/base.mustache"

    static let frontMatter: [Mistake] = [
        Mistake(
            "misspelt key", train, .replace("title: The", "titel: The"),
            says: "\(train):2:1: error: unknown key 'titel' [unknown-key]", "did you mean 'title'?",
            "the key 'title' is missing"),
        Mistake(
            "unknown key in a list", train, .replace("title: Asleep", "name: Asleep"),
            says: "\(train):15:33: error: unknown key 'tracks[2].name'"),
        Mistake(
            "list where a text belongs", train, .replace("author: Pip", "author: [Pip, Nell]"),
            says: "\(train):3:9: error: 'author' must be a text, but is a list [wrong-type]"),
        Mistake(
            "text where a list belongs", train, .replace("tags: [bedtime, trains]", "tags: bedtime"),
            says: "\(train):11:7: error: 'tags' must be a list, but is a text [wrong-type]"),
        Mistake(
            "number where yes or no belongs", start, .replace("order: 1", "draft: 3"),
            says: "\(start):5:8: error: 'draft' must be yes or no, but is a number"),
        Mistake(
            "a day that does not exist", train, .replace("date: 2026-11-07", "date: 2026-02-30"),
            says: "\(train):5:7: error: 'date' is '2026-02-30', but must be a day like 2026-11-24"),
        Mistake(
            "misspelt visibility", train, .replace("visibility: public", "visibility: pubic"),
            says: "'visibility' is 'pubic', but must be one of private, unlisted, public", "did you mean 'public'?"),
        Mistake(
            "broken YAML", train, .replace("author: Pip", "author: \"Pip"), says: "\(train):", "this is not YAML",
            "[invalid-yaml]"),
        Mistake(
            "a key given twice", train, .replace("author: Pip", "author: Pip\nauthor: Nell"),
            says: "the key 'author' is given twice"),
        Mistake(
            "no front matter", start, .write("# Hello\n"),
            says: "\(start):1:1: error: the file must start with front matter"),
        Mistake(
            "front matter never closed", start, .write("---\ntitle: A\n\nText\n"),
            says: "\(start):1:1: error: the file must start"),
        Mistake(
            "summary too long", train,
            .replace("summary: About The Night Train.", "summary: \(String(repeating: "a", count: 201))"),
            says: "\(train):4:10: error: 'summary' has 201 characters, at most 200 are allowed"),
        Mistake(
            "tracks and stream at once", train, .replace("tracks:\n", "stream: {name: x, slots: []}\ntracks:\n"),
            says: "either 'tracks' or a 'stream'"),
        Mistake(
            "app page without feature", "content/players/index.md", .replace("feature: players\n", ""),
            says: "must name its 'feature'"),
        Mistake(
            "broken site.yaml", "content/site.yaml", .replace("\"#123456\"", "blue"),
            says: "content/site.yaml:8:13: error: 'themeColor' is 'blue'"),
        Mistake(
            "unknown navigation icon", "content/site.yaml", .replace("icon: cards", "icon: card"),
            says: "there is no icon 'card'", "did you mean 'cards'?"),
        Mistake(
            "no site.yaml", "content/site.yaml", .remove, says: "content/site.yaml: error: the file cannot be read"),
    ]

    static let links: [Mistake] = [
        Mistake(
            "link to nothing", start, .replace("/cards/night-train/", "/cards/nigth-train/"),
            says: "\(start):13:9: error: there is no '/cards/nigth-train/' [broken-link]",
            "did you mean '/cards/night-train/'?"),
        Mistake(
            "link without final slash", start, .replace("/cards/night-train/", "/cards/night-train"),
            says: "\(start):13:9: error:", "add a final slash"),
        Mistake(
            "anchor to nothing", start, .replace("#two", "#tow"),
            says: "\(start):9:4: error: '/help/start/' has no heading '#tow'", "did you mean '#two'?"),
        Mistake(
            "link to a file instead of a page", "content/index.md", .replace("(/help/)", "(help/start.md)"),
            says: "content/index.md:6:14: error: the link 'help/start.md' is relative", "/help/start/"),
        Mistake(
            "link to a private card", start, .replace("/cards/night-train/", "/cards/grandmas-letter/"),
            says: "'/cards/grandmas-letter/' is a private card, which has no page [private-reference]"),
        Mistake(
            "link to a missing medium", start, .replace("media/train/01.mp3", "media/train/1.mp3"),
            says: "\(start):17:1: error: there is no file 'content/media/train/1.mp3'"),
        Mistake(
            "link to a private medium", start, .replace("media/train/01.mp3", "media/secret/letter.mp3"),
            says: "'media/secret/letter.mp3' belongs to a private card [private-reference]"),
        Mistake(
            "raw HTML", start, .replace("~~old~~", "<b>old</b>"),
            says: "\(start):13:1: error: HTML in Markdown is left out [raw-html]".replacing(
                " [raw", with: " of the page [raw")),
        Mistake(
            "picture without words", start, .replace("[song](media/train/01.mp3)", "![](media/train/cover.png)"),
            says: "\(start):17:1: error: the picture 'media/train/cover.png' has no alternative text"),
    ]

    static let cards: [Mistake] = [
        Mistake(
            "missing audio", train, .replace("train/02.mp3", "train/2.mp3"),
            says: "\(train):15:13: error: there is no file 'content/media/train/2.mp3' [missing-media]"),
        Mistake(
            "audio that is none", "content/media/train/02.mp3", .write("<html>sorry</html>"),
            says: "\(train):15:13: error: 'media/train/02.mp3' is no MP3 file"),
        Mistake(
            "audio that is a picture", train, .replace("train/02.mp3", "train/cover.png"),
            says: "'media/train/cover.png' is a PNG picture, not audio"),
        Mistake(
            "icon of a wrong size", train, .replace("icon: media/train/icon.png", "icon: media/train/cover.png"),
            says: "is a PNG picture of 600 × 600 pixels, but must be a PNG of 16 × 16 pixels"),
        Mistake(
            "path out of the content folder", train, .replace("cover: media/train/cover.png", "cover: ../secret.png"),
            says: "media lie below content/media/"),
        Mistake(
            "public stream of a private card", "content/cards/all-day.md",
            .replace("[night-train]", "[grandmas-letter]"),
            says: "the public card 'all-day' plays the private card 'grandmas-letter' [private-reference]"),
        Mistake(
            "stream of an unknown card", "content/cards/all-day.md", .replace("[night-train]", "[night-trian]"),
            says: "there is no card 'night-trian' [broken-link]", "did you mean 'night-train'?"),
        Mistake(
            "a time that does not exist", "content/cards/all-day.md", .replace("\"20:00\"", "\"25:00\""),
            says: "'stream.slots[1].until' is '25:00'"),
        Mistake(
            "unknown first scene", "content/cards/cave.md", .replace("{start: the-door}", "{start: the-dor}"),
            says: "the start names the scene 'the-dor'", "did you mean 'the-door'?"),
        Mistake(
            "choice that leads nowhere", "content/cards/cave.md", .replace("(#the-dark)", "(#the-drak)"),
            says: "'/cards/cave/' has no heading '#the-drak'", "no choice leads to the scene 'The dark'"),
        Mistake(
            "third choice", "content/cards/cave.md", .replace("[In](#the-dark)", "[In](#the-dark) [x](#the-dark)"),
            says: "has 3 choices, but a player has two buttons"),
        Mistake(
            "two files for one address", "content/help.md", .write("---\ntitle: A\ndescription: B\n---\n"),
            says: "'/help/index.html' is already made from content/help"),
    ]

    static let templates: [Mistake] = [
        Mistake(
            "misspelt variable", base, .replace("{{page.documentTitle}}", "{{page.documentTitel}}"),
            says: "\(base):5:8: error: there is no 'page.documentTitel' here [unknown-variable]",
            "did you mean 'documentTitle'?"),
        Mistake(
            "variable of another layout", "templates/layouts/home.mustache",
            .replace("{{#cards}}", "{{feature}}{{#cards}}"),
            says: "templates/layouts/home.mustache:1:32: error: there is no 'feature' here"),
        Mistake(
            "missing partial", "templates/layouts/home.mustache", .replace("card-tile", "card-tiel"),
            says: "there is no template 'card-tiel' [unknown-partial]", "did you mean 'card-tile'?"),
        Mistake(
            "missing layout", "templates/layouts/tag.mustache", .remove,
            says: "templates/layouts/tag.mustache: error: the layout 'tag' does not exist"),
        Mistake(
            "unclosed section", "templates/layouts/tags.mustache", .replace("{{/tags}}", ""),
            says: "templates/layouts/tags.mustache:1:", "stands where '{{/tags}}' must close line 1"),
        Mistake(
            "block that the parent does not have", "templates/layouts/tags.mustache",
            .write("{{<base}}{{$mian}}x{{/mian}}{{/base}}"), says: "the template 'base' has no block 'mian'"),
        Mistake(
            "unescaped text", base, .replace("{{page.title}}", "{{{page.title}}}"),
            says: "'page.title' is text and must be escaped"),
        Mistake(
            "missing asset", base, .replace("/assets/css/site.css", "/assets/css/stie.css"),
            says: "\(base):6:30: error: there is no asset 'templates/assets/css/stie.css'",
            "did you mean 'css/site.css'?"),
        Mistake(
            "missing import", "templates/assets/js/site.js", .replace("./lib.js", "./lbi.js"),
            says: "templates/assets/js/site.js:1:20: error: there is no asset 'templates/assets/js/lbi.js'"),
        Mistake(
            "inline style", base, .replace("<main>", "<main style=\"color:red\">"),
            says: "\(base):12:1: error: inline style, script or handler"),
        Mistake("inline script", base, .replace("</body>", "<script>alert(1)</script></body>"), says: "[inline-code]"),
        Mistake("inline handler", base, .replace("<main>", "<main onclick=\"x()\">"), says: "[inline-code]"),
        Mistake(
            "dead link in a template", base, .replace("</body>", "<a href=\"/imprint/\">Imprint</a></body>"),
            says: "\(base):13:10: error: there is no '/imprint/'"),
    ]

    @Test(arguments: frontMatter + links + cards + templates)
    func mistake_isExplainedAndChangesNothing(_ mistake: Mistake) async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let before = try site.files(below: "dist")
            switch mistake.change {
            case .replace(let old, let new): try site.replace(old, with: new, in: mistake.file)
            case .write(let text): try site.write(mistake.file, text)
            case .remove: try site.remove(mistake.file)
            }
            let text = try await site.mistakes()
            for piece in mistake.says { #expect(text.contains(piece), "\(piece)\n\nis not in:\n\(text)") }
            #expect(try site.files(below: "dist") == before)
        }
    }

    @Test func allMistakes_areShownTogether() async throws {
        try await SiteFixture.with { site in
            try site.replace("title: The", with: "titel: The", in: Self.train)
            try site.replace("order: 1", with: "ordre: 1", in: Self.start)
            try site.replace("{{page.title}}", with: "{{page.titel}}", in: Self.base)
            let text = try await site.mistakes()
            #expect(text.contains("unknown key 'titel'") && text.contains("unknown key 'ordre'"))
            #expect(text.contains("there is no 'page.titel' here"))
            #expect(text.contains("mistakes in 3 files. Nothing was written: the site is as it was."))
        }
    }
}
