/// Every URL path that the site answers, and who asked for it: two sources for one are a mistake.
struct AddressBook: Sendable {
    /// Who made each file of the output, by path without a leading slash.
    private(set) var origins: [String: String] = [:]

    /// Notes a file of the output.
    ///
    /// - Parameter origin: the file it is made from, as the author knows it.
    mutating func add(_ path: String, from origin: SourceLocation, into diagnostics: inout Diagnostics) {
        if let other = origins.updateValue(origin.file, forKey: path) {
            origins[path] = other
            diagnostics.report(
                .duplicateURL, at: origin, "'/\(path)' is already made from \(other)",
                help: "rename one of the two files")
        }
    }

    /// Files of the output with a leading slash; pages also by the address of their folder.
    var addresses: Set<String> {
        var addresses: Set<String> = []
        addresses.reserveCapacity(origins.count * 2)
        for path in origins.keys {
            addresses.insert("/" + path)
            if path.hasSuffix("index.html") { addresses.insert("/" + path.dropLast("index.html".count)) }
        }
        return addresses
    }

    /// Whether a file of a former build is gone, so that links to it may lead nowhere now. Media are not counted: texts
    /// name them as files, and are asked for those.
    func lacks(any former: some Sequence<String>) -> Bool {
        former.contains { path in
            if origins[path] != nil || path.hasPrefix("media/") { return false }
            let isSibling = CompressedSiblings.suffixes.contains { path.hasSuffix($0) }
            return !isSibling || origins[String(path.dropLast(3))] == nil
        }
    }

    /// Fingerprints of ``addresses``.
    var fingerprints: Set<UInt64> {
        var fingerprints: Set<UInt64> = []
        fingerprints.reserveCapacity(origins.count * 2)
        for path in origins.keys {
            let address = "/" + path
            fingerprints.insert(PageScan.fingerprint(address))
            if address.hasSuffix("/index.html") {
                fingerprints.insert(PageScan.fingerprint(String(address.dropLast("index.html".count))))
            }
        }
        return fingerprints
    }
}
