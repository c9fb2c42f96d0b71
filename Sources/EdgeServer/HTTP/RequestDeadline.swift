import NIOCore

/// Closes a connection on which a request is awaited, or arrives, too slowly. While an answer is made or sent nothing
/// is measured here: a song may take an hour, and the writer watches its own progress.
///
/// A header that trickles in counts as not arrived, which is what a slow-header attack is. One task at a time is
/// scheduled, and moved only when it fires: a request costs two assignments. Lives on the event loop of its channel.
final class RequestDeadline {
    private let limit: TimeAmount
    private let channel: any Channel
    private var isAnswering = false
    private var lastEvent = NIODeadline.now()
    private var task: Scheduled<Void>?

    init(limit: TimeAmount, channel: any Channel) {
        self.limit = limit
        self.channel = channel
        schedule(in: limit)
    }

    /// A whole request is there.
    func answerBegan() {
        isAnswering = true
    }

    /// The answer is over; the next request is awaited.
    func answerEnded() {
        isAnswering = false
        lastEvent = .now()
    }

    /// A part of a request arrived.
    func progressed() {
        lastEvent = .now()
    }

    /// The connection is gone.
    func cancel() {
        task?.cancel()
        task = nil
    }

    private func schedule(in delay: TimeAmount) {
        task = channel.eventLoop.assumeIsolated().scheduleTask(in: delay) { [weak self] in self?.look() }
    }

    private func look() {
        let quiet = NIODeadline.now() - lastEvent
        if isAnswering {
            schedule(in: limit)
        } else if quiet >= limit {
            channel.close(promise: nil)
        } else {
            schedule(in: limit - quiet)
        }
    }
}
