/// Why something about an MQTT connection did not work.
package struct MQTTError: Error, Hashable, CustomStringConvertible {
    /// The kind of failure.
    package enum Code: Sendable, Hashable {
        /// The address of the broker cannot be used as it is written.
        case badAddress
        /// No connection could be made: no such name, nobody listens, no network.
        case notReachable
        /// The handshake failed, or the certificate is not one that we trust.
        case tls
        /// The server answered the WebSocket handshake with something else.
        case webSocket
        /// The broker answered CONNECT with this return code (MQTT 3.1.1 §3.2.2.3), 1…5.
        case refused(Int)
        /// The broker granted none or only a part of a subscription (return code 0x80, §3.9.3).
        case subscriptionRefused
        /// The connection ended without our asking.
        case lost
        /// No answer in time.
        case timedOut
        /// The task that asked was cancelled.
        case cancelled
        /// The connection was closed by us, or never opened.
        case closed
        /// Too many operations wait for the broker already.
        case busy
        /// The password could not be supplied.
        case noPassword
        /// libmosquitto returned another of its codes.
        case library(Int)
    }

    /// The kind of failure.
    package var code: Code
    /// What it was about and what the library says, without secrets.
    package var detail: String

    package init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// Whether the broker did not accept user name, password or client id (return codes 4 and 5).
    package var isNotAuthorized: Bool { code == .refused(4) || code == .refused(5) }

    package var description: String { detail.isEmpty ? Self.text(code) : "\(Self.text(code)): \(detail)" }

    private static func text(_ code: Code) -> String {
        switch code {
        case .badAddress: "the broker's address cannot be used"
        case .notReachable: "the broker cannot be reached"
        case .tls: "no secure connection to the broker"
        case .webSocket: "the server does not speak MQTT over WebSocket"
        case .refused(1): "the broker does not speak MQTT 3.1.1"
        case .refused(2): "the broker does not accept the client id"
        case .refused(3): "the broker is not available"
        case .refused(4): "the broker does not accept user name or password"
        case .refused: "the broker says that we are not authorised"
        case .subscriptionRefused: "the broker refused a subscription"
        case .lost: "the connection to the broker was lost"
        case .timedOut: "the broker did not answer in time"
        case .cancelled: "cancelled"
        case .closed: "the connection is closed"
        case .busy: "too many messages wait for the broker"
        case .noPassword: "there is no password for the broker"
        case .library(let number): "libmosquitto's error \(number)"
        }
    }
}
