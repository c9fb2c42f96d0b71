import Core

/// A content coding for which `site-builder` writes siblings of files (RFC 9110 §8.4.1). In order of preference.
enum ContentCoding: String, CaseIterable, Sendable {
    case brotli = "br"
    case gzip

    /// Extension of the sibling that holds the coded form.
    var fileExtension: String {
        switch self {
        case .brotli: "br"
        case .gzip: "gz"
        }
    }

    /// The best of the codings on offer that a request accepts; `nil` for the plain form.
    ///
    /// Weights count first, our order second (RFC 9110 §12.5.3). Without the field, or when it prefers the plain form,
    /// the plain form is sent; a client that refuses even that still gets it, since an answer it can ignore is better
    /// than none.
    static func negotiate(_ lines: [String], offered: [ContentCoding]) -> ContentCoding? {
        let weights = AcceptedCodings(lines)
        var best: (coding: ContentCoding, weight: Int)?
        for coding in offered {
            let weight = weights.weight(of: coding.rawValue)
            if weight > best?.weight ?? 0 { best = (coding, weight) }
        }
        guard let best, best.weight >= weights.explicitIdentityWeight else { return nil }
        return best.coding
    }
}

/// The weights of an `Accept-Encoding` field, in thousandths.
struct AcceptedCodings {
    private var weights: [String: Int] = [:]

    init(_ lines: [String]) {
        for element in lines.joined(separator: ",").split(separator: ",").prefix(32) {
            let parts = element.split(separator: ";").map { $0.trimmingPrefix(while: Self.isBlank) }
            guard let name = parts.first.map({ Self.trimmed($0).lowercased() }), !name.isEmpty else { continue }
            weights[name == "x-gzip" ? "gzip" : name] = Self.weight(parts.dropFirst())
        }
    }

    /// 0 when the coding is refused or not mentioned.
    func weight(of coding: String) -> Int { weights[coding] ?? weights["*"] ?? 0 }

    /// What the request says of the plain form; 0 when it does not.
    var explicitIdentityWeight: Int { weights["identity"] ?? 0 }

    /// `q=0.5` is 500; without one 1000, with a broken one 0.
    private static func weight(_ parameters: ArraySlice<Substring>) -> Int {
        for parameter in parameters {
            let text = trimmed(parameter).lowercased()
            guard text.hasPrefix("q=") else { continue }
            let digits = text.dropFirst(2)
            guard let value = Double(digits), (0...1).contains(value), digits.utf8.count <= 5 else { return 0 }
            return Int((value * 1000).rounded())
        }
        return 1000
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
}
