/// What to do about a response that points elsewhere (RFC 9110 §15.4).
package enum HTTPRedirectPolicy: Equatable, Sendable {
    /// The 3xx response is the response.
    case never
    /// Follows up to this many, all with the scheme of the first request. `Authorization`, `Cookie` and
    /// `Proxy-Authorization` go to the origin they were meant for and no other.
    case follow(limit: Int)
}

extension HTTPRedirectPolicy {
    /// The request that follows a response, `nil` when the response is the answer.
    ///
    /// - Parameter followed: how many redirections led here.
    /// - Throws: ``HTTPClientError``: `tooManyRedirects`, or `redirectRefused` for another scheme, an unreadable
    ///   `Location`, or a streamed body that would have to be sent twice.
    func next(
        after head: HTTPResponseHead, to request: HTTPClientRequest, followed: Int
    ) throws(HTTPClientError) -> HTTPClientRequest? {
        guard case .follow(let limit) = self, [301, 302, 303, 307, 308].contains(head.status),
            let location = head.headers["location"]
        else { return nil }
        let here = try RequestURL(request.url)
        func refused(_ kind: HTTPClientError.Kind, _ text: String) -> HTTPClientError {
            HTTPClientError(kind, text: text, url: here.redacted)
        }
        guard followed < limit else { throw refused(.tooManyRedirects, "redirected more than \(limit) times") }
        guard let there = here.resolving(location) else {
            throw refused(.redirectRefused, "redirected to an address that cannot be read")
        }
        guard there.scheme == here.scheme else {
            throw refused(.redirectRefused, "redirected from \(here.scheme) to \(there.scheme)")
        }
        var next = request
        next.url = there.text
        if !there.isSameOrigin(as: here) {
            for name in ["Authorization", "Cookie", "Proxy-Authorization"] { next.headers[name] = nil }
        }
        let losesBody = head.status == 303 || (head.status < 303 && request.method == "POST")
        if losesBody, request.method != "HEAD" {
            next.method = "GET"
            next.body = .none
            next.headers["Content-Type"] = nil
        } else if case .stream = request.body {
            throw refused(.redirectRefused, "redirected, but a streamed body is not sent twice")
        }
        return next
    }
}
