import Foundation

/// Wakes a thread that waits in `poll`: a byte in a pipe. Both ends live as long as the object.
final class WakePipe: Sendable {
    /// What the waiting thread polls for reading.
    let readEnd: Int32
    private let writeEnd: Int32

    /// - Throws: `.library(errno)` when the process has no descriptors left.
    init() throws(MQTTError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw MQTTError(.library(Int(errno)), String(cString: strerror(errno))) }
        readEnd = ends[0]
        writeEnd = ends[1]
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// From any thread, and it never blocks: a full pipe wakes as well as one more byte would.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// Empties the pipe; by the waiting thread only.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
