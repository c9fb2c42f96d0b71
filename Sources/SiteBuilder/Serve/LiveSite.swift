/// The state of the site that is served: which build it is, what is wrong with it, and who wants to know.
actor LiveSite {
    private var last = LiveEvent(kind: .hello, generation: 0)
    private var listeners: [Int: AsyncStream<LiveEvent>.Continuation] = [:]
    private var nextListener = 0

    /// Events from now on, beginning with the present state.
    func events() -> AsyncStream<LiveEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: LiveEvent.self, bufferingPolicy: .bufferingNewest(16))
        let number = nextListener
        nextListener += 1
        listeners[number] = continuation
        continuation.yield(LiveEvent(kind: .hello, generation: last.generation))
        if last.kind == .mistakes { continuation.yield(last) }
        return stream
    }

    /// Tells everybody of a build.
    func publish(_ kind: LiveEvent.Kind, styles: [String] = [], text: String = "") {
        let generation = kind == .mistakes ? last.generation : last.generation + 1
        last = LiveEvent(kind: kind, generation: generation, styles: styles, text: text)
        // A listener that has gone away is noticed when something is told to it.
        for (number, listener) in listeners {
            if case .terminated = listener.yield(last) { listeners[number] = nil }
        }
    }
}
