/// Why a file is not an MP3 file that we can serve.
package enum MP3Error: Error, Equatable, Sendable, CustomStringConvertible {
    case unreadable(reason: String)
    case empty
    /// What the first bytes say that it is: `a WAV file`.
    case otherFormat(String)
    /// MPEG audio of layer I or II.
    case otherLayer(offset: Int)
    /// Frames without a bitrate in their header, which players refuse.
    case freeFormat(offset: Int)
    case noFrames

    package var description: String {
        switch self {
        case .unreadable(let reason): "it cannot be read (\(reason))"
        case .empty: "it is empty"
        case .otherFormat(let name): "it is \(name)"
        case .otherLayer(let offset): "it is MPEG audio of layer I or II (byte \(offset)), players want layer III"
        case .freeFormat(let offset):
            "its frames have no fixed bitrate (free format, byte \(offset)), players refuse that"
        case .noFrames: "there are no two MPEG audio frames in a row in it"
        }
    }
}
