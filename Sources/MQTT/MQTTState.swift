/// Where a connection is in its life; it goes through these in order and never back.
package enum MQTTState: Sendable, Hashable {
    /// Reaching the broker and waiting for its CONNACK.
    case connecting
    /// The broker accepted us.
    case connected
    /// Over: for the reason given, or because we asked.
    case disconnected(MQTTError?)
}
