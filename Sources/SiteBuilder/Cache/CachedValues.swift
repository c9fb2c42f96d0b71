/// How the values that a cache holds are written and read: fields in the order of their declaration.

extension PageSource {
    func write(to writer: inout BinaryWriter) {
        writer.write(path)
        writer.write(list: language.map { [$0] } ?? []) { $0.write($1) }
        writer.write(key)
        writer.write(title)
        writer.write(description)
        writer.write(layout.rawValue)
        writer.write(order)
        writer.write(optional: feature) { $0.write($1) }
        writer.write(list: scripts) { $1.write(to: &$0) }
        writer.write(optional: date) { $0.write($1.number) }
        writer.write(isDraft)
        writer.write(isIndexed)
        writer.write(list: terms) { writer, term in
            writer.write(term.taxonomy)
            writer.write(term.name)
        }
        writer.write(list: aliases) { $1.write(to: &$0) }
        writer.write(hasShortcodes)
    }

    convenience init(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) {
        let path = try reader.text()
        let languages = try reader.list { reader throws(BinaryReader.Damaged) in try reader.text() }
        let key = try reader.key()
        let title = try reader.text()
        let description = try reader.text()
        guard let layout = Layout(rawValue: try reader.text()) else { throw BinaryReader.Damaged() }
        let order = try reader.number()
        let feature = try reader.optional { reader throws(BinaryReader.Damaged) in try reader.text() }
        let scripts = try reader.list { reader throws(BinaryReader.Damaged) in try Located<String>(&reader) }
        let date = try reader.optional { reader throws(BinaryReader.Damaged) in
            guard let day = CalendarDay(number: try reader.number()) else { throw BinaryReader.Damaged() }
            return day
        }
        let isDraft = try reader.flag()
        let isIndexed = try reader.flag()
        let terms = try reader.list { reader throws(BinaryReader.Damaged) in
            Term(taxonomy: try reader.number(), name: try reader.text())
        }
        let aliases = try reader.list { reader throws(BinaryReader.Damaged) in try Located<String>(&reader) }
        self.init(
            path: path, place: PagePath(path, languages: languages), key: key, title: title, description: description,
            layout: layout, order: order,
            feature: feature,
            scripts: scripts, date: date, isDraft: isDraft, isIndexed: isIndexed, terms: terms, aliases: aliases,
            hasShortcodes: try reader.flag())
    }
}

extension Located<String> {
    fileprivate func write(to writer: inout BinaryWriter) {
        writer.write(value)
        writer.write(location.file)
        writer.write(location.line)
        writer.write(location.column)
    }

    fileprivate init(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) {
        value = try reader.text()
        location = SourceLocation(try reader.text(), line: try reader.number(), column: try reader.number())
    }
}

extension MediaFile {
    func write(to writer: inout BinaryWriter) {
        writer.write(path)
        writer.write(bytes)
        writer.write(raw: digest.bytes)
        switch content {
        case .audio(let facts):
            writer.write(1)
            writer.write(facts.durationMilliseconds)
            writer.write(facts.channels)
        case .image(let image):
            writer.write(2)
            writer.write(image.format.rawValue)
            writer.write(image.width)
            writer.write(image.height)
        case .other(let why):
            writer.write(3)
            writer.write(optional: why) { $0.write($1) }
        }
    }

    init(_ reader: inout BinaryReader, folder: String) throws(BinaryReader.Damaged) {
        path = try reader.text()
        diskPath = folder + "/" + path
        bytes = try reader.number()
        digest = try Digest256(&reader)
        switch try reader.number() {
        case 1: content = .audio(MP3Facts(durationMilliseconds: try reader.number(), channels: try reader.number()))
        case 2:
            guard let format = ImageHeader.Format(rawValue: try reader.text()) else { throw BinaryReader.Damaged() }
            content = .image(ImageHeader(format: format, width: try reader.number(), height: try reader.number()))
        case 3:
            content = .other(try reader.optional { reader throws(BinaryReader.Damaged) in try reader.text() })
        default: throw BinaryReader.Damaged()
        }
    }
}

extension OutputRecord {
    /// A stamp that is too young to be trusted is left out.
    func write(to writer: inout BinaryWriter, now: Int64) {
        writer.write(raw: digest.bytes)
        writer.write(optional: stamp?.isSettled(at: now) == true ? stamp : nil) { $0.write($1) }
        writer.write(optional: page) { $1.write(to: &$0) }
    }

    init(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) {
        digest = try Digest256(&reader)
        stamp = try reader.optional { reader throws(BinaryReader.Damaged) in try reader.stamp() }
        page = try reader.optional { reader throws(BinaryReader.Damaged) in try PageFacts(&reader) }
    }
}

extension PageFacts {
    fileprivate func write(to writer: inout BinaryWriter) {
        writer.write(optional: key) { $0.write($1) }
        writer.write(list: anchors) { $0.write($1) }
        writer.write(list: anchorReferences) { writer, reference in
            writer.write(reference.page)
            writer.write(reference.anchor)
        }
        writer.write(list: media) { $0.write($1) }
    }

    fileprivate convenience init(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) {
        let key = try reader.optional { reader throws(BinaryReader.Damaged) in try reader.key() }
        let anchors = try reader.list { reader throws(BinaryReader.Damaged) in try reader.word() }
        let references = try reader.list { reader throws(BinaryReader.Damaged) in
            PageScan.AnchorReference(page: try reader.word(), anchor: try reader.word())
        }
        let media = try reader.list { reader throws(BinaryReader.Damaged) in try reader.text() }
        self.init(key: key, anchors: anchors, anchorReferences: references, media: media)
    }
}

extension Digest256 {
    fileprivate init(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) {
        guard let digest = Digest256(raw: try reader.raw(32)) else { throw BinaryReader.Damaged() }
        self = digest
    }
}
