/// A message as it came from, or goes to, a broker.
package struct MQTTMessage: Sendable, Hashable {
    /// The topic, without wildcards.
    package var topic: String
    /// Any bytes; nothing says that they are text.
    package var payload: [UInt8]
    /// Delivery at most once, or at least once with an acknowledgement.
    package var quality: MQTTQuality
    /// To the broker: keep it for later subscribers. From the broker: it was kept from earlier.
    package var isRetained: Bool

    package init(topic: String, payload: [UInt8], quality: MQTTQuality = .atLeastOnce, isRetained: Bool = false) {
        self.topic = topic
        self.payload = payload
        self.quality = quality
        self.isRetained = isRetained
    }
}

/// Quality of service (MQTT 3.1.1 §4.3). Level 2 is not offered: Yoto's broker ends connections that ask for it.
package enum MQTTQuality: Int, Sendable, Hashable {
    /// 0: no acknowledgement.
    case atMostOnce = 0
    /// 1: acknowledged, and possibly delivered twice.
    case atLeastOnce = 1
}
