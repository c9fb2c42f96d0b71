/// What requests came to, as plain numbers.
struct RequestCounts: Sendable {
    /// What a request was for; few and fixed, since each is a time series.
    enum Kind: String, CaseIterable, Sendable {
        case api, link, media, page, stream

        /// - Parameter path: as it was sent, possibly with a query.
        init(_ path: String) {
            self =
                if path.hasPrefix("/media/") { .media } else if path.hasPrefix("/a/") {
                    .link
                } else if path.hasPrefix(
                    "/s/")
                { .stream } else if DynamicPaths.contains(RequestTarget.rawPath(of: path)) { .api } else { .page }
        }
    }

    /// How a request for a range ended.
    enum RangeOutcome: String, CaseIterable, Sendable {
        /// 206 with one part.
        case single
        /// 206 with several.
        case multiple
        /// 200: ignored, since it was nonsense or `If-Range` did not hold.
        case whole
        /// 416
        case unsatisfiable
        /// 304, 412, or an error.
        case other
    }

    /// Upper bounds of the histogram of times to the first byte, in milliseconds.
    static let firstByteBounds = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 5000]

    /// By kind and by the hundreds of the status.
    private(set) var answers: [Kind: [Int]] = [:]
    private(set) var ranges: [RangeOutcome: Int] = [:]
    /// Of content.
    private(set) var bytes = 0
    /// Answers whose connection broke before they were over.
    private(set) var aborted = 0
    /// By ``firstByteBounds``, the last for what took longer.
    private(set) var firstByte = Array(repeating: 0, count: firstByteBounds.count + 1)
    /// Of all of them, milliseconds.
    private(set) var firstByteSum = 0

    mutating func add(_ exchange: Exchange, isComplete: Bool) {
        let hundreds = min(max(exchange.status / 100, 0), 5)
        answers[Kind(exchange.target), default: Array(repeating: 0, count: 6)][hundreds] += 1
        if let range = exchange.range { ranges[Self.outcome(exchange.status, range), default: 0] += 1 }
        bytes += exchange.bytesSent
        if !isComplete { aborted += 1 }
        guard let time = exchange.firstByteMilliseconds else { return }
        firstByteSum += time
        firstByte[Self.firstByteBounds.firstIndex { time <= $0 } ?? Self.firstByteBounds.count] += 1
    }

    private static func outcome(_ status: Int, _ range: String) -> RangeOutcome {
        switch status {
        case 206: range.utf8.contains(UInt8(ascii: ",")) ? .multiple : .single
        case 200: .whole
        case 416: .unsatisfiable
        default: .other
        }
    }
}
