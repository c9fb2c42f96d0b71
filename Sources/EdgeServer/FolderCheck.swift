import Foundation

/// Looks at the folders before the port is opened: a wrong path is told at once, not by the first 404.
struct FolderCheck {
    private let configuration: EdgeConfiguration

    init(_ configuration: EdgeConfiguration) {
        self.configuration = configuration
    }

    /// - Throws: `StartFailure` when the site or the media folder is none that can be read.
    func run() throws {
        guard isReadableFolder(configuration.site) else {
            throw StartFailure(
                "cannot read the site folder \(configuration.site); run `swift run site-builder` first "
                    + "or name another with --site")
        }
        if let media = configuration.media, !isReadableFolder(media) {
            throw StartFailure("cannot read the media folder \(media); create it or name another with --media")
        }
    }

    private func isReadableFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
            && access(path, R_OK | X_OK) == 0
    }
}
