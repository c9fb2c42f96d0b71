extension Rule {
    /// What ends a program or hides a mistake from the compiler.
    static let safety: [Rule] = [
        .code("try!", why: "handle the error, or say why it cannot happen with guard … else { preconditionFailure }") {
            $0.contains("try!")
        },
        .code("as!", why: "a cast that fails ends the program; use as? and say what else may come") {
            $0.contains(" as!")
        },
        .code("force unwrap", why: "a nil ends the program; use guard let, or preconditionFailure with the reason") {
            hasForceUnwrap($0)
        },
        .code("fatalError", why: "throw, or preconditionFailure with the values for what is proven impossible") {
            $0.contains("fatalError(")
        },
        .code("unstructured task", why: "nobody waits for it or cancels it; use a task group or a Service") {
            $0.contains(/\bTask(?:<[^>]*>)?(?:\.detached|\.immediate)?\s*(?:\([^)]*\)\s*)?\{/)
                || $0.contains(/\bTask\.(?:detached|immediate)\b/)
                || $0.contains(/\bTask(?:<[^>]*>)?\((?:priority|name)?/)
        },
    ]

    /// An exclamation mark right behind a name, a closing bracket or another postfix, and not part of `!=`.
    private static func hasForceUnwrap(_ line: String) -> Bool {
        let others = line.replacing("try!", with: "").replacing(" as!", with: "")
        return others.contains(/[\w\)\]\}"?`]!(?:$|[^=])/)
    }

    /// Promises that the compiler takes on trust.
    static let unsafeNeedsReason = Rule(
        name: "promise without a reason",
        why: "the compiler believes @unchecked Sendable, nonisolated(unsafe) and Unmanaged; a comment right above "
            + "(20 characters or more) must say why it may"
    ) { file in
        let marks = ["@unchecked Sendable", "nonisolated(unsafe)", "Unmanaged"]
        return file.code.enumerated().compactMap { line, text in
            guard let mark = marks.first(where: text.contains), file.comment(above: line).count < 20 else { return nil }
            return (line, mark)
        }
    }
}
