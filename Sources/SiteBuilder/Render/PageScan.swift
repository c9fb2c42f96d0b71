/// Holds a finished page's addresses against those of the site while it is scanned. What it does not know at first
/// sight is kept as text, to be looked at and explained afterwards.
struct PageScan: HTMLVisitor {
    /// Fingerprints of the page's anchors, sorted.
    private(set) var anchors: [UInt64] = []
    /// Anchors of this and other pages that the page leads to.
    private(set) var anchorReferences: [AnchorReference] = []
    /// References that seem to lead nowhere.
    private(set) var suspects: [String] = []
    /// Tags that the pages' Content-Security-Policy would block.
    private(set) var inlineCode: [String] = []

    private let url: UInt64
    private let addresses: Set<UInt64>

    /// A link to an anchor, as fingerprints.
    struct AnchorReference: Sendable, Hashable {
        var page: UInt64
        var anchor: UInt64
    }

    /// - Parameters:
    ///   - url: URL path of the page.
    ///   - addresses: fingerprints of every URL path that the site answers.
    static func scan(_ html: [UInt8], url: String, addresses: Set<UInt64>) -> PageScan {
        var scan = HTMLScanner.scan(html, PageScan(url: fingerprint(url), addresses: addresses))
        scan.anchors.sort()
        return scan
    }

    private init(url: UInt64, addresses: Set<UInt64>) {
        self.url = url
        self.addresses = addresses
    }

    mutating func reference(_ value: UnsafeBufferPointer<UInt8>) {
        guard let first = value.first else { return }
        if first == UInt8(ascii: "h"), Self.isElsewhere(value) { return }
        guard first == UInt8(ascii: "/") || first == UInt8(ascii: "#"), !value.contains(UInt8(ascii: "&")) else {
            suspect(value)
            return
        }
        let hash = value.firstIndex(of: UInt8(ascii: "#"))
        let end = value[..<(hash ?? value.count)].firstIndex(of: UInt8(ascii: "?")) ?? hash ?? value.count
        let page = end == 0 ? url : Self.fingerprint(UnsafeBufferPointer(rebasing: value[..<end]))
        guard end == 0 || addresses.contains(page) else {
            suspect(value)
            return
        }
        guard let hash, hash + 1 < value.count else { return }
        let anchor = Self.fingerprint(UnsafeBufferPointer(rebasing: value[(hash + 1)...]))
        anchorReferences.append(AnchorReference(page: page, anchor: anchor))
    }

    mutating func identifier(_ value: UnsafeBufferPointer<UInt8>) { anchors.append(Self.fingerprint(value)) }

    mutating func inlineCode(_ tag: UnsafeBufferPointer<UInt8>) {
        inlineCode.append(String(decoding: tag, as: UTF8.self))
    }

    private mutating func suspect(_ value: UnsafeBufferPointer<UInt8>) {
        let text = HTMLScan.unescaped(value)
        // Media are looked for by the names that texts and front matter give them.
        if !LinkReport.isElsewhere(text), !text.hasPrefix("/media/") { suspects.append(text) }
    }

    private static func isElsewhere(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.starts(with: "https://".utf8) || value.starts(with: "http://".utf8)
    }

    /// The fingerprint of an address or an anchor.
    static func fingerprint(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { fingerprint($0) }
    }

    private static func fingerprint(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var builder = ContentKey.Builder()
        builder.add(UnsafeRawBufferPointer(bytes))
        return builder.key.high
    }
}
