import Foundation

/// A simulator that listens: where it is, what it saw, and what can be done to it.
package struct RunningSimulator: Sendable {
    /// For `YOTO_LOGIN_URL` and for `YOTO_API_URL`: `http://127.0.0.1:<port>`, without a slash at its end.
    package let baseURL: String
    /// The port it listens on.
    package let port: Int
    /// The time it goes by.
    package let clock: SimulatorClock
    /// Switches: lifetimes, rotation, auto-approval, transcode and so on.
    package let settings: SettingsBox
    /// What clients sent.
    package let requests: RequestJournal
    /// Registered clients, issued tokens, counts.
    package let authorization: AuthorizationServer

    /// The registered client's id, of the first one when there are several.
    package let clientID: String

    /// What an edge needs in its environment: `YOTO_CLIENT_ID`, `YOTO_LOGIN_URL`, `YOTO_API_URL` and, for a
    /// confidential client, `YOTO_CLIENT_SECRET`.
    package let environment: [String: String]
}
