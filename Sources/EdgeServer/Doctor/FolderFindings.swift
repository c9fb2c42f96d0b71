import Core
import Foundation

/// Looks at the folders that the edge reads and writes. Blocks; call it off the cooperative pool.
struct FolderFindings {
    let configuration: EdgeConfiguration

    /// So much must be free for uploads and the database to work for a while.
    private static let neededBytes: Int64 = 500_000_000

    func all() -> [Finding] {
        [site(), privateCatalog(), media(), free()].compactMap { $0 }
    }

    private func site() -> Finding {
        let path = configuration.site
        guard FileManager.default.isReadableFile(atPath: path + "/index.html") else {
            return .problem(
                "site", "\(path) holds no index.html", advice: "Run site-builder, or name the folder with --site.")
        }
        return catalog("site", path: path + "/catalog.json")
    }

    private func privateCatalog() -> Finding? {
        let path = configuration.privateCatalog + "/catalog.json"
        guard FileManager.default.fileExists(atPath: path) else {
            return .good("private cards", "none; \(configuration.privateCatalog) has no catalog")
        }
        return catalog("private cards", path: path)
    }

    private func catalog(_ subject: String, path: String) -> Finding {
        guard let data = FileManager.default.contents(atPath: path) else {
            return .problem(
                subject, "\(path) cannot be read", advice: "Run site-builder again, and look at the folder's rights.")
        }
        guard let catalog = try? Catalog(json: data) else {
            return .problem(
                subject, "\(path) is not a catalog of this version",
                advice: "Build the site with the site-builder that came with this edge-server.")
        }
        return .good(subject, "\(path) lists \(catalog.cards.count) cards")
    }

    private func media() -> Finding? {
        guard let path = configuration.media else { return nil }
        guard FileManager.default.isReadableFile(atPath: path) else {
            return .problem("media", "\(path) cannot be read", advice: "Make it, or name another with --media.")
        }
        return .good("media", "\(path) is served below /media/")
    }

    private func free() -> Finding? {
        var facts = statvfs()
        guard statvfs(configuration.data, &facts) == 0 else { return nil }
        let bytes = Int64(facts.f_bavail) * Int64(facts.f_frsize)
        let text = "\(bytes.formatted(.byteCount(style: .file))) free beside \(configuration.data)"
        return bytes < Self.neededBytes
            ? .warning("disk", text, advice: "Make room: a full disk stops uploads and renewals of the login.")
            : .good("disk", text)
    }
}
