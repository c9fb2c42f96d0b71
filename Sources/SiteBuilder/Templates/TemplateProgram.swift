/// A layout with everything that it includes and inherits, its names resolved: ready to write pages.
struct TemplateProgram: Sendable {
    let steps: [Step]

    /// One thing to write.
    indirect enum Step: Sendable {
        case literal([UInt8])
        case value(Reference)
        case section(Reference, isInverted: Bool, steps: [Step])
    }

    /// Where a value is: a scope counted from the outermost, a key in it, and keys of objects inside that.
    struct Reference: Sendable {
        var scope: Int
        var key: Int
        var path: [Int]
    }

    /// The page of a view.
    ///
    /// - Parameter content: the page's own HTML, put where the layout says `{{{content}}}`.
    func render(_ view: any ViewModel, content: [UInt8]) -> [UInt8] {
        var writer = Writer(content: content, scopes: [view])
        writer.output.reserveCapacity(content.count + 6_144)
        writer.run(steps)
        return writer.output
    }

    private struct Writer {
        let content: [UInt8]
        var scopes: [any ViewModel]
        var output: [UInt8] = []

        mutating func run(_ steps: [Step]) {
            for step in steps {
                switch step {
                case .literal(let bytes): output.append(contentsOf: bytes)
                case .value(let reference): write(value(of: reference))
                case .section(let reference, let isInverted, let steps):
                    section(value(of: reference), isInverted: isInverted, steps)
                }
            }
        }

        private mutating func write(_ value: ViewValue) {
            switch value {
            case .text(let text): output.appendEscaped(text)
            case .html(let html): output.append(html)
            case .content: output.append(contentsOf: content)
            case .flag, .list, .object: break
            }
        }

        private mutating func section(_ value: ViewValue, isInverted: Bool, _ steps: [Step]) {
            switch value {
            case .flag(let isOn):
                if isOn != isInverted { run(steps) }
            case .list(let elements):
                if isInverted {
                    if elements.isEmpty { run(steps) }
                } else {
                    for element in elements { run(steps, in: element) }
                }
            case .object(let object):
                if isInverted {
                    if object == nil { run(steps) }
                } else if let object {
                    run(steps, in: object)
                }
            case .text, .html, .content: break
            }
        }

        private mutating func run(_ steps: [Step], in scope: any ViewModel) {
            scopes.append(scope)
            run(steps)
            scopes.removeLast()
        }

        private func value(of reference: Reference) -> ViewValue {
            var value = scopes[reference.scope].value(at: reference.key)
            for key in reference.path {
                guard case .object(let object?) = value else { return .object(nil) }
                value = object.value(at: key)
            }
            return value
        }
    }
}

extension [UInt8] {
    /// Appends a text as UTF-8.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// Appends a text for HTML, in elements and in quoted attributes.
    mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var copied = 0
            for (index, byte) in bytes.enumerated() where byte <= 0x3E {
                guard let entity = Self.entity(byte) else { continue }
                append(contentsOf: bytes[copied..<index])
                append(contentsOf: entity.utf8)
                copied = index + 1
            }
            append(contentsOf: bytes[copied...])
        }
    }

    private static func entity(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }

}
