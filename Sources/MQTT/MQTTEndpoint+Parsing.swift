import Foundation

extension MQTTEndpoint {
    /// Reads an address such as `wss://host:443/mqtt`.
    ///
    /// Without a port it is 443 for `wss` and for `mqtts` with `alpn`, 8883 for other `mqtts`, 1883 for `mqtt`.
    /// - Throws: `.badAddress` with what is wrong: another scheme, no host, a user or password, an unknown query name.
    package init(_ text: String) throws(MQTTError) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else {
            throw Self.bad("“\(text)” is no URL such as wss://host:443/mqtt")
        }
        guard let host = parts.host.map(Self.withoutBrackets), !host.isEmpty else { throw Self.bad("it names no host") }
        guard parts.user == nil, parts.password == nil else {
            throw Self.bad("user name and password do not belong into it")
        }
        guard parts.fragment == nil else { throw Self.bad("it has a fragment") }
        if let port = parts.port, !(1...65535).contains(port) { throw Self.bad("port \(port) is not in 1…65535") }
        let query = try Self.query(of: parts)
        let alpn = query["alpn"]
        self.host = host
        self.authorityFile = query["ca"]
        switch scheme {
        case "wss":
            guard alpn == nil else { throw Self.bad("wss takes no alpn") }
            transport = .webSocket(path: parts.percentEncodedPath.isEmpty ? "/mqtt" : parts.percentEncodedPath)
            port = parts.port ?? 443
        case "mqtts":
            try Self.refusePath(of: parts)
            transport = .tls(applicationProtocol: alpn)
            port = parts.port ?? (alpn == nil ? 8883 : 443)
        case "mqtt":
            try Self.refusePath(of: parts)
            guard query.isEmpty else { throw Self.bad("mqtt is plain text and takes neither alpn nor ca") }
            transport = .plain
            port = parts.port ?? 1883
        default:
            throw Self.bad("the scheme is “\(scheme)”, not wss, mqtts or mqtt")
        }
    }

    private static func query(of parts: URLComponents) throws(MQTTError) -> [String: String] {
        var found: [String: String] = [:]
        for item in parts.queryItems ?? [] {
            guard ["alpn", "ca"].contains(item.name) else { throw bad("“\(item.name)” is unknown, not alpn or ca") }
            guard let value = item.value, !value.isEmpty else { throw bad("“\(item.name)” has no value") }
            guard found.updateValue(value, forKey: item.name) == nil else { throw bad("“\(item.name)” is there twice") }
        }
        return found
    }

    private static func refusePath(of parts: URLComponents) throws(MQTTError) {
        guard ["", "/"].contains(parts.path) else { throw bad("only wss takes a path") }
    }

    private static func withoutBrackets(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }

    private static func bad(_ detail: String) -> MQTTError { MQTTError(.badAddress, detail) }
}

extension MQTTEndpoint: CustomStringConvertible {
    /// The address as a URL that reads back to the same.
    package var description: String {
        let place = (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
        let ca = authorityFile.map { "ca=\($0)" }
        switch transport {
        case .plain: return "mqtt://\(place)"
        case .webSocket(let path): return "wss://\(place)\(path)" + (ca.map { "?\($0)" } ?? "")
        case .tls(let alpn):
            let query = [alpn.map { "alpn=\($0)" }, ca].compactMap { $0 }.joined(separator: "&")
            return "mqtts://\(place)" + (query.isEmpty ? "" : "?\(query)")
        }
    }
}
