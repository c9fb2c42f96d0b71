import ArgumentParser
import Foundation

/// `site-builder build`: content and templates to a static site.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Renders content/ and templates/ into dist/.",
        discussion: """
            Everything is rendered and checked before a byte is written: a build with a mistake lists all mistakes, \
            each with its place, and leaves the former site as it was. Only files that differ are written.

            Cards are private unless their front matter says 'visibility: public' or 'unlisted'. Private cards and \
            their audio go to the folder --private, never into --output.

            Exit codes: 0 built, 1 the content has mistakes, 2 a folder cannot be read or written, 64 wrong options.
            """)

    @OptionGroup var source: SourceOptions

    @Flag(help: "Print the result as JSON on standard output, for scripts.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing unless something is wrong.")
    var quiet = false

    func run() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let isSilent = quiet || json
        let say: @Sendable (String) -> Void = { line in if !isSilent { Terminal.say(line) } }
        do {
            let report = try await SiteBuild(options: source.options(), progress: say).run()
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys]
                print(String(decoding: try encoder.encode(report), as: UTF8.self))
            }
            if !isSilent { say(Self.summary(report, output: source.output, duration: clock.now - start)) }
        } catch let failure as BuildFailure {
            Terminal.complain(failure.description)
            throw ExitCode(failure.exitCode)
        }
    }

    private static func summary(_ report: BuildReport, output: String, duration: Duration) -> String {
        let cards =
            Wording.count(report.cards, "card")
            + (report.privateCards > 0 ? " and \(report.privateCards) private" : "")
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        let tenths = milliseconds / 100
        let time = milliseconds < 1_000 ? "\(milliseconds) ms" : "\(tenths / 10).\(tenths % 10) s"
        return "Built \(Wording.count(report.pages, "page")), \(cards) into \(output)/ in \(time): "
            + "\(report.written) written, \(report.unchanged) unchanged, \(report.removed) removed"
    }
}

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
            compresses: compress, cache: ignoresCache ? nil : "\(cache)/\(cacheName)")
    }

    /// One file for each output folder.
    private var cacheName: String {
        let name = URL(filePath: output).standardizedFileURL.path()
        return String(ContentKey.of { $0.add(name) }.high, radix: 16) + ".bin"
    }
}
