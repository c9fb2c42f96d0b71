/// The media that the content refers to: what was found, and for whom it may be published.
struct MediaLibrary: Sendable {
    /// What was found, by path.
    let records: [String: MediaRecord]
    /// All paths below the content folder's `media/`, to find what an author meant.
    private let existing: [String]

    init(records: [String: MediaRecord], existing: [String]) {
        self.records = records
        self.existing = existing
    }

    /// A referenced file; a reference to nothing is a mistake.
    func file(_ reference: Located<String>, into diagnostics: inout Diagnostics) -> MediaFile? {
        if let file = records[reference.value]?.file { return file }
        let isOutside = !reference.value.hasPrefix("media/") || reference.value.split(separator: "/").contains("..")
        let name = reference.value.split(separator: "/").last.map(String.init) ?? reference.value
        let sameName = existing.first { $0.hasSuffix("/" + name) }
        let help =
            isOutside
            ? "media lie below content/media/ and are written media/…"
            : (sameName ?? NearestName.of(reference.value, among: existing)).map { "did you mean '\($0)'?" }
        diagnostics.report(
            .missingMedia, at: reference.location, "there is no file 'content/\(reference.value)'", help: help)
        return nil
    }

    /// A referenced MP3.
    func audio(_ reference: Located<String>, into diagnostics: inout Diagnostics) -> (MediaFile, MP3Facts)? {
        guard let file = file(reference, into: &diagnostics) else { return nil }
        switch file.content {
        case .audio(let facts):
            return (file, facts)
        case .image(let image):
            diagnostics.report(
                .invalidMedia, at: reference.location, "'\(file.path)' is a \(image.format.rawValue) picture, not audio"
            )
        case .other(let why):
            diagnostics.report(
                .invalidMedia, at: reference.location,
                "'\(file.path)' is no MP3 file" + (why.map { ": \($0)" } ?? ""),
                help: "convert it: ffmpeg -i input -codec:a libmp3lame -ar 44100 -b:a 96k output.mp3")
        }
        return nil
    }

    /// A referenced picture that satisfies a condition; `requirement` says it in words.
    func image(
        _ reference: Located<String>, requirement: String, where isFit: (ImageHeader) -> Bool,
        into diagnostics: inout Diagnostics
    ) -> (MediaFile, ImageHeader)? {
        guard let file = file(reference, into: &diagnostics) else { return nil }
        guard case .image(let image) = file.content else {
            diagnostics.report(.invalidMedia, at: reference.location, "'\(file.path)' is neither PNG nor JPEG")
            return nil
        }
        guard isFit(image) else {
            let found = "a \(image.format.rawValue) picture of \(image.width) × \(image.height) pixels"
            diagnostics.report(
                .invalidMedia, at: reference.location, "'\(file.path)' is \(found), but must be \(requirement)")
            return nil
        }
        return (file, image)
    }
}
