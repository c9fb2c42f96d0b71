import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A JSON document.
    static func wire(_ json: WireJSON, status: HTTPResponse.Status = .ok) -> Response {
        bytes(json.data, type: "application/json", status: status)
    }

    /// Bytes with their media type.
    static func bytes(_ data: Data, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type, .contentLength: "\(data.count)"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// A page without scripts. No `form-action` in its policy: Chromium would hold it against the redirect that
    /// follows the consent form.
    static func page(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        var response = bytes(Data(html.utf8), type: "text/html; charset=utf-8", status: status)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// A redirect with `302`, as Auth0 and the image service answer.
    static func found(_ location: String) -> Response {
        Response(status: .found, headers: [.location: location, .contentLength: "0", .cacheControl: "no-store"])
    }
}
