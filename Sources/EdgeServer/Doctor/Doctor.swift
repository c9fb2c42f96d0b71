import Core
import HTTPClient
import Logging
import NIOPosix

/// Examines an installation from outside, beside a server that may be running: it renews no login and changes nothing.
struct Doctor: Sendable {
    let configuration: EdgeConfiguration
    let transport: HTTPTransport
    var now: @Sendable () -> Timestamp = Timestamp.now
    private let work = BlockingWork(threads: NIOThreadPool.singleton)

    init(_ configuration: EdgeConfiguration) {
        self.configuration = configuration
        transport = HTTPTransport(logger: Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Everything that the edge needs.
    func examine() async -> [Finding] {
        let folders =
            (try? await work.run { [configuration] in FolderFindings(configuration: configuration).all() }) ?? []
        let state = await StateFindings(configuration: configuration, now: now, work: work).all()
        let network = await NetworkFindings(
            endpoints: configuration.yoto.endpoints, transport: transport, now: now
        ).all()
        return [address] + folders + state + network
    }

    /// What nobody has published about Yoto's cloud, tried on the connected account.
    func askYoto(allowsWrites: Bool) async -> [Finding] {
        let opened = try? await work.run { [configuration] in
            try DataFolder(path: configuration.data, use: .existing, givenKey: configuration.secretKey)
        }
        guard let opened, let login = try? await SealedTokenVault(opened).load(), login.ended == nil,
            login.accessExpiresAt > now()
        else {
            return [
                .problem(
                    "questions to Yoto", "no account is connected, or its login is just being renewed",
                    advice: "Connect the account, let the server run, and try again.")
            ]
        }
        return await YotoQuestions(
            login: login, client: configuration.yoto.client, endpoints: configuration.yoto.endpoints,
            transport: transport, allowsWrites: allowsWrites, now: now
        ).all()
    }

    private var address: Finding {
        let url = configuration.publicURL
        if url.isHTTPS { return .good("public address", url.origin) }
        return .warning(
            "public address", "\(url.origin) is for this machine or network only",
            advice: "Players fetch audio over https under a public name; set --public-url once you have one.")
    }
}
