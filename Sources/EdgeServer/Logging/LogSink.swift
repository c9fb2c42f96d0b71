import Foundation

/// Where log lines go.
struct LogSink: Sendable {
    /// Takes a line with its end.
    var write: @Sendable ([UInt8]) -> Void

    /// One `write` a line, so that lines of several threads do not mix. A line that cannot be written is lost: there is
    /// nowhere to tell.
    static let standardError = LogSink { line in
        line.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Foundation.write(
                    STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
