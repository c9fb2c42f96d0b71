import Core
import Foundation

/// A TCP port; 0 asks for a free one.
struct Port: Equatable, Sendable {
    let number: Int

    init?(_ text: String) {
        guard let number = Int(text), (0...65_535).contains(number) else { return nil }
        self.number = number
    }
}

/// The origin under which the site is reached: scheme, host and port, without a path.
struct PublicURL: Equatable, Sendable {
    let url: URL

    var isHTTPS: Bool { url.scheme == "https" }

    /// As browsers write it in `Origin` (RFC 6454 §6.2): lower case, and no port that the scheme implies.
    var origin: String {
        let scheme = url.scheme?.lowercased() ?? ""
        let host = url.host(percentEncoded: true)?.lowercased() ?? ""
        let implied = scheme == "https" ? 443 : 80
        let shown = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return "\(scheme)://\(shown)" + (url.port.map { $0 == implied ? "" : ":\($0)" } ?? "")
    }

    /// Whether it names this machine: browsers then trust plain http, since nothing leaves it.
    var isLoopback: Bool {
        let host = url.host()?.lowercased() ?? ""
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host == "[::1]"
            || host.hasPrefix("127.")
    }

    init?(_ text: String) {
        guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme),
            url.host()?.isEmpty == false, ["", "/"].contains(url.path()), url.query() == nil, url.fragment() == nil,
            url.user() == nil
        else { return nil }
        self.url = url
    }
}

/// Blocks of addresses with commas between them; `none` for none.
struct ProxyList {
    let blocks: [NetworkBlock]

    init?(_ text: String) {
        guard text != "none" else {
            blocks = []
            return
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            NetworkBlock(part.filter { $0 != " " })
        }
        let known = parts.compactMap(\.self)
        guard known.count == parts.count else { return nil }
        blocks = known
    }
}

/// A duration as people write it: `500ms`, `10s`, `5m`, `1h`.
struct TimeSpan: Equatable, Sendable {
    let duration: Duration

    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number < 1_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": duration = .milliseconds(number)
        case "s": duration = .seconds(number)
        case "m": duration = .seconds(number * 60)
        case "h": duration = .seconds(number * 3600)
        default: return nil
        }
    }
}
