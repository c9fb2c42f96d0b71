/// Puts the figures of all parts together for `/metrics`.
struct MetricsService: Sendable {
    let metrics: EdgeMetrics
    let door: ConnectionDoor
    let cache: SiteDocumentCache
    let threads: BlockingWork

    func text() async throws -> String {
        let process = try await threads.run { ProcessFigures.current() }
        let counts = metrics.counts
        var text = MetricsText()
        text.counter(
            "edge_responses_total", "Answers by what was asked for and by status.",
            RequestCounts.Kind.allCases.flatMap { kind in
                (counts.answers[kind] ?? []).enumerated().filter { $0.element > 0 }.map { hundreds, value in
                    let status = hundreds == 0 ? "none" : "\(hundreds)xx"
                    return ("{kind=\"\(kind.rawValue)\",status=\"\(status)\"}", value)
                }
            })
        text.counter(
            "edge_range_requests_total", "Requests for ranges by outcome.",
            RequestCounts.RangeOutcome.allCases.map { ("{outcome=\"\($0.rawValue)\"}", counts.ranges[$0] ?? 0) })
        text.counter("edge_sent_bytes_total", "Bytes of content handed to the kernel.", [("", counts.bytes)])
        text.counter("edge_aborted_total", "Answers that broke off.", [("", counts.aborted)])
        text.histogram(
            "edge_first_byte_seconds", "From a request's head to the head of its answer.", counts: counts.firstByte,
            bounds: RequestCounts.firstByteBounds, sum: counts.firstByteSum)
        text.gauge("edge_connections", "Open connections.", Double(door.count))
        text.counter(
            "edge_refused_connections_total", "Connections beyond the limits.", [("", metrics.refusedConnections)])
        let cache = cache.figures
        text.counter(
            "edge_file_cache_total", "Look-ups of files.",
            [("{result=\"hit\"}", cache.hits), ("{result=\"miss\"}", cache.misses)])
        text.gauge("edge_file_cache_descriptors", "Files that the cache keeps open.", Double(cache.descriptors))
        text.gauge(
            "edge_event_loop_lag_seconds", "Longest time an event loop kept a task waiting since the last scrape.",
            Double(metrics.takeLongestLag()) / 1_000_000)
        text.gauge("process_resident_memory_bytes", "Resident memory.", Double(process.resident))
        text.gauge("edge_anonymous_memory_bytes", "Resident memory that was allocated.", Double(process.anonymous))
        text.gauge("process_open_fds", "Open descriptors.", Double(process.descriptors))
        text.gauge("process_cpu_seconds_total", "User and system time.", process.processorSeconds)
        return text.text
    }
}
