internal import CCmarkGFM
import Foundation
import Synchronization

/// GitHub's Markdown to HTML, through libcmark-gfm with tables, strikethrough, autolinks, task lists, footnotes and
/// the tag filter.
package enum MarkdownRenderer {
    /// Renders a text.
    ///
    /// Inline parsing is serial in the whole process (ADR 13): Debian's cmark-gfm keeps one table of special characters
    /// that every parser with extensions switches on and off, so two parsers at once silently lose markup. The lock is
    /// held for some 15 µs a page; blocks, the walk and the HTML are made outside it, in memory of the calling thread.
    ///
    /// - Parameters:
    ///   - source: Markdown in UTF-8.
    ///   - smartPunctuation: makes straight quotation marks curly, `--` and `---` dashes, `...` an ellipsis.
    ///   - rewrite: gives each link and image its final address; must not render Markdown itself.
    package static func render(
        _ source: some Collection<UInt8>, smartPunctuation: Bool = false,
        rewriting rewrite: (_ destination: String) -> String = { $0 }
    ) -> MarkdownDocument {
        defer { ParseArena.reset() }
        let parsed = ParsedMarkdown(source, smartPunctuation: smartPunctuation)
        var document = MarkdownDocument(html: [], headings: [], links: [], rawHTML: [])
        parsed.collect(into: &document, rewriting: rewrite)
        document.html = parsed.withHTML { HTMLFinish.finish($0, anchors: document.headings.map(\.anchor)) }
        return document
    }

    fileprivate static let parserLock = Mutex(())
}

/// A cmark tree in the calling thread's arena: made and read in one scope, by one thread. Nothing is freed one by one.
private struct ParsedMarkdown: ~Copyable {
    private let parser: OpaquePointer?
    private let root: OpaquePointer?
    private let options: CInt

    init(_ source: some Collection<UInt8>, smartPunctuation: Bool) {
        options = Self.options | (smartPunctuation ? CMARK_OPT_SMART : 0)
        let parser = cmark_parser_new_with_mem(options, ParseArena.allocator)
        for syntax in Self.extensions { cmark_parser_attach_syntax_extension(parser, syntax) }
        let fed: Void? = source.withContiguousStorageIfAvailable { Self.feed(parser, $0) }
        if fed == nil { Array(source).withUnsafeBufferPointer { Self.feed(parser, $0) } }
        self.parser = parser
        // Nothing leaves this thread: the closure runs here, and the compiler cannot see that.
        nonisolated(unsafe) let owned = parser
        // Written by the same closure.
        nonisolated(unsafe) var root: OpaquePointer?
        MarkdownRenderer.parserLock.withLock { _ in root = cmark_parser_finish(owned) }
        self.root = root
    }

    private static func feed(_ parser: OpaquePointer?, _ bytes: UnsafeBufferPointer<UInt8>) {
        bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }

    /// Registration is global and must happen once.
    // cmark reads extensions and never changes one after that, so that all threads may share them.
    nonisolated(unsafe) private static let extensions: [OpaquePointer] = {
        cmark_gfm_core_extensions_ensure_registered()
        let names: [String] = ["table", "strikethrough", "autolink", "tagfilter", "tasklist"]
        return names.compactMap {
            cmark_find_syntax_extension($0)
        }
    }()

    /// Never `CMARK_OPT_UNSAFE`: raw HTML and `javascript:` addresses do not reach a page.
    private static let options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_FOOTNOTES

    /// The HTML, readable until the end of `read`.
    func withHTML<Result>(_ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let text = cmark_render_html_with_mem(
            root, options, cmark_parser_get_syntax_extensions(parser), ParseArena.allocator)
        guard let text else { return read(UnsafeBufferPointer(start: nil, count: 0)) }
        let length = strlen(text)
        return text.withMemoryRebound(to: UInt8.self, capacity: length) {
            read(UnsafeBufferPointer(start: $0, count: length))
        }
    }

    /// One walk over the tree: notes headings, links and raw HTML, and gives each link its final address.
    func collect(into document: inout MarkdownDocument, rewriting rewrite: (String) -> String) {
        var anchors = HeadingAnchors()
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HEADING:
                let text = Self.text(below: node)
                document.headings.append(
                    .init(
                        level: Int(cmark_node_get_heading_level(node)), text: text, anchor: anchors.anchor(for: text),
                        position: Self.position(of: node)))
            case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
                let destination = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
                document.links.append(
                    .init(
                        destination: destination, text: Self.text(below: node),
                        isImage: cmark_node_get_type(node) == CMARK_NODE_IMAGE,
                        heading: document.headings.indices.last, position: Self.position(of: node)))
                cmark_node_set_url(node, rewrite(destination))
            case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
                document.rawHTML.append(Self.position(of: node))
            default:
                break
            }
        }
    }

    private static func position(of node: OpaquePointer) -> MarkdownDocument.Position {
        .init(line: Int(cmark_node_get_start_line(node)), column: Int(cmark_node_get_start_column(node)))
    }

    /// The words below a node, without markup.
    private static func text(below node: OpaquePointer) -> String {
        var text = ""
        let iterator = cmark_iter_new(node)
        defer { cmark_iter_free(iterator) }
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let child = cmark_iter_get_node(iterator) else { continue }
            switch cmark_node_get_type(child) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE:
                text += cmark_node_get_literal(child).map { String(cString: $0) } ?? ""
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
                text += " "
            default:
                break
            }
        }
        return text
    }
}
