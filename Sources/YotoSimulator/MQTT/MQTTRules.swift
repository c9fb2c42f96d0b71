import Foundation

/// What Yoto's authorizer and policy allow (`yoto-platform.md` §3.1, §3.8).
enum MQTTRules {
    static let authorizer = "?x-amz-customauthorizer-name=PublicJWTAuthorizer"
    static let scope = "family:devices:control"

    /// The return code for a CONNECT whose token has these claims; `nil` claims are a token that is none or has ended.
    static func returnCode(of connect: MQTTConnect, claims: AccessTokenClaims?, players: Set<String>) -> UInt8 {
        guard connect.level == 4 else { return 1 }
        guard (1...128).contains(connect.clientID.utf8.count) else { return 2 }
        guard let name = connect.userName, name.hasSuffix(authorizer), let claims,
            YotoScope.allows(claims.scopes, scope)
        else { return 5 }
        let prefix = String(name.dropLast(authorizer.count))
        return prefix == "_" || players.contains(prefix) ? 0 : 5
    }

    /// Whether a client may send a packet; one that may not ends its connection.
    static func allows(_ packet: MQTTPacket, players: Set<String>) -> Bool {
        switch packet.kind {
        case .publish:
            guard packet.head & 0x04 == 0, packet.head & 0x01 == 0, let topic = packet.topic else { return false }
            let parts = topic.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
            return parts.count == 4 && parts[0] == "device" && parts[2] == "command"
                && players.contains(String(parts[1]))
        case .subscribe:
            guard let filters = packet.filters, filters.count <= 8 else { return false }
            return filters.allSatisfy { filter, quality in
                quality < 2 && !filter.contains("#") && !filter.contains("+") && isReadable(filter, players: players)
            }
        case .puback, .pingreq, .disconnect, .unsubscribe: return true
        default: return false
        }
    }

    private static func isReadable(_ topic: String, players: Set<String>) -> Bool {
        let parts = topic.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        let readable: Set<Substring> = [
            "data/events", "data/status", "response", "status/full", "status", "presence", "events",
        ]
        return parts.count == 3 && parts[0] == "device" && players.contains(String(parts[1]))
            && readable.contains(parts[2])
    }
}
