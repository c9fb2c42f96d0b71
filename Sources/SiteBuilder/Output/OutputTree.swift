/// All files of a finished build, in memory, before anything is written.
struct OutputTree: Sendable {
    /// By path without a leading slash: `help/index.html`.
    private(set) var files: [String: File] = [:]

    /// One file and who asked for it.
    struct File: Sendable {
        var content: Content
        /// Whose output it is, to name both sides when two want one path.
        var origin: SourceLocation
    }

    /// What a file holds: bytes made by this build, or a copy of a file that lies elsewhere.
    enum Content: Sendable {
        case bytes([UInt8])
        case copy(of: MediaFile)
    }

    /// Adds a file; two sources for one path are a mistake, the same media file twice is not.
    mutating func add(
        _ path: String, _ content: Content, from origin: SourceLocation, into diagnostics: inout Diagnostics
    ) {
        if let other = files[path] {
            if case .copy(let a) = content, case .copy(let b) = other.content, a.path == b.path { return }
            diagnostics.report(
                .duplicateURL, at: origin, "'/\(path)' is already made from \(other.origin.file)",
                help: "rename one of the two files")
            return
        }
        files[path] = File(content: content, origin: origin)
    }

    /// Paths in order.
    var paths: [String] { files.keys.sorted() }
}
