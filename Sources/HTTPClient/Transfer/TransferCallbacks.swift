internal import CCurl
import Foundation

/// What libcurl calls, always on the transfer thread and inside `curl_multi_perform` or `curl_easy_pause`.
///
/// The functions capture nothing; the transfer comes as the context pointer. They copy what they are given, throw
/// nothing and do not call libcurl.
extension Transfer {
    func setCallbacks() {
        // Unretained: the loop holds the transfer for as long as the handle is in use.
        let context = Unmanaged.passUnretained(self).toOpaque()
        shim_setopt_ready_callback(easy, { context, _, _, _, _ in Transfer.from(context)?.ready() ?? 1 }, context)
        shim_setopt_header_callback(
            easy,
            { bytes, size, count, context in
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Transfer.from(context)?.takeHeader(line) ?? 0
            }, context)
        shim_setopt_write_callback(
            easy,
            { bytes, size, count, context in
                let content = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Transfer.from(context)?.takeContent(content) ?? 0
            }, context)
        shim_setopt_read_callback(
            easy,
            { bytes, size, count, context in
                let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
                return Transfer.from(context)?.fill(buffer) ?? Int(CURL_READFUNC_ABORT)
            }, context)
        shim_setopt_seek_callback(
            easy,
            { context, offset, origin in
                Transfer.from(context)?.seek(to: Int(offset), origin: origin) ?? CURL_SEEKFUNC_FAIL
            }, context)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        // Unretained: see setCallbacks().
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func ready() -> Int32 {
        lastProgress = .now
        return CURL_PREREQFUNC_OK
    }

    private func takeHeader(_ line: UnsafeRawBufferPointer) -> Int {
        lastProgress = .now
        switch parser.take(line) {
        case .none:
            return line.count
        case .tooLarge:
            failure = (.headersTooLarge, "the header is longer than \(HTTPTransport.maximumHeaderBytes) bytes")
            return 0
        case .head(let head):
            guard isAcceptable(head) else { return 0 }
            exchange.deliver(head)
            return line.count
        }
    }

    /// A body that says how long it is need not be begun to be refused.
    private func isAcceptable(_ head: HTTPResponseHead) -> Bool {
        let limit = exchange.request.maximumBodyBytes
        guard exchange.request.method != "HEAD", head.status != 304, let length = head.headers["content-length"],
            let count = Int(length), count > limit
        else { return true }
        failure = (.bodyTooLarge(limit: limit), "the body has \(count) bytes, more than \(limit)")
        return false
    }

    private func takeContent(_ content: UnsafeRawBufferPointer) -> Int {
        lastProgress = .now
        let limit = exchange.request.maximumBodyBytes
        guard content.count <= limit - receivedBytes else {
            failure = (.bodyTooLarge(limit: limit), "the body has more than \(limit) bytes")
            return 0
        }
        guard !content.isEmpty else { return 0 }
        guard exchange.deliver(content) else {
            isPaused.receive = true
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        receivedBytes += content.count
        return content.count
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        lastProgress = .now
        switch exchange.request.body {
        case .none:
            return 0
        case .bytes(let bytes):
            let rest = bytes.dropFirst(sentBytes)
            let count = rest.copyBytes(to: buffer)
            sentBytes += count
            return count
        case .stream(let producer):
            switch exchange.fill(buffer, promised: producer.length) {
            case .bytes(let count):
                sentBytes += count
                return count
            case .end: return 0
            case .wait:
                isPaused.send = true
                return Int(CURL_READFUNC_PAUSE)
            case .wrongLength:
                failure = (.requestBody, "the body to send is not as long as it was said to be")
                return Int(CURL_READFUNC_ABORT)
            }
        }
    }

    /// libcurl starts over when a used connection turns out to be dead; a body in memory can, a streamed one only
    /// while nothing of it has gone.
    private func seek(to offset: Int, origin: Int32) -> Int32 {
        guard origin == SEEK_SET, offset >= 0 else { return CURL_SEEKFUNC_FAIL }
        switch exchange.request.body {
        case .none: return CURL_SEEKFUNC_OK
        case .bytes(let bytes) where offset <= bytes.count:
            sentBytes = offset
            return CURL_SEEKFUNC_OK
        case .bytes, .stream:
            return offset == sentBytes ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
        }
    }
}
