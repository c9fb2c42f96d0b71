import NIOCore
import NIOHTTP1

/// A request and what became of it; lives on the event loop of its connection.
final class Exchange {
    /// `-` for a request that could not be read.
    let method: String
    /// The target as it was sent: may hold a query and tokens, and is not for logs.
    let target: String
    let range: String?
    let userAgent: String?
    let requestID: String
    let start = NIODeadline.now()
    /// When the head of the answer was handed on to be written.
    var firstByte: NIODeadline?
    /// 0 until there is an answer.
    var status = 0
    /// Of the content, handed to the kernel; a stretch of at most 1 MiB that broke off in between is not counted.
    var bytesSent = 0

    /// From the request to the head of its answer; `nil` while there is none.
    var firstByteMilliseconds: Int? {
        firstByte.map { Int(($0 - start).nanoseconds / 1_000_000) }
    }

    init(_ head: HTTPRequestHead) {
        method = head.method.rawValue
        target = head.uri
        range = head.headers.first(name: "Range")
        userAgent = head.headers.first(name: "User-Agent")
        requestID = RequestID(offered: head.headers.first(name: RequestID.fieldName)).text
    }

    init(_ request: PlainRequest) {
        method = request.isHead ? "HEAD" : "GET"
        target = request.path
        range = request.first(.range)
        userAgent = request.first(.userAgent)
        requestID = RequestID(offered: request.first(.requestID)).text
    }

    /// A request that is no HTTP.
    init() {
        (method, target, range, userAgent) = ("-", "-", nil, nil)
        requestID = RequestID(offered: nil).text
    }
}
