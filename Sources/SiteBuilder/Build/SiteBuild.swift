import Core
import Foundation

/// A build from source to output, as a list of steps. Each step is a function over values; mistakes are collected
/// over all steps, and only a build without any of them changes the output.
struct SiteBuild: Sendable {
    let options: BuildOptions
    /// Called before each step with its name, for people who wait.
    let progress: @Sendable (String) -> Void

    /// Builds the site.
    ///
    /// - Throws: ``BuildFailure``: with all mistakes of the source, or when a folder cannot be read or written. The
    ///   output is then as it was.
    func run() async throws -> BuildReport {
        async let loading = BuildCache.load(options)
        let files = try FileTree.entries(in: options.content)
        let cache = await loading
        let publicStage = try OutputStage(path: options.output, former: cache.public, manifest: cache.manifest)
        let privateStage = try OutputStage(path: options.privateOutput, former: cache.private)
        try publicStage.open()
        do {
            let build = try await PageBuild.plan(options, files: files, cache: cache, progress: progress)
            let made = try await build.make(into: publicStage, cache: cache, progress: progress)
            progress("Writing \(options.output)/")
            return try finish(build, made, cache: cache, publicStage: publicStage, privateStage: privateStage)
        } catch {
            publicStage.discard()
            privateStage.discard()
            throw error
        }
    }

    /// Reads, lays out, makes and checks everything, and writes nothing.
    ///
    /// - Throws: as ``run()``.
    func check() async throws -> (build: PageBuild, warnings: [Diagnostic]) {
        var options = options
        // What is known of media is used; every page is looked at.
        options.compresses = false
        let cache = BuildCache(media: BuildCache.load(options).media)
        let build = try await PageBuild.plan(
            options, files: try FileTree.entries(in: options.content), cache: cache, progress: progress)
        let stage = try OutputStage(path: options.output, isDry: true)
        let made = try await build.make(into: stage, cache: cache, progress: progress)
        return (build, made.warnings)
    }

    /// Reads and lays out the site, to tell about it.
    ///
    /// - Throws: as ``run()``.
    func plan() async throws -> PageBuild {
        try await PageBuild.plan(
            options, files: try FileTree.entries(in: options.content), cache: BuildCache(), progress: progress)
    }

    /// Everything is made and without mistakes: private cards first, since they may fail for want of space, then both
    /// folders get their new files.
    private func finish(
        _ build: PageBuild, _ made: PageBuild.Made, cache: BuildCache, publicStage: OutputStage,
        privateStage: OutputStage
    ) throws -> BuildReport {
        var made = made
        var privateFiles: [String: OutputRecord] = [:]
        let hasPrivate = !build.site.privateCards.isEmpty || privateStage.hasManifest
        if hasPrivate {
            try privateStage.open()
            for file in made.media.private { privateFiles[file.path] = try privateStage.copy(file) }
            if !build.site.privateCards.isEmpty {
                // A catalog has a card once, in the site's own language.
                let own = build.site.privateCards.filter { $0.source.translation == nil }
                let catalog = Catalog(cards: own.map(\.catalog))
                privateFiles["catalog.json"] = try privateStage.put("catalog.json", [UInt8](try catalog.json()))
            }
        }
        var changes = try publicStage.commit(&made.files)
        if hasPrivate { changes.add(try privateStage.commit(&privateFiles)) }
        let next = BuildCache(
            settings: build.source.settings.key, pages: build.source.records, media: made.library.records,
            public: made.files, private: privateFiles, manifest: publicStage.manifest)
        if !next.isEqual(cache) { next.save(options) }
        return BuildReport(
            pages: build.jobs.count, cards: build.site.publishedCards.count,
            privateCards: build.site.privateCards.count, written: changes.written, unchanged: changes.unchanged,
            removed: changes.removed, warnings: made.warnings.map(DiagnosticJSON.init))
    }
}
