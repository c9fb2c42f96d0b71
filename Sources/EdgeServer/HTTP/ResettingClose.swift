import Foundation
import NIOCore

extension ChannelHandlerContext {
    /// Makes the close that follows a reset: the kernel drops what it has not sent (`SO_LINGER` with 0 s, socket(7)).
    /// Where the channel is no socket, it closes as ever.
    func resetOnClose() {
        _ = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    }
}
