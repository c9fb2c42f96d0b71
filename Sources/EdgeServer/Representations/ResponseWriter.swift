import NIOCore
import NIOHTTP1

/// Writes one answer to one connection, a piece at a time: the next is touched when the kernel has taken the last, so
/// what a connection holds in memory is a head and a few part headers whatever is sent and however slow the reader.
///
/// Lives on the event loop of its connection.
final class ResponseWriter {
    /// How an answer ended.
    enum Outcome {
        /// All of its content was handed to the kernel; `.end` is still to be written. It is not written here, since
        /// the pipelining handler answers it with the next request, for which this answer must be out of the way.
        case complete
        /// Bytes are missing: the connection must be closed, so that the client sees it.
        case broken
        /// The file was written to or cut. What the kernel holds of it shares its memory with the file and may be wrong
        /// by now: the connection must be reset, which drops what was not sent yet.
        case spoiled
    }

    /// What the handler towards the socket takes.
    enum Framing {
        /// Parts of an HTTP message, for NIO's encoder.
        case parts
        /// Bytes and regions as they go to the socket: content whose length the head tells.
        case raw
        /// The same in chunks (RFC 9112 §7.1), for what has no length.
        case chunks
    }

    /// At most this much of a file goes into one write: progress stays visible, and a change of the file is noticed
    /// within this distance.
    static let maximumRegion = 2 * 1024 * 1024

    private let context: ChannelHandlerContext
    private let settings: ConnectionSettings
    private let framing: Framing
    private let onEnd: (Outcome) -> Void
    private var pieces: ArraySlice<ResponsePiece> = []
    private var slice: FileSlice?
    private var live: LiveSource?
    private var watchdog: WriteWatchdog?
    private var isOver = false
    private var isFirstRegion = true
    private var permits: [any TransferPermit] = []
    /// Whether all that was written was flushed as well.
    private(set) var isFlushed = true
    /// Of the content, handed to the kernel.
    private(set) var bytesSent = 0

    init(
        context: ChannelHandlerContext, settings: ConnectionSettings, framing: Framing,
        onEnd: @escaping (Outcome) -> Void
    ) {
        self.context = context
        self.settings = settings
        self.framing = framing
        self.onEnd = onEnd
    }

    /// - Parameter head: of the kind that ``Framing`` says.
    func start(head: NIOAny, _ content: ResponseContent) {
        permits = content.permits
        context.write(head, promise: nil)
        isFlushed = false
        switch content.body {
        case .pieces(let all):
            pieces = all[...]
            writeNext()
        case .live(let source):
            live = source
            flush()
            pull(source)
        case .liveHead:
            // Without `.end`, for which the encoder would write the last chunk of a body that HEAD does not have.
            let written = context.eventLoop.makePromise(of: Void.self)
            then(written.futureResult) { [self] in finish(.broken) }
            write(.byteBuffer(ByteBuffer()), promise: written)
            flush()
        }
    }

    /// The connection is gone.
    func cancel() {
        finish(.broken)
    }

    private func writeNext() {
        guard !isOver else { return }
        while slice != nil || !pieces.isEmpty {
            if let next = slice {
                writeRegion(of: next)
                return
            }
            switch pieces.popFirst() {
            case .bytes(let buffer):
                bytesSent += buffer.readableBytes
                write(.byteBuffer(buffer), promise: nil)
            case .file(let next): slice = next.length > 0 ? next : nil
            case nil: break
            }
        }
        finish(.complete)
    }

    /// The file is looked at before each stretch but the first, for which whoever found it has just done that.
    private func writeRegion(of next: FileSlice) {
        guard isFirstRegion || next.file.isIntact else { return finish(.spoiled) }
        isFirstRegion = false
        let count = min(next.length, Self.maximumRegion)
        let lease = FileLease(next.file)
        slice = nil
        if count < next.length {
            slice = FileSlice(file: next.file, offset: next.offset + count, length: next.length - count)
        }
        var isWaiting = true
        let written = context.eventLoop.makePromise(of: Void.self)
        then(written.futureResult) { [self] in
            isWaiting = false
            watchdog?.stop()
            watchdog = nil
            lease.end()
            bytesSent += count
            writeNext()
        }
        write(.fileRegion(lease.region(offset: next.offset, length: count)), promise: written)
        flush()
        // Most stretches are taken by the kernel at once: only the others need looking after.
        if isWaiting, !isOver { watch(next.file) }
    }

    /// Asks a live source for a chunk and writes it.
    private func pull(_ source: LiveSource) {
        guard !isOver else { return }
        source.next(context.eventLoop).assumeIsolated().whenComplete { [self] result in
            guard !isOver else { return }
            switch result {
            case .success(let chunk?):
                watch(nil)
                let written = context.eventLoop.makePromise(of: Void.self)
                write(.byteBuffer(chunk), promise: written)
                flush()
                then(written.futureResult) { [self] in
                    watchdog?.stop()
                    bytesSent += chunk.readableBytes
                    pull(source)
                }
            case .success(nil): finish(.complete)
            case .failure: finish(.broken)
            }
        }
    }

    private func watch(_ file: OpenFile?) {
        watchdog?.stop()
        watchdog = WriteWatchdog(
            channel: context.channel, file: file, patience: settings.stalledWriteTimeout,
            onTrouble: { [weak self] trouble in self?.finish(trouble == .changed ? .spoiled : .broken) })
    }

    /// Runs the continuation after a write, or ends the answer when the write failed.
    private func then(_ future: EventLoopFuture<Void>, _ continuation: @escaping () -> Void) {
        future.assumeIsolated().whenComplete { [self] result in
            switch result {
            case .success: continuation()
            case .failure: finish(.broken)
            }
        }
    }

    private func write(_ data: IOData, promise: EventLoopPromise<Void>?) {
        isFlushed = false
        switch framing {
        case .parts: context.write(NIOAny(HTTPServerResponsePart.body(data)), promise: promise)
        case .raw: context.write(NIOAny(data), promise: promise)
        case .chunks:
            // An empty chunk would end the content.
            guard data.readableBytes > 0 else { return context.write(NIOAny(data), promise: promise) }
            write(text: String(data.readableBytes, radix: 16) + "\r\n")
            context.write(NIOAny(data), promise: promise)
            write(text: "\r\n")
        }
    }

    private func write(text: String) {
        context.write(NIOAny(IOData.byteBuffer(ByteBuffer(string: text))), promise: nil)
    }

    private func flush() {
        isFlushed = true
        context.flush()
    }

    private func finish(_ outcome: Outcome) {
        guard !isOver else { return }
        isOver = true
        if framing == .chunks, outcome == .complete {
            isFlushed = false
            write(text: "0\r\n\r\n")
        }
        watchdog?.stop()
        watchdog = nil
        live?.stop()
        live = nil
        pieces = []
        slice = nil
        permits = []
        onEnd(outcome)
    }
}
