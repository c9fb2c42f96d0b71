internal import CCurl

/// An address that libcurl will take, read by libcurl's own parser so that both agree on the host.
struct RequestURL: Equatable, Sendable {
    /// As it was written.
    let text: String
    /// `http` or `https`.
    let scheme: String
    /// In lower case.
    let host: String
    /// The port, also when it is the scheme's own.
    let port: String
    private let path: String

    /// - Throws: ``HTTPClientError`` `invalidURL`; the text then names no part of the address.
    init(_ text: String) throws(HTTPClientError) {
        // libcurl forgives "http:///host"; another parser would read an empty host there.
        guard !text.contains(":///"), let parsed = ParsedURL(text), let url = RequestURL(parsed, text: text) else {
            throw HTTPClientError(.invalidURL, text: "not an absolute http or https address without user info", url: "")
        }
        self = url
    }

    private init?(_ parsed: ParsedURL, text: String) {
        guard let scheme = parsed[CURLUPART_SCHEME], ["http", "https"].contains(scheme),
            let host = parsed[CURLUPART_HOST], let port = parsed[CURLUPART_PORT]
        else { return nil }
        self.text = text
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
        path = parsed[CURLUPART_PATH] ?? "/"
    }

    /// Without query and fragment; user info is refused from the start.
    var redacted: String { "\(scheme)://\(host):\(port)\(path)" }

    /// Whether it is this machine: such addresses never go through a proxy.
    var isLoopback: Bool { host == "localhost" || host == "[::1]" || host.hasPrefix("127.") }

    /// Same scheme, host and port (RFC 6454 §4).
    func isSameOrigin(as other: RequestURL) -> Bool {
        (scheme, host, port) == (other.scheme, other.host, other.port)
    }

    /// Where a `Location` leads from here (RFC 3986 §5), `nil` when it is no address that we take.
    func resolving(_ location: String) -> RequestURL? {
        guard let parsed = ParsedURL(text, reference: location), let text = parsed[CURLUPART_URL] else { return nil }
        return RequestURL(parsed, text: text)
    }
}

/// libcurl's URL handle, freed with the object.
private final class ParsedURL {
    private let handle: OpaquePointer

    init?(_ text: String, reference: String? = nil) {
        guard let handle = curl_url() else { return nil }
        self.handle = handle
        guard Self.isPrintableASCII(text), set(text) else { return nil }
        guard let reference else { return }
        guard Self.isPrintableASCII(reference), set(reference) else { return nil }
    }

    deinit { curl_url_cleanup(handle) }

    /// A part, `nil` when it is absent.
    subscript(part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let flags = part == CURLUPART_PORT ? UInt32(CURLU_DEFAULT_PORT) : 0
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    private func set(_ text: String) -> Bool {
        let flags = UInt32(CURLU_PATH_AS_IS | CURLU_DISALLOW_USER)
        return curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK
    }

    /// Anything else must be escaped (RFC 3986 §2); a line break in an address would reach the request line.
    private static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
