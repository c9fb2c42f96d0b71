import Foundation
import ServiceLifecycle

/// Builds the site when it starts and whenever a file of its source changes.
///
/// It looks at the stamps of all files some twenty times a second: that works on every file system, also in containers
/// and on network drives, where notifications of the kernel do not arrive.
struct SiteWatcher: Service {
    let options: BuildOptions
    let live: LiveSite
    /// What to print for the person at the terminal.
    let say: @Sendable (String) -> Void

    func run() async throws {
        var known = Source(options)
        await build(nil)
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let start = ContinuousClock.now
            let found = Source(options)
            if found != known {
                let changed = found.changes(since: known)
                known = found
                await build(changed)
            }
            // A large tree takes a while to look through; then it is looked at less often.
            let pause = max(.milliseconds(30), (ContinuousClock.now - start) * 5)
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
        }
    }

    /// - Parameter changed: files that changed since the last build; `nil` for the first.
    private func build(_ changed: Set<String>?) async {
        let start = ContinuousClock.now
        do {
            let report = try await SiteBuild(options: options, progress: { _ in }).run()
            let time = Wording.time(ContinuousClock.now - start)
            say("Built \(Wording.count(report.pages, "page")) in \(time): \(report.written) written")
            if !report.warnings.isEmpty { say(DiagnosticPrinter.disk.list(report.warnings.map(\.diagnostic))) }
            let areStyles = changed.map { !$0.isEmpty && $0.allSatisfy { $0.hasSuffix(".css") } } ?? false
            await live.publish(areStyles ? .styles : .reload, styles: areStyles ? styles() : [])
        } catch {
            say("\(error)")
            await live.publish(.mistakes, text: "\(error)")
        }
    }

    private func styles() -> [String] {
        let folder = options.output + "/assets"
        let files = (try? FileTree.files(in: folder)) ?? []
        return files.filter { $0.hasSuffix(".css") }.map { "/assets/" + $0 }
    }

    /// The source's files with their stamps.
    private struct Source: Equatable {
        var files: [String: FileStamp] = [:]

        init(_ options: BuildOptions) {
            for folder in [options.content, options.templates] {
                for entry in (try? FileTree.entries(in: folder)) ?? [] {
                    files["\(folder)/\(entry.path)"] = entry.stamp
                }
            }
        }

        /// Files that are new, gone or other than before.
        func changes(since earlier: Source) -> Set<String> {
            let changed = files.filter { earlier.files[$0.key] != $0.value }.keys
            return Set(changed).union(earlier.files.keys.filter { files[$0] == nil })
        }
    }
}
