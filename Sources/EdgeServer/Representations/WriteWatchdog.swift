import NIOCore

/// Looks after a write that the kernel takes slowly: ends it when the reader has taken nothing for too long, and when
/// the file has been cut shorter, for then `sendfile` would report no progress for ever and NIO would ask for ever.
///
/// Lives on the event loop of its channel; fires once a second while a write waits, which is cheap.
final class WriteWatchdog {
    /// Why a write is ended.
    enum Trouble {
        /// The file is not what it was.
        case changed
        /// The reader takes nothing.
        case stalled
    }

    private let channel: any Channel
    private let file: OpenFile?
    private let patience: TimeAmount
    private let onTrouble: (Trouble) -> Void
    private var task: Scheduled<Void>?
    private var waiting = -1
    private var lastProgress = NIODeadline.now()

    init(channel: any Channel, file: OpenFile?, patience: TimeAmount, onTrouble: @escaping (Trouble) -> Void) {
        self.channel = channel
        self.file = file
        self.patience = patience
        self.onTrouble = onTrouble
        schedule()
    }

    func stop() {
        task?.cancel()
        task = nil
    }

    private func schedule() {
        task = channel.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in self?.look() }
    }

    private func look() {
        let bytes = (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        if bytes != waiting {
            waiting = bytes
            lastProgress = .now()
        }
        if file?.isIntact == false {
            onTrouble(.changed)
        } else if NIODeadline.now() - lastProgress >= patience {
            onTrouble(.stalled)
        } else {
            schedule()
        }
    }
}
