import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// What handlers know besides the request.
struct EdgeRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who is signed in; `nil` for everybody else. Set by ``SessionMiddleware`` only.
    var principal: Principal?
    /// Where the request is from. Set by ``VisitorMiddleware``.
    var visitor: Visitor
    /// Ends the connection at once, also one whose reader has stopped reading.
    let closeConnection: @Sendable () -> Void

    /// Largest JSON body that is read, in bytes. Audio has its own way in.
    var maxUploadSize: Int { 1024 * 1024 }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        let channel = source.channel
        closeConnection = { channel.close(promise: nil) }
        visitor = Visitor(address: source.channel.remoteAddress?.ipAddress ?? "", userAgent: "", isDistinct: false)
    }

    /// Who is signed in, on a route that nobody else gets to.
    ///
    /// - Throws: `Problem` 401 when it is used on a route for everyone.
    var signedIn: Principal {
        get throws(Problem) {
            guard let principal else { throw Problem(.unauthorized) }
            return principal
        }
    }
}
