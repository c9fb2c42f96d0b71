import ArgumentParser
import Foundation

/// Options that say what is built and where it goes.
struct SourceOptions: ParsableArguments {
    @Option(help: "Folder of Markdown, media and site.yaml.")
    var content = "content"

    @Option(help: "Folder of layouts, partials and assets.")
    var templates = "templates"

    @Option(help: "Folder for the finished site.")
    var output = "dist"

    @Option(name: .customLong("private"), help: "Folder for private cards; it must not lie in the output.")
    var privateOutput = "private"

    @Option(name: .customLong("base-url"), help: "Public origin of the site, for feeds and previews.")
    var baseURL = "http://127.0.0.1:8080"

    @Flag(help: "Include drafts.")
    var drafts = false

    @Flag(help: "Include pages and cards with a date in the future.")
    var future = false

    @Option(help: "How many files to work on at once; the result is the same for any number.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Flag(inversion: .prefixedNo, help: "Make .br and .gz siblings of text files.")
    var compress = true

    @Option(help: "Folder for what a build remembers for the next one; it may be deleted at any time.")
    var cache = ".cache/site-builder"

    @Flag(name: .customLong("no-cache"), help: "Look at everything anew and remember nothing.")
    var ignoresCache = false

    @Flag(help: "Let warnings fail the build as mistakes do.")
    var warningsAsErrors = false

    func validate() throws {
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs must be between 1 and 64.") }
        guard let url = URL(string: baseURL), ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false,
            url.path().isEmpty || url.path() == "/", url.query() == nil
        else {
            throw ValidationError(
                "--base-url must be an origin like https://audio.example.org, without a path: '\(baseURL)'.")
        }
        let out = URL(filePath: output).standardizedFileURL.path() + "/"
        for folder in [content, templates, privateOutput] {
            let path = URL(filePath: folder).standardizedFileURL.path() + "/"
            if path.hasPrefix(out) || out.hasPrefix(path) {
                throw ValidationError("--output '\(output)' and '\(folder)' must not lie in each other.")
            }
        }
    }

    /// The options of a build that starts now.
    func options() -> BuildOptions {
        BuildOptions(
            content: content, templates: templates, output: output, privateOutput: privateOutput,
            baseURL: baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL, includesDrafts: drafts,
            includesFuture: future, today: CalendarDay(secondsSince1970: Int(Date().timeIntervalSince1970)), jobs: jobs,
            compresses: compress, warningsAsErrors: warningsAsErrors,
            cache: ignoresCache ? nil : "\(cache)/\(cacheName)")
    }

    /// One file for each output folder.
    var cacheName: String {
        let name = URL(filePath: output).standardizedFileURL.path()
        return String(ContentKey.of { $0.add(name) }.high, radix: 16) + ".bin"
    }
}
