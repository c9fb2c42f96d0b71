import CMosquitto
import Foundation

/// One `struct mosquitto`: created, used and destroyed on the connection's thread. Not Sendable on purpose.
final class MosquittoClient {
    let inbox: CallbackInbox
    private let handle: OpaquePointer

    init(_ settings: MQTTSettings, password: String?, inbox: CallbackInbox) throws(MQTTError) {
        guard MosquittoLibrary.initialized else { throw MQTTError(.library(Int(MOSQ_ERR_UNKNOWN.code)), "no start") }
        self.inbox = inbox
        // Unretained: the inbox lives in a property of this object, whose deinit destroys the C client first.
        let object = Unmanaged.passUnretained(inbox).toOpaque()
        guard let handle = mosquitto_new(settings.clientID, true, object) else {
            throw MQTTError(.library(Int(errno)), String(cString: strerror(errno)))
        }
        self.handle = handle
        inbox.register(with: handle)
        if let name = settings.userName {
            try check(mosquitto_username_pw_set(handle, name, password), "user name")
        }
        if let will = settings.will {
            let quality = Int32(will.quality.rawValue)
            let code = mosquitto_will_set(
                handle, will.topic, Int32(will.payload.count), will.payload, quality, will.isRetained)
            try check(code, "will")
        }
        if case .tls(let alpn) = settings.endpoint.transport {
            try secure(alpn: alpn, authorityFile: settings.endpoint.authorityFile)
        }
    }

    deinit { mosquitto_destroy(handle) }

    /// Without one of these two calls libmosquitto would silently speak plain text (`yoto-platform.md` §3.9), hence
    /// each failure ends the attempt.
    private func secure(alpn: String?, authorityFile: String?) throws(MQTTError) {
        if let authorityFile {
            try checkTLS(mosquitto_tls_set(handle, authorityFile, nil, nil, nil, nil), authorityFile)
        } else {
            try checkTLS(mosquitto_int_option(handle, MOSQ_OPT_TLS_USE_OS_CERTS, 1), "the system's authorities")
        }
        if let alpn { try checkTLS(mosquitto_string_option(handle, MOSQ_OPT_TLS_ALPN, alpn), "ALPN") }
    }

    /// Connects the socket and sends CONNECT. Blocks while the name is resolved and TCP connects, up to the system's
    /// own limits.
    func connect(host: String, port: Int, keepAliveSeconds: Int) throws(MQTTError) {
        let code = mosquitto_connect(handle, host, Int32(port), Int32(keepAliveSeconds))
        guard code != MOSQ_ERR_SUCCESS.code else { return }
        throw failure(code, or: .notReachable)
    }

    /// The socket, or -1 when there is none any more.
    var socket: Int32 { mosquitto_socket(handle) }

    /// The port of our own end of the connection.
    var localPort: Int? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
        }
        return code == 0 ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }

    var wantsToWrite: Bool { mosquitto_want_write(handle) }

    /// Reads, writes and keeps alive, as far as possible without waiting.
    ///
    /// Reading is tried every time: TLS may hold bytes that the socket no longer shows.
    func pump() throws(MQTTError) {
        errno = 0
        try check(mosquitto_loop_read(handle, 1))
        guard socket >= 0 else { return }
        if wantsToWrite { try check(mosquitto_loop_write(handle, 1)) }
        guard socket >= 0 else { return }
        try check(mosquitto_loop_misc(handle))
    }

    /// Hands a message to the library.
    ///
    /// - Returns: the id that the acknowledgement will have.
    func publish(_ message: MQTTMessage) throws(MQTTError) -> Int32 {
        var id: Int32 = 0
        let code = mosquitto_publish(
            handle, &id, message.topic, Int32(message.payload.count), message.payload,
            Int32(message.quality.rawValue), message.isRetained)
        try check(code, message.topic)
        return id
    }

    /// Sends one SUBSCRIBE for all topics.
    ///
    /// - Returns: the id that the acknowledgement will have.
    func subscribe(to topics: [String], _ quality: MQTTQuality) throws(MQTTError) -> Int32 {
        var id: Int32 = 0
        let texts: [UnsafeMutablePointer<CChar>?] = topics.map { strdup($0) }
        defer { for text in texts { free(text) } }
        let code = texts.withUnsafeBufferPointer {
            mosquitto_subscribe_multiple(
                handle, &id, Int32(topics.count), $0.baseAddress, Int32(quality.rawValue), 0, nil)
        }
        try check(code, topics.joined(separator: ", "))
        return id
    }

    /// Sends DISCONNECT and closes the socket once it is out.
    func disconnect() { _ = mosquitto_disconnect(handle) }

    private func checkTLS(_ code: Int32, _ what: String) throws(MQTTError) {
        guard code != MOSQ_ERR_SUCCESS.code else { return }
        throw MQTTError(.tls, "\(what): \(MosquittoLibrary.text(code))")
    }

    private func check(_ code: Int32, _ what: String = "") throws(MQTTError) {
        guard code != MOSQ_ERR_SUCCESS.code else { return }
        throw failure(code, or: nil, what)
    }

    private func failure(_ code: Int32, or other: MQTTError.Code?, _ what: String = "") -> MQTTError {
        let reason = [what, inbox.complaint ?? MosquittoLibrary.text(code)].filter { !$0.isEmpty }
        let text = reason.joined(separator: ": ")
        switch code {
        case MOSQ_ERR_TLS.code, MOSQ_ERR_TLS_HANDSHAKE.code: return MQTTError(.tls, text)
        case MOSQ_ERR_CONN_LOST.code, MOSQ_ERR_NO_CONN.code, MOSQ_ERR_ERRNO.code, MOSQ_ERR_CONN_REFUSED.code:
            return MQTTError(other ?? .lost, text)
        case MOSQ_ERR_KEEPALIVE.code: return MQTTError(.lost, "no answer to a ping")
        case MOSQ_ERR_EAI.code, MOSQ_ERR_LOOKUP.code: return MQTTError(.notReachable, "no such host")
        default: return MQTTError(.library(Int(code)), text)
        }
    }
}
