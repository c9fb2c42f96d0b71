/// A template as a tree, with the place of each tag.
indirect enum TemplateNode: Sendable {
    case text(String)
    case variable(name: String, isEscaped: Bool, at: SourceLocation)
    case section(name: String, isInverted: Bool, children: [TemplateNode], at: SourceLocation)
    case partial(name: String, at: SourceLocation)
    /// `{{<base}}…{{/base}}`: inherits a template, filling its blocks.
    case parent(name: String, children: [TemplateNode], at: SourceLocation)
    /// `{{$main}}…{{/main}}`: a block to fill, or what fills it.
    case block(name: String, children: [TemplateNode], at: SourceLocation)

    /// The names of all blocks in a tree.
    static func blocks(in nodes: [TemplateNode]) -> Set<String> {
        var names: Set<String> = []
        for node in nodes {
            switch node {
            case .text, .variable, .partial: continue
            case .section(_, _, let children, _), .parent(_, let children, _):
                names.formUnion(blocks(in: children))
            case .block(let name, let children, _):
                names.insert(name)
                names.formUnion(blocks(in: children))
            }
        }
        return names
    }
}
