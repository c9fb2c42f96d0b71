/// Holds a template's tags against the keys of the view model that it will be rendered with.
struct TemplateCheck {
    /// Trees of all templates by name: layouts and partials share one name space.
    let templates: [String: [TemplateNode]]
    private(set) var diagnostics = Diagnostics()

    init(templates: [String: [TemplateNode]]) { self.templates = templates }

    /// Checks a template and everything that it includes or inherits.
    mutating func check(_ name: String, keys: ViewShape.Keys) {
        check(templates[name] ?? [], scopes: [keys], filled: [], depth: 0)
    }

    private mutating func check(
        _ nodes: [TemplateNode], scopes: [ViewShape.Keys], filled: Set<String>, depth: Int
    ) {
        for node in nodes {
            switch node {
            case .variable(let name, let isEscaped, let place):
                checkVariable(name, isEscaped: isEscaped, at: place, scopes: scopes)
            case .section(let name, let isInverted, let children, let place):
                guard let inner = scope(of: name, isInverted: isInverted, at: place, scopes: scopes) else { continue }
                check(children, scopes: inner, filled: filled, depth: depth)
            case .partial(let name, let place):
                guard let tree = tree(of: name, at: place, depth: depth) else { continue }
                check(tree, scopes: scopes, filled: [], depth: depth + 1)
            case .parent(let name, let children, let place):
                guard let tree = tree(of: name, at: place, depth: depth) else { continue }
                checkBlocks(children, of: name, tree: tree)
                check(children, scopes: scopes, filled: [], depth: depth)
                check(tree, scopes: scopes, filled: TemplateNode.blocks(in: children), depth: depth + 1)
            case .block(let name, let children, _):
                // What the child puts into a block is checked there, so a filled default is skipped.
                if !filled.contains(name) { check(children, scopes: scopes, filled: filled, depth: depth) }
            }
        }
    }

    private mutating func checkVariable(
        _ name: String, isEscaped: Bool, at place: SourceLocation, scopes: [ViewShape.Keys]
    ) {
        guard let shape = resolve(name, at: place, scopes: scopes) else { return }
        switch (shape, isEscaped) {
        case (.text, true), (.html, false): break
        case (.text, false):
            report(place, "'\(name)' is text and must be escaped", help: "write {{\(name)}}")
        case (.html, true):
            report(place, "'\(name)' is HTML and would be escaped twice", help: "write {{{\(name)}}}")
        case (.flag, _), (.list, _), (.object, _):
            report(place, "'\(name)' holds no text", help: "write {{#\(name)}}…{{/\(name)}}")
        }
    }

    /// The scopes inside a section, `nil` after a mistake.
    private mutating func scope(
        of name: String, isInverted: Bool, at place: SourceLocation, scopes: [ViewShape.Keys]
    ) -> [ViewShape.Keys]? {
        guard let shape = resolve(name, at: place, scopes: scopes) else { return nil }
        switch shape {
        case .flag: return scopes
        case .list(let keys), .object(let keys): return isInverted ? scopes : scopes + [keys]
        case .text, .html:
            report(place, "'\(name)' is text, which makes no section", help: "write {{\(name)}}")
            return nil
        }
    }

    private mutating func tree(of name: String, at place: SourceLocation, depth: Int) -> [TemplateNode]? {
        guard let tree = templates[name] else {
            diagnostics.report(
                .unknownPartial, at: place, "there is no template '\(name)'",
                help: NearestName.question(name, among: templates.keys))
            return nil
        }
        guard depth < 20 else {
            diagnostics.report(.templateSyntax, at: place, "the template '\(name)' includes itself without end")
            return nil
        }
        return tree
    }

    private mutating func checkBlocks(_ children: [TemplateNode], of parent: String, tree: [TemplateNode]) {
        let known = TemplateNode.blocks(in: tree)
        for case .block(let name, _, let place) in children where !known.contains(name) {
            diagnostics.report(
                .unknownPartial, at: place, "the template '\(parent)' has no block '\(name)'",
                help: NearestName.question(name, among: known))
        }
    }

    private mutating func resolve(_ name: String, at place: SourceLocation, scopes: [ViewShape.Keys]) -> ViewShape? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, let scope = scopes.last(where: { $0[first] != nil }), var shape = scope[first]
        else {
            let known = Set(scopes.flatMap(\.keys))
            diagnostics.report(
                .unknownVariable, at: place, "there is no '\(name)' here",
                help: NearestName.question(parts[0], among: known)
                    ?? "known names: \(known.sorted().joined(separator: ", "))")
            return nil
        }
        for part in parts.dropFirst() {
            guard case .object(let keys) = shape, let next = keys[part] else {
                var help: String?
                if case .object(let keys) = shape { help = NearestName.question(part, among: keys.keys) }
                diagnostics.report(.unknownVariable, at: place, "there is no '\(name)' here", help: help)
                return nil
            }
            shape = next
        }
        return shape
    }

    private mutating func report(_ place: SourceLocation, _ message: String, help: String) {
        diagnostics.report(.unknownVariable, at: place, message, help: help)
    }
}
