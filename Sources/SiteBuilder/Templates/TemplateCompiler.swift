/// Resolves a layout's names against the keys of its view model, following partials and parents: what comes out is a
/// program, or mistakes with their places.
///
/// A name is looked up from the innermost section outwards. Shapes are known beforehand, so that happens here once and
/// never while pages are written.
struct TemplateCompiler {
    /// Trees of all templates by name: layouts and partials share one name space.
    let templates: [String: [TemplateNode]]
    /// What is under `data.`: known beforehand, so that it is written into the program as text.
    let data: FieldNode
    private(set) var diagnostics = Diagnostics()
    /// Names of all templates that the layout in hand uses.
    private var used: Set<String> = []
    private var usesData = false

    init(
        templates: [String: [TemplateNode]],
        data: FieldNode = FieldNode(value: .mapping([]), line: 0, column: 0)
    ) {
        self.templates = templates
        self.data = data
    }

    /// The program of a layout, and the names of the templates that are in it.
    mutating func compile(
        _ name: String, keys: ViewShape.Keys
    ) -> (program: TemplateProgram, templates: Set<String>, usesData: Bool) {
        used = [name]
        usesData = false
        let root = FieldNode.Entry(key: "data", line: 0, column: 0, node: data)
        let outermost = FieldNode(value: .mapping([root]), line: 0, column: 0)
        let steps = compile(templates[name] ?? [], Context(scopes: [.data(outermost), .view(keys)]))
        return (TemplateProgram(steps: Self.merged(steps)), used, usesData)
    }

    /// Where names are looked up: a view model, of which only the shape is known, or data, which is known.
    fileprivate enum Scope {
        case view(ViewShape.Keys)
        case data(FieldNode)
    }

    /// What a name stands for.
    private enum Meaning {
        case reference(TemplateProgram.Reference, ViewShape)
        case data(FieldNode)
    }

    /// Where a piece of a template stands.
    private struct Context {
        var scopes: [Scope]
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
        guard let meaning = resolve(name, at: place, context.scopes) else { return [] }
        guard case .reference(let reference, let shape) = meaning else {
            return text(of: meaning, name, isEscaped: isEscaped, at: place)
        }
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
        guard let meaning = resolve(name, at: place, context.scopes) else { return [] }
        guard case .reference(let reference, let shape) = meaning else {
            guard case .data(let node) = meaning else { return [] }
            return section(over: node, isInverted: isInverted, children, context)
        }
        var inner = context
        switch shape {
        case .flag: break
        case .list(let keys), .object(let keys): if !isInverted { inner.scopes.append(.view(keys)) }
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
        _ name: String, at place: SourceLocation, _ scopes: [Scope]
    ) -> Meaning? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for (depth, scope) in scopes.enumerated().reversed() {
            switch scope {
            case .view(let keys):
                guard let first = keys[parts[0]] else { continue }
                // Only view models are there when a page is written.
                let views = scopes[..<depth].count { if case .view = $0 { true } else { false } }
                return follow(parts, first, scope: views, at: place)
            case .data(let node):
                guard let first = node.value(of: parts[0]) else { continue }
                usesData = true
                return follow(parts, first, at: place)
            }
        }
        let known = Set(scopes.flatMap { $0.names })
        diagnostics.report(
            .unknownVariable, at: place, "there is no '\(name)' here",
            help: NearestName.question(parts[0], among: known)
                ?? "known names: \(known.sorted().joined(separator: ", "))")
        return nil
    }

    private mutating func follow(
        _ parts: [String], _ first: ViewShape.Entry, scope: Int, at place: SourceLocation
    ) -> Meaning? {
        var reference = TemplateProgram.Reference(scope: scope, key: first.index, path: [])
        var shape = first.shape
        for part in parts.dropFirst() {
            guard case .object(let keys) = shape, let next = keys[part] else {
                var known: [String] = []
                if case .object(let keys) = shape { known = Array(keys.keys) }
                return unknown(parts, part, among: known, at: place)
            }
            reference.path.append(next.index)
            shape = next.shape
        }
        return .reference(reference, shape)
    }

    private mutating func report(_ place: SourceLocation, _ message: String, help: String) {
        diagnostics.report(.unknownVariable, at: place, message, help: help)
    }

    private mutating func unknown(
        _ parts: [String], _ part: String, among known: [String], at place: SourceLocation
    ) -> Meaning? {
        diagnostics.report(
            .unknownVariable, at: place, "there is no '\(parts.joined(separator: "."))' here",
            help: NearestName.question(part, among: known))
        return nil
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

// MARK: - Data

extension TemplateCompiler {
    private mutating func follow(_ parts: [String], _ first: FieldNode, at place: SourceLocation) -> Meaning? {
        var node = first
        for part in parts.dropFirst() {
            guard let next = node.value(of: part) else {
                return unknown(parts, part, among: node.keys, at: place)
            }
            node = next
        }
        return .data(node)
    }

    private mutating func text(
        of meaning: Meaning, _ name: String, isEscaped: Bool, at place: SourceLocation
    ) -> [TemplateProgram.Step] {
        guard case .data(let node) = meaning, case .scalar(let text, _) = node.value else {
            report(place, "'\(name)' holds no text", help: "write {{#\(name)}}…{{/\(name)}}")
            return []
        }
        guard isEscaped else {
            report(place, "'\(name)' is text and must be escaped", help: "write {{\(name)}}")
            return []
        }
        var bytes: [UInt8] = []
        if !node.isNull { bytes.appendEscaped(text) }
        return [.literal(bytes)]
    }

    /// Lists repeat, mappings open a scope, `no`, nothing and empty lists hide.
    private mutating func section(
        over node: FieldNode, isInverted: Bool, _ children: [TemplateNode], _ context: Context
    ) -> [TemplateProgram.Step] {
        switch node.value {
        case .sequence(let nodes):
            if isInverted { return nodes.isEmpty ? compile(children, context) : [] }
            // A key that some elements have is nothing in those that do not.
            let keys = Set(nodes.flatMap(\.keys))
            return nodes.flatMap { compile(children, context, in: $0.filled(with: keys)) }
        case .mapping:
            return isInverted ? [] : compile(children, context, in: node)
        case .scalar(let text, _):
            let isShown = node.flag ?? (!node.isNull && !text.isEmpty)
            return isShown != isInverted ? compile(children, context) : []
        }
    }

    private mutating func compile(
        _ nodes: [TemplateNode], _ context: Context, in data: FieldNode
    ) -> [TemplateProgram.Step] {
        var inner = context
        inner.scopes.append(.data(data))
        return compile(nodes, inner)
    }
}

extension TemplateCompiler.Scope {
    fileprivate var names: [String] {
        switch self {
        case .view(let keys): Array(keys.keys)
        case .data(let node): node.keys
        }
    }
}

extension FieldNode {
    /// Keys of a mapping; a plain text is known as `text` in a list of texts.
    fileprivate var keys: [String] {
        switch value {
        case .mapping(let entries): entries.map(\.key)
        case .scalar: ["text"]
        case .sequence: []
        }
    }

    fileprivate func value(of key: String) -> FieldNode? {
        switch value {
        case .mapping(let entries): entries.first { $0.key == key }?.node
        case .scalar: key == "text" ? self : nil
        case .sequence: nil
        }
    }

    fileprivate func filled(with keys: Set<String>) -> FieldNode {
        guard case .mapping(let entries) = value else { return self }
        let missing = keys.subtracting(entries.map(\.key)).sorted().map { key in
            Entry(key: key, line: 0, column: 0, node: FieldNode(value: .scalar("", isPlain: true), line: 0, column: 0))
        }
        return FieldNode(value: .mapping(entries + missing), line: line, column: column)
    }
}
