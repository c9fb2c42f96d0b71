internal import CCmarkGFM
import Synchronization

/// GitHub's Markdown to HTML, through libcmark-gfm with tables, strikethrough, autolinks, task lists and the tag
/// filter.
package enum MarkdownRenderer {
    /// Renders a text.
    ///
    /// Parsing is serial in the whole process: Debian's cmark-gfm keeps one table of special characters that every
    /// parser with extensions switches on and off, so two parsers at once silently lose markup. The lock is held for
    /// some 30 µs a page; call it from anywhere, it blocks no longer than that.
    ///
    /// - Parameters:
    ///   - source: Markdown in UTF-8.
    ///   - rewrite: gives each link and image its final address; called while the lock is held, so it must be quick
    ///     and must not render.
    package static func render(
        _ source: some Collection<UInt8>, rewriting rewrite: (_ destination: String) -> String = { $0 }
    ) -> MarkdownDocument {
        parserLock.withLock { _ in
            let parsed = ParsedMarkdown(source)
            var document = MarkdownDocument(html: [], headings: [], links: [], rawHTML: [])
            parsed.collect(into: &document, rewriting: rewrite)
            document.html = HTMLFinish.finish(parsed.html(), anchors: document.headings.map(\.anchor))
            return document
        }
    }

    private static let parserLock = Mutex(())
}

/// A cmark tree and the parser that owns its extensions: created, read and freed in one scope, by one thread.
private struct ParsedMarkdown: ~Copyable {
    private let parser: OpaquePointer?
    private let root: OpaquePointer?

    init(_ source: some Collection<UInt8>) {
        _ = Self.registered
        let parser = cmark_parser_new(Self.options)
        for name in ["table", "strikethrough", "autolink", "tagfilter", "tasklist"] {
            if let found = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        let fed: Void? = source.withContiguousStorageIfAvailable { Self.feed(parser, $0) }
        if fed == nil { Array(source).withUnsafeBufferPointer { Self.feed(parser, $0) } }
        self.parser = parser
        root = cmark_parser_finish(parser)
    }

    deinit {
        cmark_node_free(root)
        cmark_parser_free(parser)
    }

    private static func feed(_ parser: OpaquePointer?, _ bytes: UnsafeBufferPointer<UInt8>) {
        bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }

    /// Registration is global and must happen once.
    private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

    /// Never `CMARK_OPT_UNSAFE`: raw HTML and `javascript:` addresses do not reach a page.
    private static let options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8

    func html() -> [UInt8] {
        guard let text = cmark_render_html(root, Self.options, cmark_parser_get_syntax_extensions(parser)) else {
            return []
        }
        defer { cmark_get_default_mem_allocator().pointee.free(text) }
        return Array(String(cString: text).utf8)
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
