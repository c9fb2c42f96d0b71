import Core
import Foundation

/// Finds and opens the files of the site. Everything here blocks: it runs on the thread pool only.
struct SiteLoader: Sendable {
    let site: FileTree
    /// Files that appear under `/media/` beside those of the site, which win.
    let media: FileTree?
    let opener: FileOpener
    let headers: SiteHeaders

    /// Looks up a path.
    ///
    /// - Parameters:
    ///   - segments: of the decoded path, the last empty for a folder.
    ///   - known: the document that was found before; its descriptors and validators are kept where they still hold.
    func load(_ segments: [String], known: SiteDocument?) -> SiteOutcome {
        do throws(Problem) {
            var file = segments
            if file.last == "" { file[file.count - 1] = "index.html" }
            guard file.allSatisfy(Self.isServed) else { return .missing }
            switch try open(file) {
            case .file(let descriptor):
                guard let document = try document(file, descriptor: descriptor, known: known) else { return .missing }
                return .document(document)
            case .directory: return try isFile(file + ["index.html"]) ? .folder : .missing
            case nil: return .missing
            }
        } catch {
            return .failed(error)
        }
    }

    /// Names that begin with a dot are ours, not the site's; an empty name is `//`.
    private static func isServed(_ segment: String) -> Bool {
        !segment.isEmpty && !segment.hasPrefix(".")
    }

    private func document(
        _ file: [String], descriptor: CInt, known: SiteDocument?
    ) throws(Problem) -> SiteDocument? {
        guard let plain = openFile(descriptor, known: known?.plain) else { return nil }
        let path = "/" + file.joined(separator: "/")
        let mediaType = MediaType.of(path: path)
        var coded: [(coding: ContentCoding, file: OpenFile)] = []
        if MediaType.isCompressible(mediaType) {
            for coding in ContentCoding.allCases {
                let sibling = file.dropLast() + ["\(file[file.count - 1]).\(coding.fileExtension)"]
                guard case .file(let descriptor) = try open(Array(sibling)),
                    let opened = openFile(descriptor, known: known?.coded.first { $0.coding == coding }?.file)
                else { continue }
                coded.append((coding, opened))
            }
        }
        return SiteDocument(
            filePath: path, mediaType: mediaType, fields: headers.fields(forPath: path), plain: plain, coded: coded)
    }

    private func open(_ segments: [String]) throws(Problem) -> FileTree.Entry? {
        if let entry = try site.open(segments) { return entry }
        guard let media, segments.first == "media", segments.count > 1 else { return nil }
        return try media.open(segments.dropFirst())
    }

    private func isFile(_ segments: [String]) throws(Problem) -> Bool {
        guard case .file(let descriptor) = try open(segments) else { return false }
        close(descriptor)
        return true
    }

    private func openFile(_ descriptor: CInt, known: OpenFile?) -> OpenFile? {
        if let known, FileIdentity(descriptor: descriptor) == known.identity {
            close(descriptor)
            return known
        }
        return opener.file(descriptor: descriptor)
    }
}
