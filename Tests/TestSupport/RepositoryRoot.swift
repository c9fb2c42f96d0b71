package import Foundation

/// The folder that holds `Package.swift`, and what tests look up in it.
package enum RepositoryRoot {
    /// Found from where this file was when it was compiled.
    package static let url = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file or folder of the repository.
    package static func appending(_ path: String) -> URL { url.appending(path: path) }

    /// Every Swift file below a folder of the repository, sorted, each as a path from the root.
    package static func swiftFiles(under folder: String) -> [String] {
        let start = appending(folder).path(percentEncoded: false)
        guard let names = FileManager.default.enumerator(atPath: start) else { return [] }
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }.sorted()
    }
}
