import CMosquitto
import Foundation

/// The C library as a whole.
package enum MosquittoLibrary {
    /// Its version, such as `2.0.11`.
    package static var version: String {
        var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
        mosquitto_lib_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }

    /// Set up once for the process, since `mosquitto_lib_init` may not run on two threads at once. Never torn down:
    /// the memory is the process's.
    static let initialized: Bool = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.code

    /// The library's sentence for one of its codes.
    static func text(_ code: Int32) -> String {
        code == MOSQ_ERR_ERRNO.code ? String(cString: strerror(errno)) : String(cString: mosquitto_strerror(code))
    }
}

extension mosq_err_t {
    /// As functions return it.
    var code: Int32 { Int32(truncatingIfNeeded: rawValue) }
}
