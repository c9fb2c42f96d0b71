import Core

/// How many answers may be under way at the same time: to one client behind a proxy, and from one capability link.
struct TransferLimits: Sendable {
    private let byClient: Tally<NetworkAddress>
    private let byLink: Tally<String>

    init(perClient: Int, perLink: Int) {
        byClient = Tally(limit: perClient)
        byLink = Tally(limit: perLink)
    }

    /// Places for an answer.
    enum Admission {
        case admitted([any TransferPermit])
        case refused
    }

    /// - Parameters:
    ///   - client: behind a proxy; one that is connected directly was counted at the door.
    ///   - link: what tells a capability link from others without being its token.
    func admit(client: NetworkAddress?, link: String?) -> Admission {
        var permits: [any TransferPermit] = []
        if let client, !client.isLoopback {
            guard let permit = byClient.enter(client.household) else { return .refused }
            permits.append(permit)
        }
        if let link {
            guard let permit = byLink.enter(link) else { return .refused }
            permits.append(permit)
        }
        return .admitted(permits)
    }
}
