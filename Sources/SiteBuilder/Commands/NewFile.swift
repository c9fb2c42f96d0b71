import ArgumentParser
import Foundation

/// Asks for what a flag did not give.
struct Question {
    let words: String
    let flag: String

    init(_ words: String, _ flag: String) { (self.words, self.flag) = (words, flag) }

    /// The flag's value, or what the person at the terminal types.
    ///
    /// - Throws: `ValidationError` when there is neither.
    func answer(_ given: String?) throws -> String {
        if let given = given?.trimming(while: \.isWhitespace), !given.isEmpty { return given }
        guard given == nil, isatty(STDIN_FILENO) == 1 else { throw ValidationError("\(flag) is missing.") }
        Terminal.ask("\(words): ")
        guard let line = readLine()?.trimming(while: \.isWhitespace), !line.isEmpty else {
            throw ValidationError("\(flag) is missing.")
        }
        return line
    }
}

/// Writes the files of a new card or page; an existing one is never touched.
enum NewFile {
    static func refuseExisting(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) {
            Terminal.complain("'\(path)' is already there")
            throw ExitCode(2)
        }
    }

    static func write(_ text: String, to path: String) throws {
        try refuseExisting(path)
        try explained(path) { () throws(DiskFile.Failure) in
            if let slash = path.lastIndex(of: "/") { try DiskFile.makeFolder(String(path[..<slash])) }
            try DiskFile.create(path, Array(text.utf8))
        }
        print(path)
    }

    static func copy(_ source: String, to path: String) throws {
        guard FileStamp(path: source) != nil else {
            Terminal.complain("there is no file '\(source)'")
            throw ExitCode(2)
        }
        try refuseExisting(path)
        try explained(path) { () throws(DiskFile.Failure) in
            if let slash = path.lastIndex(of: "/") { try DiskFile.makeFolder(String(path[..<slash])) }
            try DiskFile.copy(source, to: path)
        }
    }

    private static func explained(_ path: String, _ work: () throws(DiskFile.Failure) -> Void) throws {
        do {
            try work()
        } catch {
            Terminal.complain("'\(path)' cannot be written: \(error.description)")
            throw ExitCode(2)
        }
    }

    /// `key: "value"` of front matter.
    static func line(_ entry: (key: String, value: String)) -> String { "\(entry.key): \(quoted(entry.value))\n" }

    /// A text in YAML's double quotation marks.
    static func quoted(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").filter { !$0.isNewline }
        return "\"\(safe)\""
    }

    /// `The Night Train!` is `the-night-train`; letters beyond ASCII lose their marks.
    static func slug(_ title: String) -> String {
        let plain = title.lowercased().replacing("ß", with: "ss").decomposedStringWithCanonicalMapping
        var slug = ""
        for scalar in plain.unicodeScalars where !scalar.properties.isDiacritic {
            if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                slug.unicodeScalars.append(scalar)
            } else if !slug.isEmpty, !slug.hasSuffix("-") {
                slug.append("-")
            }
        }
        return String(slug.prefix(80)).trimming { $0 == "-" }
    }

    /// The ending of a file's name in lower case.
    static func ending(_ file: String) -> String {
        let name = file.split(separator: "/").last ?? ""
        return name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? "bin"
    }

    /// `02-over-the-viaduct.mp3`
    static func trackName(_ file: String, number: Int) -> String {
        let name = slug(title(file))
        return "\(number < 10 ? "0" : "")\(number)\(name.isEmpty ? "" : "-" + name).\(ending(file))"
    }

    /// A title from a file's name: `01 - Over the viaduct.mp3` is `Over the viaduct`.
    static func title(_ file: String) -> String {
        let name = String(file.split(separator: "/").last ?? "")
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        let words = stem.replacing("_", with: " ").drop { $0.isNumber || $0 == "-" || $0 == "." || $0 == " " }
        return words.isEmpty ? stem : String(words)
    }
}
