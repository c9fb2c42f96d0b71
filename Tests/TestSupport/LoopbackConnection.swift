package import Foundation

/// One connection of a ``LoopbackServer``. All calls block; they belong on the connection's own thread.
package final class LoopbackConnection: Sendable {
    /// A request as it came in.
    package struct Request: Sendable {
        /// The first line, such as `GET /a?b HTTP/1.1`.
        package var line: String
        /// Field names in lower case.
        package var headers: [String: String]
        /// The content, chunks joined.
        package var body: Data

        /// The method of the first line.
        package var method: String { String(line.prefix { $0 != " " }) }
        /// The request target of the first line, as it was sent.
        package var target: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    private struct State {
        var descriptor: CInt
        var isCut = false
    }

    private let state: Locked<State>
    private let descriptor: CInt
    private let unread = Locked(Data())

    init(_ descriptor: CInt) {
        self.descriptor = descriptor
        state = Locked(State(descriptor: descriptor))
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// The next bytes, at most `count`; empty at the end of the connection.
    package func read(upTo count: Int = 65_536) -> Data {
        let waiting = unread.withLock { unread in
            let waiting = Data(unread.prefix(count))
            unread = Data(unread.dropFirst(waiting.count))
            return waiting
        }
        if !waiting.isEmpty { return waiting }
        var buffer = [UInt8](repeating: 0, count: count)
        while true {
            let received = recv(descriptor, &buffer, count, 0)
            if received < 0, errno == EINTR { continue }
            return Data(buffer.prefix(max(0, received)))
        }
    }

    /// A whole request; `nil` when the connection ends before it does.
    package func readRequest() -> Request? {
        guard var request = readHead() else { return nil }
        if request.headers["transfer-encoding"] == "chunked" {
            while let line = readLine(), let size = Int(line, radix: 16) {
                guard let chunk = read(exactly: size), readLine() != nil else { return nil }
                if size == 0 { return request }
                request.body.append(chunk)
            }
            return nil
        }
        guard let body = read(exactly: request.headers["content-length"].flatMap { Int($0) } ?? 0) else { return nil }
        request.body = body
        return request
    }

    /// First line and header of a request; its content is left to ``read(upTo:)``.
    package func readHead() -> Request? {
        guard let line = readLine(), !line.isEmpty else { return nil }
        var request = Request(line: line, headers: [:], body: Data())
        while let field = readLine() {
            if field.isEmpty { return request }
            let parts = field.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            request.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        return nil
    }

    /// Sends bytes.
    ///
    /// - Returns: whether all of them went.
    @discardableResult
    package func write(_ bytes: Data) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Sends text; the line breaks are the caller's.
    @discardableResult
    package func write(_ text: String) -> Bool { write(Data(text.utf8)) }

    /// Sends a whole response with `Content-Length`.
    @discardableResult
    package func respond(_ status: Int = 200, headers: [String: String] = [:], body: Data = Data()) -> Bool {
        let fields = headers.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
        return write(
            Data("HTTP/1.1 \(status) Status\r\n\(fields)Content-Length: \(body.count)\r\n\r\n".utf8) + body)
    }

    /// Answers every request on this connection until it ends.
    package func serve(_ answer: (Request) -> Void) {
        while let request = readRequest() { answer(request) }
    }

    /// Says that nothing more will be sent, while the other side still may.
    package func finishWriting() { shutdown(descriptor, CInt(SHUT_WR)) }

    /// Waits until the other side has closed or cut the connection.
    package func waitForEnd() { while !read().isEmpty {} }

    /// Wakes whoever is blocked here; the connection's thread then closes it.
    func cut() {
        state.withLock { state in
            if state.descriptor >= 0 { shutdown(state.descriptor, CInt(SHUT_RDWR)) }
        }
    }

    func close() {
        state.withLock { state in
            guard state.descriptor >= 0 else { return }
            _ = Foundation.close(state.descriptor)
            state.descriptor = -1
        }
    }

    private func readLine() -> String? {
        var line = Data()
        while true {
            let byte = read(upTo: 1)
            guard let first = byte.first else { return nil }
            if first == 0x0A { break }
            line.append(first)
        }
        if line.last == 0x0D { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }

    private func read(exactly count: Int) -> Data? {
        var bytes = Data()
        while bytes.count < count {
            let more = read(upTo: count - bytes.count)
            guard !more.isEmpty else { return nil }
            bytes.append(more)
        }
        return bytes
    }
}
