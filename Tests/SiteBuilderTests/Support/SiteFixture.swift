import Foundation

@testable import SiteBuilder

/// A small whole site in a temporary folder: every layout, an audio card, an unlisted and a private one, a stream and
/// an adventure. A test changes what it is about and builds.
struct SiteFixture {
    let root: URL

    /// Runs a test with a fresh site and removes it afterwards.
    static func with<Result>(_ body: (SiteFixture) async throws -> Result) async throws -> Result {
        let root = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let fixture = SiteFixture(root: root)
        for (path, text) in Self.texts { try fixture.write(path, text) }
        for (path, bytes) in Self.media { try fixture.write(path, bytes: bytes) }
        return try await body(fixture)
    }

    var options: BuildOptions {
        BuildOptions(
            content: path("content"), templates: path("templates"), output: path("dist"),
            privateOutput: path("private"),
            baseURL: "http://127.0.0.1:8080", includesDrafts: false, includesFuture: false,
            today: CalendarDay(secondsSince1970: 1_795_478_400), jobs: 2)
    }

    @discardableResult
    func build(_ change: (inout BuildOptions) -> Void = { _ in }) async throws -> BuildReport {
        var options = options
        change(&options)
        return try await SiteBuild(options: options, progress: { _ in }).run()
    }

    /// The text of a build that must fail, with this machine's folder taken out; empty when it did not fail.
    func mistakes() async throws -> String {
        do {
            try await build()
            return ""
        } catch let failure as BuildFailure {
            return failure.description.replacing(root.path() + "/", with: "")
        }
    }

    func path(_ name: String) -> String { root.appending(path: name).path() }

    func write(_ name: String, _ text: String) throws { try write(name, bytes: Array(text.utf8)) }

    func write(_ name: String, bytes: [UInt8]) throws {
        let file = root.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(at: root.appending(path: name)) }

    func text(_ name: String) throws -> String { try String(contentsOf: root.appending(path: name), encoding: .utf8) }

    /// Replaces a piece of a file, which must be in it.
    func replace(_ old: String, with new: String, in name: String) throws {
        let text = try text(name)
        guard text.contains(old) else { throw FixtureError(description: "'\(old)' is not in \(name)") }
        try write(name, text.replacing(old, with: new))
    }

    /// Every file below a folder with its bytes, hidden ones too.
    func files(below name: String) throws -> [String: Data] {
        let folder = root.appending(path: name)
        guard let walker = FileManager.default.enumerator(atPath: folder.path()) else { return [:] }
        var files: [String: Data] = [:]
        for case let path as String in walker {
            files[path] = FileManager.default.contents(atPath: folder.appending(path: path).path())
        }
        return files.filter { !$0.value.isEmpty }
    }

    struct FixtureError: Error, CustomStringConvertible { var description: String }
}
