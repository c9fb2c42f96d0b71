/// What all requests of a transport have in common.
package struct HTTPTransportConfiguration: Equatable, Sendable {
    /// The `User-Agent` of requests that do not bring their own.
    package var userAgent = "yoto-smart-stream"
    /// How to leave the machine. Loopback addresses are always reached directly.
    package var proxy = Proxy.environment
    /// A PEM file of certificates to trust instead of the system's; `nil` for the system's.
    package var caBundlePath: String?
    /// Connections to one host at once; more requests wait for their turn.
    package var maximumConnectionsPerHost = 32
    /// Connections at once in all; more requests wait for their turn.
    package var maximumConnections = 128

    package init() {}

    /// Which proxy to use.
    package enum Proxy: Equatable, Sendable {
        /// What `http_proxy`, `https_proxy` and `no_proxy` say, as libcurl reads them.
        case environment
        /// None, whatever the environment says.
        case none
        /// This one for everything, such as `http://proxy:3128`.
        case url(String)
    }
}
