import Foundation
import NIOCore

/// Why the server could not start, as one line that says what to do.
struct StartFailure: Error, Equatable, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }

    /// Puts words to an error of binding; `nil` when it is another error.
    init?(binding error: any Error, host: String, port: Int) {
        if error is SocketAddressError || error is SocketAddressError.UnknownHost {
            description = "\(host) is not an address or a known name; choose another with --host"
            return
        }
        guard let code = (error as? IOError)?.errnoCode else { return nil }
        switch code {
        case EADDRINUSE:
            description = "port \(port) on \(host) is in use; stop the other program or choose another with --port"
        case EACCES, EPERM:
            description = "port \(port) needs rights this user does not have; choose one above 1023 with --port"
        case EADDRNOTAVAIL:
            description = "\(host) is not an address of this machine; choose another with --host"
        default: return nil
        }
    }
}
