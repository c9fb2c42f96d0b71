import Foundation

/// A folder for one test, removed with the value: `dist`, `media`, `private` and `data` side by side.
final class SiteFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "edge-test-" + UUID().uuidString
        for folder in ["dist", "media", "private", "data"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
        try write("dist/index.html", "<!doctype html><title>Home</title>")
        try write("dist/404.html", "<!doctype html><title>Not here</title>")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file as of an hour ago, so that its date is a strong validator.
    func write(_ name: String, _ content: Data, age: Int = 3600) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: file, options: .atomic)
        let date = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 - Double(age)).rounded(.down))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
    }

    func write(_ name: String, _ content: String) throws {
        try write(name, Data(content.utf8))
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    /// Bytes that tell where they are: every eight are the decimal number of the first of them.
    static func counting(_ count: Int) -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        for start in stride(from: 0, to: count, by: 8) {
            let digits = String(start)
            bytes += Array(repeating: UInt8(ascii: "0"), count: 8 - digits.count) + Array(digits.utf8)
        }
        return Data(bytes.prefix(count))
    }
}
