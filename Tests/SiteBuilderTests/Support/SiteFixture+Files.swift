extension SiteFixture {
    /// Silent MPEG 1 layer III frames of 128 kbit/s at 44.1 kHz, 26 ms each; `seed` makes files differ.
    static func mp3(frames: Int, seed: UInt8) -> [UInt8] {
        (0..<frames).flatMap { _ in
            [0xFF, 0xFB, 0x90, 0xC4] + [UInt8](repeating: 0, count: 32) + [UInt8](repeating: seed, count: 381)
        }
    }

    /// A PNG's signature and header: as much as a build reads of a picture.
    static func png(_ side: Int, seed: UInt8 = 0) -> [UInt8] {
        let size: [UInt8] = [0, 0, UInt8(side >> 8), UInt8(side & 255)]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + size + size + [
            8, 6, 0, 0, 0, seed,
        ]
    }

    static let media: [(String, [UInt8])] = [
        ("content/media/site.png", png(1_400)),
        ("content/media/train/cover.png", png(600, seed: 1)),
        ("content/media/train/icon.png", png(16, seed: 1)),
        ("content/media/train/01.mp3", mp3(frames: 400, seed: 1)),
        ("content/media/train/02.mp3", mp3(frames: 200, seed: 2)),
        ("content/media/secret/cover.png", png(600, seed: 9)),
        ("content/media/secret/icon.png", png(16, seed: 9)),
        ("content/media/secret/letter.mp3", mp3(frames: 100, seed: 0x5A)),
        ("templates/assets/icons/icon-192.png", png(192)),
    ]

    static let texts: [(String, String)] = content + templates

    private static let content: [(String, String)] = [
        (
            "content/site.yaml",
            """
            title: Test Tunes
            tagline: Songs & tests
            description: A site for tests.
            language: en
            author: The Testers
            copyright: None
            cover: media/site.png
            themeColor: "#123456"
            backgroundColor: "#ffffff"
            navigation:
              - {title: Home, url: /, icon: home}
              - {title: Cards, url: /cards/, icon: cards}
            """
        ),
        ("content/index.md", page("Home", layout: "home", body: "Welcome. See [help](/help/).")),
        ("content/404.md", page("Not found", layout: "not-found", more: "indexed: no\n", body: "Go [home](/).")),
        ("content/cards/index.md", page("Cards", layout: "cards", body: "All cards.")),
        ("content/tags/index.md", page("Tags", layout: "tags", body: "")),
        ("content/players/index.md", page("Players", layout: "app", more: "feature: players\n", body: "Your players.")),
        ("content/help/index.md", page("Help", layout: "section", body: "")),
        (
            "content/help/start.md",
            page(
                "Start", layout: "page", more: "order: 1\n",
                body:
                    "## One\n\nGo [on](#two).\n\n## Two\n\n~~old~~ [Train](/cards/night-train/)\n\n## Three\n\n[song](media/train/01.mp3)"
            )
        ),
        (
            "content/cards/night-train.md",
            card(
                "The Night Train", visibility: "public", more: "tags: [bedtime, trains]\nreadBy: Pip\n",
                tracks:
                    "  - {audio: media/train/01.mp3, title: All aboard}\n  - {audio: media/train/02.mp3, title: Asleep}\n",
                body: "A train goes to sleep.")
        ),
        (
            "content/cards/hidden-hill.md",
            card(
                "The Hidden Hill", visibility: "unlisted", more: "tags: [hills]\n",
                tracks: "  - {audio: media/train/02.mp3, title: Hill}\n", body: "Only by its address.")
        ),
        (
            "content/cards/grandmas-letter.md",
            card(
                "Grandma's Letter", visibility: nil, media: "secret", more: "tags: [family-only]\n",
                tracks: "  - {audio: media/secret/letter.mp3, title: Dear child}\n", body: "For us alone.")
        ),
        (
            "content/cards/all-day.md",
            card(
                "All Day", visibility: "public", more: "tags: [bedtime]\n",
                stream:
                    "stream:\n  name: all-day\n  order: shuffle\n  slots:\n    - {from: \"06:00\", until: \"20:00\", title: Day, play: [night-train]}\n",
                body: "Always on.")
        ),
        (
            "content/cards/cave.md",
            card(
                "The Cave", visibility: "public", more: "adventure: {start: the-door}\n",
                tracks: "  - {audio: media/train/01.mp3, title: Door, scene: the-door}\n",
                body:
                    "Choose!\n\n## The door\n\n[In](#the-dark) or [away](#home-again).\n\n## The dark\n\nBoo.\n\n## Home again\n\nTea."
            )
        ),
    ]

    private static func page(_ title: String, layout: String, more: String = "", body: String) -> String {
        "---\ntitle: \(title)\ndescription: About \(title).\nlayout: \(layout)\n\(more)---\n\(body)\n"
    }

    private static func card(
        _ title: String, visibility: String?, media: String = "train", more: String = "", tracks: String? = nil,
        stream: String = "", body: String
    ) -> String {
        """
        ---
        title: \(title)
        author: Pip
        summary: About \(title).
        date: 2026-11-0\(title.count % 9 + 1)
        age: 3-7
        cover: media/\(media)/cover.png
        coverAlt: A picture
        icon: media/\(media)/icon.png
        \(visibility.map { "visibility: \($0)\n" } ?? "")\(more)\(tracks.map { "tracks:\n\($0)" } ?? "")\(stream)---
        \(body)

        """
    }

    private static let templates: [(String, String)] = pageTemplates + appTemplates

    /// Pages that live by the edge, each with a layout of its own and the same keys.
    private static let appTemplates: [(String, String)] = [
        "app", "setup", "login", "settings", "account", "users", "yoto", "library",
    ].map { name in
        (
            "templates/layouts/\(name).mustache",
            "{{<base}}{{$main}}<p data-feature=\"{{feature}}\">Not connected</p>{{{content}}}{{/main}}{{/base}}"
        )
    }

    private static let pageTemplates: [(String, String)] = [
        (
            "templates/layouts/base.mustache",
            """
            <!doctype html>
            <html lang="{{page.language}}">
            <head>
            <meta charset="utf-8">
            <title>{{page.documentTitle}}</title>
            <link rel="stylesheet" href="/assets/css/site.css">
            <script type="module" src="/assets/js/site.js"></script>
            {{#scripts}}<script type="module" src="{{url}}" integrity="{{integrity}}"></script>{{/scripts}}
            </head>
            <body>
            <nav>{{#navigation}}<a href="{{url}}"{{#current}} aria-current="page"{{/current}}>{{title}}</a>{{/navigation}}</nav>
            <main><h1>{{page.title}}</h1>{{$main}}{{{content}}}{{/main}}</main>
            </body>
            </html>
            """
        ),
        (
            "templates/layouts/page.mustache",
            "{{<base}}{{$main}}{{#hasTOC}}<ol>{{#toc}}<li><a href=\"#{{anchor}}\">{{title}}</a></li>{{/toc}}</ol>{{/hasTOC}}{{{content}}}{{/main}}{{/base}}"
        ),
        ("templates/layouts/not-found.mustache", "{{<base}}{{/base}}"),
        (
            "templates/layouts/section.mustache",
            "{{<base}}{{$main}}{{#topics}}<a href=\"{{url}}\">{{title}}</a>{{/topics}}{{/main}}{{/base}}"
        ),
        (
            "templates/layouts/home.mustache",
            "{{<base}}{{$main}}{{{content}}}{{#cards}}{{> card-tile}}{{/cards}}{{/main}}{{/base}}"
        ),
        (
            "templates/layouts/cards.mustache",
            "{{<base}}{{$main}}{{cardCountText}}{{#cards}}{{> card-tile}}{{/cards}}{{/main}}{{/base}}"
        ),
        (
            "templates/layouts/tags.mustache",
            "{{<base}}{{$main}}{{#tags}}<a href=\"{{url}}\">{{name}} {{count}}</a>{{/tags}}{{/main}}{{/base}}"
        ),
        ("templates/layouts/tag.mustache", "{{<base}}{{$main}}{{#cards}}{{> card-tile}}{{/cards}}{{/main}}{{/base}}"),
        (
            "templates/layouts/card.mustache",
            """
            {{<base}}{{$main}}{{#card}}<p>{{summary}} {{durationText}}</p>
            {{#tracks}}<audio src="{{url}}" controls></audio>{{title}} {{durationText}}{{/tracks}}
            {{#stream}}{{#slots}}{{from}}–{{until}} {{#parts}}<a href="{{url}}">{{title}}</a>{{/parts}}{{/slots}}{{/stream}}
            {{#adventure}}<a href="#{{start}}">{{startTitle}}</a> {{endingCountText}}{{/adventure}}{{/card}}
            {{{content}}}{{#next}}<a href="{{url}}">{{title}}</a>{{/next}}{{/main}}{{/base}}
            """
        ),
        (
            "templates/partials/card-tile.mustache",
            "<a href=\"{{url}}\"><img src=\"{{cover.url}}\" alt=\"\">{{title}}</a>\n"
        ),
        ("templates/assets/css/site.css", "body { background: url(\"../icons/icon-192.png\") }\n"),
        ("templates/assets/js/site.js", "import { a } from \"./lib.js\";\na();\n"),
        ("templates/assets/js/lib.js", "export function a() {}\n"),
    ]
}
