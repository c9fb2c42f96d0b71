import Foundation
import Mustache

/// The site's templates: parsed once, checked against their view models, ready to render.
struct TemplateLibrary: Sendable {
    private let library: MustacheLibrary

    /// A template's text and where it came from.
    struct Source: Sendable {
        /// As tags name it: `base`, `card-tile`.
        var name: String
        /// To show to the author: `templates/partials/card-tile.mustache`.
        var file: String
        var text: String
    }

    /// Parses and checks templates.
    ///
    /// - Parameters:
    ///   - sources: layouts and partials, which share one name space.
    ///   - layouts: what each layout may name. A layout without a template is a mistake.
    ///   - assets: replaces `/assets/…` by the hashed address in a template's text.
    init(
        _ sources: [Source], layouts: [(name: String, keys: ViewShape.Keys)], assets: AssetMap,
        into diagnostics: inout Diagnostics
    ) {
        var library = MustacheLibrary()
        var trees: [String: [TemplateNode]] = [:]
        for source in sources {
            let before = diagnostics.all.count
            trees[source.name] = TemplateParser.parse(source.text, file: source.file, into: &diagnostics)
            let text = assets.rewriting(source.text, file: source.file, into: &diagnostics)
            guard diagnostics.all.count == before else { continue }
            do {
                try library.register(text, named: source.name)
            } catch {
                diagnostics.report(.templateSyntax, at: SourceLocation(source.file), "\(error)")
            }
        }
        var check = TemplateCheck(templates: trees)
        for layout in layouts {
            if trees[layout.name] == nil {
                diagnostics.report(
                    .unknownLayout, at: SourceLocation("templates/layouts/\(layout.name).mustache"),
                    "the layout '\(layout.name)' does not exist")
            }
            check.check(layout.name, keys: layout.keys)
        }
        diagnostics.merge(check.diagnostics)
        self.library = library
    }

    /// Renders a layout around a page's own HTML, which is spliced in as bytes and never passes through the engine.
    func render(_ view: some LayoutView, layout: String, content: [UInt8]) -> [UInt8] {
        let page = Array((library.render(view, withTemplate: layout) ?? "").utf8)
        guard let place = page.firstRange(of: Self.contentMark) else { return page }
        return Array(page[..<place.lowerBound]) + content + Array(page[place.upperBound...])
    }

    /// Stands in for the page's HTML while the layout is rendered: a character that no text of ours contains.
    static let contentToken = "\u{E000}content\u{E000}"
    private static let contentMark = Array(contentToken.utf8)
}
