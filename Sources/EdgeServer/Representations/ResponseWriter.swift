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
    }

    /// At most this much of a file goes into one write: progress stays visible, and a change of the file is noticed
    /// within this distance. 1 MiB costs a handful of microseconds per GiB more than one write.
    static let maximumRegion = 1024 * 1024

    private let context: ChannelHandlerContext
    private let settings: ConnectionSettings
    private let onEnd: (Outcome) -> Void
    private var pieces: ArraySlice<ResponsePiece> = []
    private var slice: FileSlice?
    private var live: LiveSource?
    private var watchdog: WriteWatchdog?
    private var isOver = false

    init(context: ChannelHandlerContext, settings: ConnectionSettings, onEnd: @escaping (Outcome) -> Void) {
        self.context = context
        self.settings = settings
        self.onEnd = onEnd
    }

    func start(_ content: ResponseContent) {
        write(.head(content.head), promise: nil)
        switch content.body {
        case .pieces(let all):
            pieces = all[...]
            writeNext()
        case .live(let source):
            live = source
            context.flush()
            pull(source)
        case .liveHead:
            // Without `.end`, for which the encoder would write the last chunk of a body that HEAD does not have.
            let written = context.eventLoop.makePromise(of: Void.self)
            then(written.futureResult) { [self] in finish(.broken) }
            write(.body(.byteBuffer(ByteBuffer())), promise: written)
            context.flush()
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
            case .bytes(let buffer): write(.body(.byteBuffer(buffer)), promise: nil)
            case .file(let next): slice = next.length > 0 ? next : nil
            case nil: break
            }
        }
        finish(.complete)
    }

    private func writeRegion(of next: FileSlice) {
        guard next.file.isIntact else { return finish(.broken) }
        let count = min(next.length, Self.maximumRegion)
        let lease = FileLease(next.file)
        let region = IOData.fileRegion(lease.region(offset: next.offset, length: count))
        slice = nil
        if count < next.length {
            slice = FileSlice(file: next.file, offset: next.offset + count, length: next.length - count)
        }
        watch(next.file)
        let written = context.eventLoop.makePromise(of: Void.self)
        then(written.futureResult) { [self] in
            lease.end()
            writeNext()
        }
        write(.body(region), promise: written)
        context.flush()
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
                write(.body(.byteBuffer(chunk)), promise: written)
                context.flush()
                then(written.futureResult) { [self] in
                    watchdog?.stop()
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
            onTrouble: { [weak self] in self?.finish(.broken) })
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

    private func write(_ part: HTTPServerResponsePart, promise: EventLoopPromise<Void>?) {
        context.write(NIOAny(part), promise: promise)
    }

    private func finish(_ outcome: Outcome) {
        guard !isOver else { return }
        isOver = true
        watchdog?.stop()
        watchdog = nil
        live?.stop()
        live = nil
        pieces = []
        slice = nil
        onEnd(outcome)
    }
}
