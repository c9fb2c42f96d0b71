/// Which field a trusted proxy writes. Only that one is read: the other passes through most proxies as the client sent
/// it, so reading both would let a client choose its address.
package enum ForwardedField: String, CaseIterable, Sendable {
    /// `X-Forwarded-For` with `X-Forwarded-Proto`, the common one: Caddy, nginx, CloudFront.
    case legacy = "x-forwarded-for"
    /// `Forwarded` (RFC 7239).
    case standard = "forwarded"
}

/// A step of a request on its way here, as a proxy tells it.
package struct ForwardedHop: Equatable, Sendable {
    /// Who sent the request to that proxy; `nil` when it says `unknown`, an obfuscated name or nonsense.
    package var address: NetworkAddress?
    /// How it came there: `http` or `https`; `nil` when it is not told.
    package var scheme: String?

    package init(address: NetworkAddress?, scheme: String? = nil) {
        self.address = address
        self.scheme = scheme
    }
}

extension ForwardedField {
    /// Longer lists are cut at the front: the hops next to us are at the end, and only these can be trusted.
    package static let maximumHops = 32
    /// Bytes of all lines together; longer fields are as good as absent.
    package static let maximumLength = 4096

    /// The hops, the client first.
    ///
    /// - Parameter values: all lines of the field with the name given.
    package func hops(values: (_ name: String) -> [String]) -> [ForwardedHop] {
        switch self {
        case .legacy: Self.legacyHops(values("X-Forwarded-For"), schemes: values("X-Forwarded-Proto"))
        case .standard: Self.standardHops(values("Forwarded"))
        }
    }

    /// Schemes belong to hops only when there are as many; one alone is the last proxy's word on how the client came.
    private static func legacyHops(_ lines: [String], schemes: [String]) -> [ForwardedHop] {
        let addresses = elements(lines)
        let schemes = elements(schemes).map { scheme($0[...]) }
        return addresses.enumerated().map { index, text in
            let own = schemes.count == addresses.count ? schemes[index] : schemes.count == 1 ? schemes[0] : nil
            return ForwardedHop(address: node(text[...]), scheme: own)
        }
    }

    private static func elements(_ lines: [String]) -> [String] {
        guard lines.reduce(0, { $0 + $1.utf8.count }) <= maximumLength else { return [] }
        return lines.flatMap { $0.split(separator: ",") }.map { String(trimmed($0)) }.suffix(maximumHops)
    }

    private static func standardHops(_ lines: [String]) -> [ForwardedHop] {
        guard lines.reduce(0, { $0 + $1.utf8.count }) <= maximumLength else { return [] }
        return lines.flatMap { line -> [ForwardedHop] in
            var reader = ForwardedReader(line)
            return reader.elements().map { pairs in
                ForwardedHop(
                    address: pairs["for"].flatMap { node($0[...]) }, scheme: pairs["proto"].flatMap { scheme($0[...]) })
            }
        }.suffix(maximumHops)
    }

    /// RFC 7239 §6: an address, IPv6 in brackets, either with a port that is dropped. Without brackets a colon is part
    /// of an IPv6 address, as `X-Forwarded-For` has it.
    private static func node(_ text: Substring) -> NetworkAddress? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            return NetworkAddress(text[text.index(after: text.startIndex)..<end])
        }
        if let address = NetworkAddress(text) { return address }
        guard let colon = text.firstIndex(of: ":"), text[text.index(after: colon)...].allSatisfy(isDigit) else {
            return nil
        }
        return NetworkAddress(text[..<colon])
    }

    private static func scheme(_ text: Substring) -> String? {
        let lower = text.lowercased()
        return lower == "http" || lower == "https" ? lower : nil
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
