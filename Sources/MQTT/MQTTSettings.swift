/// What one connection needs to know. A connection is used once: after it ended, make another.
package struct MQTTSettings: Sendable {
    /// Where the broker is and how to talk to it.
    package var endpoint: MQTTEndpoint
    /// Unique among all connections to the broker, which ends the older of two with the same id.
    package var clientID: String
    /// Sent as it is; `nil` sends neither name nor password.
    package var userName: String?
    /// Seconds of silence after which the connection is probed, 5…65535.
    package var keepAliveSeconds: Int
    /// What the broker shall publish for us when the connection is lost.
    package var will: MQTTMessage?
    /// How many received messages wait for the reader at most. When there are more, **the oldest are dropped** and
    /// counted in ``MQTTConnection/droppedMessages``.
    package var messageBuffer: Int
    /// The largest payload that is taken, in bytes; a larger one is dropped and counted. 128 KiB is AWS's limit.
    package var maximumPayload: Int
    /// How long reaching the broker and its CONNACK may take.
    package var connectTimeout: Duration
    /// How long an acknowledgement may take.
    package var acknowledgementTimeout: Duration

    package init(
        endpoint: MQTTEndpoint, clientID: String, userName: String? = nil, keepAliveSeconds: Int = 60,
        will: MQTTMessage? = nil, messageBuffer: Int = 4096, maximumPayload: Int = 131_072,
        connectTimeout: Duration = .seconds(20), acknowledgementTimeout: Duration = .seconds(10)
    ) {
        self.endpoint = endpoint
        self.clientID = clientID
        self.userName = userName
        self.keepAliveSeconds = keepAliveSeconds
        self.will = will
        self.messageBuffer = messageBuffer
        self.maximumPayload = maximumPayload
        self.connectTimeout = connectTimeout
        self.acknowledgementTimeout = acknowledgementTimeout
    }
}
