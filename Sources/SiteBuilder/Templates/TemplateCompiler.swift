/// Resolves a layout's names against the keys of its view model, following partials and parents: what comes out is a
/// program, or mistakes with their places.
///
/// A name is looked up from the innermost section outwards. Shapes are known beforehand, so that happens here once and
/// never while pages are written.
struct TemplateCompiler {
    /// Trees of all templates by name: layouts and partials share one name space.
    let templates: [String: [TemplateNode]]
    private(set) var diagnostics = Diagnostics()
    /// Names of all templates that the layout in hand uses.
    private var used: Set<String> = []

    init(templates: [String: [TemplateNode]]) { self.templates = templates }

    /// The program of a layout, and the names of the templates that are in it.
    mutating func compile(_ name: String, keys: ViewShape.Keys) -> (TemplateProgram, templates: Set<String>) {
        used = [name]
        let steps = compile(templates[name] ?? [], Context(scopes: [keys]))
        return (TemplateProgram(steps: Self.merged(steps)), used)
    }

    /// Where a piece of a template stands.
    private struct Context {
        var scopes: [ViewShape.Keys]
        /// What a child put into the blocks of the template in hand.
        var fillings: [String: Filling] = [:]
        var depth = 0
    }

    /// A block's new content, with the context in which it was written.
    private struct Filling {
        var nodes: [TemplateNode]
        var context: Context
    }

    private mutating func compile(_ nodes: [TemplateNode], _ context: Context) -> [TemplateProgram.Step] {
        nodes.flatMap { node -> [TemplateProgram.Step] in
            switch node {
            case .text(let text): [.literal(Array(text.utf8))]
            case .variable(let name, let isEscaped, let place):
                variable(name, isEscaped: isEscaped, at: place, context)
            case .section(let name, let isInverted, let children, let place):
                section(name, isInverted: isInverted, children, at: place, context)
            case .partial(let name, let place): include(name, at: place, context, fillings: [:])
            case .parent(let name, let children, let place): parent(name, children, at: place, context)
            case .block(let name, let children, _):
                if let filling = context.fillings[name] {
                    compile(filling.nodes, filling.context)
                } else {
                    compile(children, context)
                }
            }
        }
    }

    private mutating func variable(
        _ name: String, isEscaped: Bool, at place: SourceLocation, _ context: Context
    ) -> [TemplateProgram.Step] {
        guard let (reference, shape) = resolve(name, at: place, context.scopes) else { return [] }
        switch (shape, isEscaped) {
        case (.text, true), (.html, false): return [.value(reference)]
        case (.text, false):
            report(place, "'\(name)' is text and must be escaped", help: "write {{\(name)}}")
        case (.html, true):
            report(place, "'\(name)' is HTML and would be escaped twice", help: "write {{{\(name)}}}")
        case (.flag, _), (.list, _), (.object, _):
            report(place, "'\(name)' holds no text", help: "write {{#\(name)}}…{{/\(name)}}")
        }
        return []
    }

    private mutating func section(
        _ name: String, isInverted: Bool, _ children: [TemplateNode], at place: SourceLocation, _ context: Context
    ) -> [TemplateProgram.Step] {
        guard let (reference, shape) = resolve(name, at: place, context.scopes) else { return [] }
        var inner = context
        switch shape {
        case .flag: break
        case .list(let keys), .object(let keys): if !isInverted { inner.scopes.append(keys) }
        case .text, .html:
            report(place, "'\(name)' is text, which makes no section", help: "write {{\(name)}}")
            return []
        }
        return [.section(reference, isInverted: isInverted, steps: Self.merged(compile(children, inner)))]
    }

    private mutating func parent(
        _ name: String, _ children: [TemplateNode], at place: SourceLocation, _ context: Context
    ) -> [TemplateProgram.Step] {
        let known = templates[name].map(TemplateNode.blocks)
        var fillings = context.fillings
        for case .block(let block, let nodes, let blockPlace) in children {
            if let known, !known.contains(block) {
                diagnostics.report(
                    .unknownPartial, at: blockPlace, "the template '\(name)' has no block '\(block)'",
                    help: NearestName.question(block, among: known))
            }
            // What a child of this child put there already wins.
            if fillings[block] == nil { fillings[block] = Filling(nodes: nodes, context: context) }
        }
        return include(name, at: place, context, fillings: fillings)
    }

    private mutating func include(
        _ name: String, at place: SourceLocation, _ context: Context, fillings: [String: Filling]
    ) -> [TemplateProgram.Step] {
        guard let tree = templates[name] else {
            diagnostics.report(
                .unknownPartial, at: place, "there is no template '\(name)'",
                help: NearestName.question(name, among: templates.keys))
            return []
        }
        guard context.depth < 20 else {
            diagnostics.report(.templateSyntax, at: place, "the template '\(name)' includes itself without end")
            return []
        }
        used.insert(name)
        return compile(tree, Context(scopes: context.scopes, fillings: fillings, depth: context.depth + 1))
    }

    private mutating func resolve(
        _ name: String, at place: SourceLocation, _ scopes: [ViewShape.Keys]
    ) -> (TemplateProgram.Reference, ViewShape)? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let scope = scopes.lastIndex(where: { $0[parts[0]] != nil }), let first = scopes[scope][parts[0]] else {
            let known = Set(scopes.flatMap(\.keys))
            diagnostics.report(
                .unknownVariable, at: place, "there is no '\(name)' here",
                help: NearestName.question(parts[0], among: known)
                    ?? "known names: \(known.sorted().joined(separator: ", "))")
            return nil
        }
        var reference = TemplateProgram.Reference(scope: scope, key: first.index, path: [])
        var shape = first.shape
        for part in parts.dropFirst() {
            guard case .object(let keys) = shape, let next = keys[part] else {
                var help: String?
                if case .object(let keys) = shape { help = NearestName.question(part, among: keys.keys) }
                diagnostics.report(.unknownVariable, at: place, "there is no '\(name)' here", help: help)
                return nil
            }
            reference.path.append(next.index)
            shape = next.shape
        }
        return (reference, shape)
    }

    private mutating func report(_ place: SourceLocation, _ message: String, help: String) {
        diagnostics.report(.unknownVariable, at: place, message, help: help)
    }

    /// Neighbouring literals as one.
    private static func merged(_ steps: [TemplateProgram.Step]) -> [TemplateProgram.Step] {
        var merged: [TemplateProgram.Step] = []
        for step in steps {
            if case .literal(let bytes) = step, case .literal(let before) = merged.last {
                merged[merged.count - 1] = .literal(before + bytes)
            } else {
                merged.append(step)
            }
        }
        return merged
    }
}
