import CMosquitto

/// What libmosquitto's callbacks leave for the loop that called into it. Callbacks run on the connection's thread,
/// inside `mosquitto_loop_read` and its like; they only copy and never call the library.
final class CallbackInbox {
    /// CONNACK's return code, 0 for accepted.
    var connected: Int?
    /// Message ids of publications that the broker acknowledged.
    var published: [Int32] = []
    /// Message ids of subscriptions with what was granted for each topic.
    var subscribed: [(id: Int32, granted: [Int])] = []
    /// The last error that the library logged, such as OpenSSL's reason.
    var complaint: String?
    private let deliver: (MQTTMessage?) -> Void
    private let maximumPayload: Int

    /// - Parameter deliver: takes each message; `nil` stands for one that was too large.
    init(maximumPayload: Int, deliver: @escaping (MQTTMessage?) -> Void) {
        self.maximumPayload = maximumPayload
        self.deliver = deliver
    }

    /// Registers the callbacks with a client whose user data is this inbox.
    func register(with handle: OpaquePointer) {
        mosquitto_connect_callback_set(handle) { _, object, code in
            CallbackInbox.from(object)?.connected = Int(code)
        }
        mosquitto_publish_callback_set(handle) { _, object, id in
            CallbackInbox.from(object)?.published.append(id)
        }
        mosquitto_subscribe_callback_set(handle) { _, object, id, count, granted in
            let levels = UnsafeBufferPointer(start: granted, count: Int(count)).map(Int.init)
            CallbackInbox.from(object)?.subscribed.append((id, levels))
        }
        mosquitto_message_callback_set(handle) { _, object, message in
            guard let message = message?.pointee else { return }
            CallbackInbox.from(object)?.take(message)
        }
        mosquitto_log_callback_set(handle) { _, object, level, text in
            guard level & Int32(MOSQ_LOG_ERR) != 0, let text else { return }
            CallbackInbox.from(object)?.complaint = String(cString: text)
        }
    }

    private func take(_ message: mosquitto_message) {
        guard let topic = message.topic else { return }
        let length = max(0, Int(message.payloadlen))
        guard length <= maximumPayload else { return deliver(nil) }
        let payload = [UInt8](
            UnsafeRawBufferPointer(start: message.payload, count: message.payload == nil ? 0 : length))
        deliver(
            MQTTMessage(
                topic: String(cString: topic), payload: payload,
                quality: message.qos == 0 ? .atMostOnce : .atLeastOnce, isRetained: message.retain))
    }

    // Unretained: MosquittoClient owns both and destroys the C client, and with it the callbacks, first.
    private static func from(_ object: UnsafeMutableRawPointer?) -> CallbackInbox? {
        // As above: the pointer is that of the living owner's inbox.
        object.map { Unmanaged<CallbackInbox>.fromOpaque($0).takeUnretainedValue() }
    }
}
