import Core

extension CardSource {
    /// Reads a card's front matter; `nil` when something required is missing or wrong.
    init?(_ file: SourceFile, _ reader: inout FieldReader, languages: [String] = []) {
        let place = PagePath(file.path, languages: languages)
        let slug = String(place.stem.dropFirst("cards/".count))
        translation = place.language
        if Slug.parse(slug) == nil {
            reader.report(
                .invalidValue, at: SourceLocation(file.name), "the file name '\(slug)' must be \(Slug.form)",
                help: "it becomes the card's address")
        }
        let title = reader.text("title", required: true, atMost: 100)
        let author = reader.text("author", required: true, atMost: 100)
        let readBy = reader.text("readBy", atMost: 100)
        let summary = reader.text("summary", required: true, atMost: 200)
        let date = reader.parsed("date", required: true, form: "a day like 2026-11-24", CalendarDay.init)
        let language = reader.parsed("language", form: LanguageTag.form, LanguageTag.parse)
        let age = reader.parsed("age", required: true, form: AgeRange.form, AgeRange.init)
        let cover = reader.text("cover", required: true)
        let coverAlt = reader.text("coverAlt", required: true, atMost: 300)
        let icon = reader.text("icon", required: true)
        audience = reader.choice("audience", default: .children)
        category = reader.choice("category", default: .stories)
        visibility = reader.choice("visibility", default: .private)
        tags = reader.slugs("tags")
        license = reader.text("license", atMost: 200)?.value
        isDraft = reader.flag("draft", default: false)
        tracks = reader.list("tracks") { TrackSource(&$0) }
        stream = reader.object("stream") { StreamSource(&$0) }
        adventureStart = reader.object("adventure") { $0.text("start", required: true) }
        Self.checkKind(&reader)
        guard let title, let author, let summary, let date, let age, let cover, let coverAlt, let icon else {
            return nil
        }
        self.file = file
        self.slug = slug
        self.title = title.value
        self.author = author.value
        self.readBy = readBy?.value
        self.summary = summary.value
        self.date = date.value
        self.language = language?.value ?? place.language
        self.age = age.value
        self.cover = cover
        self.coverAlt = coverAlt.value
        self.icon = icon
    }

    /// A card plays its tracks or a stream; an adventure is a card with tracks.
    private static func checkKind(_ reader: inout FieldReader) {
        switch (reader.has("tracks"), reader.has("stream")) {
        case (true, true):
            reader.report(.invalidValue, at: reader.location, "a card has either 'tracks' or a 'stream', not both")
        case (false, false):
            reader.report(
                .missingKey, at: reader.location, "a card needs 'tracks' (audio files) or a 'stream'",
                help: "tracks: [{audio: media/…/01.mp3, title: …}]")
        case (false, true) where reader.has("adventure"):
            reader.report(.invalidValue, at: reader.location, "an adventure needs 'tracks': a stream has no scenes")
        default: break
        }
    }
}

extension CardSource.TrackSource {
    fileprivate init?(_ reader: inout FieldReader) {
        let audio = reader.text("audio", required: true)
        let title = reader.text("title", required: true, atMost: 100)
        let icon = reader.text("icon")
        let scene = reader.text("scene")
        guard let audio, let title else { return nil }
        self.init(audio: audio, title: title.value, icon: icon, scene: scene)
    }
}

extension CardSource.StreamSource {
    fileprivate init?(_ reader: inout FieldReader) {
        let name = reader.parsed("name", required: true, form: Slug.form, Slug.parse)
        let order: CatalogStream.Order = reader.choice("order", default: .inOrder)
        let slots = reader.list("slots") { CardSource.SlotSource(&$0) }
        if slots.isEmpty, reader.diagnostics.isEmpty {
            reader.report(.missingKey, at: reader.location, "a stream needs at least one of 'slots'")
        }
        guard let name else { return nil }
        self.init(name: name.value, order: order, slots: slots)
    }
}

extension CardSource.SlotSource {
    fileprivate init?(_ reader: inout FieldReader) {
        let from = reader.parsed("from", required: true, form: Self.clockForm, Self.clock)
        let until = reader.parsed("until", required: true, form: Self.clockForm, Self.clock)
        let title = reader.text("title", required: true, atMost: 100)
        let play = reader.texts("play")
        if play.isEmpty, !reader.has("play") {
            reader.report(.missingKey, at: reader.location, "a slot needs 'play', a list of cards")
        }
        guard let from, let until, let title else { return nil }
        self.init(from: from.value, until: until.value, title: title.value, play: play)
    }

    private static let clockForm = "a time of day like \"06:30\", in quotation marks"

    private static func clock(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], text.allSatisfy({ $0.isASCII }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return text
    }
}
