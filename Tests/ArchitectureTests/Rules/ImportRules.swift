extension Rule {
    /// The table of rooms.
    static let imports = Rule(
        name: "forbidden import",
        why: "ImportTable.swift says who may import what; a new line there is a design decision"
    ) { file in
        let allowed = ImportTable.allowed(for: file.path) ?? []
        return file.code.enumerated().compactMap { line, text in
            guard let module = importedModule(text) else { return nil }
            if text.contains("@testable") { return (line, "@testable \(module)") }
            return allowed.contains(module) ? nil : (line, module)
        }
    }

    /// The module of an import line; of `import struct Foundation.Data` it is `Foundation`.
    private static func importedModule(_ line: String) -> String? {
        let kinds = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias", "actor"]
        let words = line.split(whereSeparator: \.isWhitespace).filter { !$0.hasPrefix("@") }
        guard let position = words.firstIndex(of: "import"), position <= 1 else { return nil }
        let name = words[(position + 1)...].first { !kinds.contains(String($0)) }
        return name?.split(separator: ".").first.map(String.init)
    }

    /// Folders of Core name only types of folders below them.
    static let ladder = Rule(
        name: "step up Core's ladder",
        why: "Core's folders form a ladder without circles (ImportTable.ladder); move the type down or the user up"
    ) { file in ladderFindings(file, declarations: coreDeclarations) }

    /// The same with other declarations, to try it out.
    static func ladderFindings(_ file: SwiftFile, declarations: [String: String]) -> [(line: Int, detail: String)] {
        guard let folder = coreFolder(of: file.path) else { return [] }
        guard let below = ImportTable.ladder[folder] else { return [(0, "folder \(folder) has no step yet")] }
        return file.code.enumerated().flatMap { line, text in
            words(of: text).compactMap { word in
                guard let home = declarations[word], home != folder, !below.contains(home) else { return nil }
                return (line, "\(folder) names \(word) of \(home)")
            }
        }
    }

    /// The top-level types of a file, for ``ladderFindings(_:declarations:)``.
    static func declaredTypes(in file: SwiftFile) -> [String] {
        file.code.compactMap { $0.firstMatch(of: topLevelType).map { String($0.1) } }
    }

    private static let coreDeclarations: [String: String] = {
        let files = (try? SwiftFile.all(under: "Sources/Core")) ?? []
        let pairs = files.flatMap { file in declaredTypes(in: file).map { ($0, coreFolder(of: file.path) ?? "") } }
        return Dictionary(pairs) { first, _ in first }
    }()

    private static func coreFolder(of path: String) -> String? {
        let parts = path.split(separator: "/")
        return parts.starts(with: ["Sources", "Core"]) && parts.count > 3 ? String(parts[2]) : nil
    }

    private static func words(of line: String) -> [String] {
        line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    }

    // A regex is not Sendable; this one is a constant that nobody changes.
    private nonisolated(unsafe) static let topLevelType =
        /^(?:package |internal |public |final |indirect )*(?:struct|class|enum|actor|protocol|typealias) (\w+)/
}
