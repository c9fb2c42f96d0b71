import Foundation

/// What the kernel knows of this process. Reading it blocks, if only for microseconds.
struct ProcessFigures: Equatable, Sendable {
    /// Bytes; 0 where there is no `/proc`.
    var resident = 0
    /// Bytes of it that the program allocated.
    var anonymous = 0
    /// Open descriptors.
    var descriptors = 0
    /// User and system time of all threads.
    var processorSeconds = 0.0

    /// As it is now.
    static func current() -> ProcessFigures {
        var figures = ProcessFigures()
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        for line in status.split(separator: "\n") {
            let parts = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
            guard parts.count >= 2, let kilobytes = Int(parts[1]) else { continue }
            if parts[0] == "VmRSS:" { figures.resident = kilobytes * 1024 }
            if parts[0] == "RssAnon:" { figures.anonymous = kilobytes * 1024 }
        }
        figures.descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
        var time = timespec()
        if clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 {
            figures.processorSeconds = Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
        }
        return figures
    }
}
