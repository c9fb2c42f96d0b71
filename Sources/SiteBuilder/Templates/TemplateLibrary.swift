import Core

/// The site's layouts: read, checked against their view models, ready to write pages.
struct TemplateLibrary: Sendable {
    private let programs: [String: TemplateProgram]
    /// For each layout a digest of all templates that are in it, with the published names of their assets.
    private let digests: [String: ContentKey]
    private let names: [String: Set<String>]

    /// A template's text and where it came from.
    struct Source: Sendable {
        /// As tags name it: `base`, `card-tile`.
        var name: String
        /// To show to the author: `templates/partials/card-tile.mustache`.
        var file: String
        var text: String
    }

    /// Reads and checks templates.
    ///
    /// - Parameters:
    ///   - sources: layouts and partials, which share one name space.
    ///   - layouts: what each layout may name. A layout without a template is missed when a page asks for it.
    ///   - data: what templates may use under `data.`.
    ///   - assets: replaces `/assets/…` by the hashed address in a template's text.
    init(
        _ sources: [Source], layouts: [(name: String, keys: ViewShape.Keys)],
        data: (data: FieldNode, key: ContentKey), assets: AssetMap,
        into diagnostics: inout Diagnostics
    ) {
        var published: [String: String] = [:]
        var written: [String: [TemplateNode]] = [:]
        for source in sources {
            written[source.name] = TemplateParser.parse(source.text, file: source.file, into: &diagnostics)
            published[source.name] = assets.rewriting(source.text, file: source.file, into: &diagnostics)
        }
        // Mistakes are told with the places of what the author wrote; programs are made of what is published.
        var check = TemplateCompiler(templates: written, data: data.data)
        var ignored = Diagnostics()
        var compiler = TemplateCompiler(
            templates: published.mapValues { TemplateParser.parse($0, file: "", into: &ignored) }, data: data.data)
        var programs: [String: TemplateProgram] = [:]
        var digests: [String: ContentKey] = [:]
        var used: [String: Set<String>] = [:]
        for layout in layouts {
            guard written[layout.name] != nil else { continue }
            _ = check.compile(layout.name, keys: layout.keys)
            let (program, names, usesData) = compiler.compile(layout.name, keys: layout.keys)
            programs[layout.name] = program
            used[layout.name] = names
            digests[layout.name] = ContentKey.of { key in
                for name in names.sorted() { key.add(name, published[name] ?? "") }
                if usesData { key.add(data.key) }
            }
        }
        diagnostics.merge(check.diagnostics)
        self.programs = programs
        self.digests = digests
        names = used
    }

    /// A page of a layout around the page's own HTML.
    func render(_ view: any LayoutView, layout: String, content: [UInt8]) -> [UInt8] {
        programs[layout]?.render(view, content: content) ?? []
    }

    /// Whether a layout has a template.
    func has(_ layout: String) -> Bool { programs[layout] != nil }

    /// Names of all templates that are in a layout.
    func names(in layout: String) -> Set<String> { names[layout] ?? [] }

    /// Changes when anything of a layout changes.
    func digest(of layout: String) -> ContentKey { digests[layout] ?? ContentKey() }
}
