import Foundation

/// What a build wrote into a folder, kept in the folder itself: only files listed here are ever removed, and a
/// folder without it is not ours to write into.
struct BuildManifest: Codable {
    var version = 1
    /// SHA-256 of each file by path.
    var files: [String: String]

    /// Path below the output folder; hidden, so that neither the edge nor a publisher takes it for a page.
    static let path = ".site-builder/manifest.json"

    /// The files that an output folder's manifest lists; empty without one.
    static func read(_ folder: String) -> [String: Digest256] {
        guard let bytes = try? DiskFile.read("\(folder)/\(path)").bytes,
            let manifest = try? JSONDecoder().decode(BuildManifest.self, from: Data(bytes))
        else { return [:] }
        return manifest.files.compactMapValues { Digest256($0) }
    }

    /// The manifest's bytes, a file a line, in order of paths.
    static func json(_ files: [String: Digest256]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(files.count * 120)
        output.append("{\n  \"files\" : {")
        var separator = "\n"
        for name in files.keys.sorted() {
            guard let digest = files[name] else { continue }
            output.append(separator)
            output.append("    ")
            output.appendJSON(name)
            output.append(" : \"")
            output.append(digest.hexadecimal)
            output.append("\"")
            separator = ",\n"
        }
        output.append("\n  },\n  \"version\" : 1\n}\n")
        return output
    }
}

extension [UInt8] {
    /// Appends a text as a JSON string (RFC 8259 §7).
    mutating func appendJSON(_ text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0..<0x20:
                append("\\u00")
                append(UInt8(ascii: "0") + byte >> 4)
                append(contentsOf: String(byte & 15, radix: 16).utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
