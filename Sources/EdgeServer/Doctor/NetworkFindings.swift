import Core
import Foundation
import HTTPClient

/// Asks Yoto's servers for their time: that tells whether names resolve, certificates hold, and the clock is right.
struct NetworkFindings: Sendable {
    let endpoints: YotoEndpoints
    let transport: HTTPTransport
    let now: @Sendable () -> Timestamp

    /// A clock that is further off spoils token times and certificates.
    private static let tolerance: Duration = .seconds(60)

    func all() async -> [Finding] {
        let login = await look(at: endpoints.login, subject: "Yoto's login server")
        let api = await look(at: endpoints.api, subject: "Yoto's API")
        return login + api.filter { !login.contains($0) }
    }

    private func look(at address: String, subject: String) async -> [Finding] {
        do {
            var request = HTTPClientRequest("GET", address + "/")
            request.timeouts.total = .seconds(10)
            let response = try await transport.send(request)
            let found = Finding.good(subject, "\(Self.host(address)) answers (HTTP \(response.status))")
            return [found] + clock(response.headers["Date"], subject: subject)
        } catch {
            return [
                .problem(
                    subject, "\(Self.host(address)) cannot be asked: \(error)", advice: Self.advice(for: error))
            ]
        }
    }

    private func clock(_ date: String?, subject: String) -> [Finding] {
        let ours = HTTPDate(secondsSinceEpoch: Int(now().milliseconds / 1000))
        guard let date, let theirs = HTTPDate(date, now: ours) else { return [] }
        let difference = ours.secondsSinceEpoch - theirs.secondsSinceEpoch
        guard Duration.seconds(abs(difference)) > Self.tolerance else { return [.good("clock", "right")] }
        return [
            .problem(
                "clock", "\(abs(difference)) s \(difference > 0 ? "ahead of" : "behind") that of \(subject)",
                advice: "Set the clock, and keep it so: `timedatectl set-ntp true`.")
        ]
    }

    private static func host(_ address: String) -> String { URLComponents(string: address)?.host ?? address }

    private static func advice(for error: any Error) -> String {
        switch (error as? HTTPClientError)?.kind {
        case .resolve: "Look at the machine's name server, and at YOTO_LOGIN_URL and YOTO_API_URL."
        case .certificate, .tls: "Look at the clock and at the package ca-certificates; somebody may be in between."
        case .connect, .timeout: "Look at the machine's way to the internet: firewall, proxy, IPv6."
        default: "Try again in a while."
        }
    }
}
