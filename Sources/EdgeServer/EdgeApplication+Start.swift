import Core
import Logging
import NIOPosix

extension EdgeApplication {
    /// Over plain http in a network, passwords can be read by others and browsers drop our cookie: that is only for
    /// those who say so.
    ///
    /// - Throws: `StartFailure`.
    func refuseOpenPasswords() throws {
        let url = configuration.publicURL
        guard url.isHTTPS || url.isLoopback || configuration.allowsInsecureLAN else {
            throw StartFailure(
                "the public address \(url.origin) is plain http: passwords could be read on the way; use https, "
                    + "or --insecure-lan in a home network that you trust")
        }
    }

    /// Opens database and key on a thread that may block.
    ///
    /// - Throws: `StartFailure`.
    func openDataFolder() async throws -> DataFolder {
        let (path, key) = (configuration.data, configuration.secretKey)
        return try await BlockingWork(threads: NIOThreadPool.singleton).run {
            try DataFolder(path: path, use: .serving, givenKey: key)
        }
    }

    /// Prints the setup link while there is no administrator; the log only learns that it was printed.
    func offerSetup(_ setup: SetupService) async {
        do {
            guard let token = try await setup.makeToken(random: .system) else { return }
            announce("setup: \(configuration.publicURL.origin)/setup?token=\(token)")
            logger.notice("no administrator yet: a setup link was printed on standard output")
        } catch {
            logger.error("no setup link could be made", metadata: ["error": "\(error)"])
        }
    }
}
