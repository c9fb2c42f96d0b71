import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers with the files of a built site, with the headers of its `headers.json` and with byte ranges.
struct ServedFiles: Sendable {
    /// The built site.
    let folder: String

    func answer(_ request: Request) -> Response {
        guard let path = decoded(request.uri.path) else { return page("404.html", status: .notFound, request) }
        if path.hasSuffix("/") { return page(path + "index.html", status: .ok, request) }
        if FileStamp(path: "\(folder)/\(path)/index.html") != nil {
            let query = request.uri.query.map { "?" + $0 } ?? ""
            return Response(status: .movedPermanently, headers: [.location: "/\(path)/\(query)"])
        }
        return page(path, status: .ok, request)
    }

    /// The path without its first slash; `nil` when it leads out of the folder or to hidden files.
    private func decoded(_ path: String) -> String? {
        guard let text = path.removingPercentEncoding, text.hasPrefix("/"), !text.contains("\0") else { return nil }
        let segments = text.split(separator: "/")
        guard !segments.contains(where: { $0.hasPrefix(".") }) else { return nil }
        return segments.isEmpty ? "/" : segments.joined(separator: "/") + (text.hasSuffix("/") ? "/" : "")
    }

    private func page(_ path: String, status: HTTPResponse.Status, _ request: Request) -> Response {
        let name = path.hasPrefix("/") ? String(path.dropFirst()) : path
        guard let (bytes, stamp) = try? DiskFile.read("\(folder)/\(name)") else {
            if status == .notFound {
                let text = FileStamp(path: "\(folder)/index.html") == nil ? LiveScript.emptyPage : "Not found"
                return Self.text(text, type: "text/html; charset=utf-8", status: .notFound)
            }
            return page("404.html", status: .notFound, request)
        }
        let isPage = name.hasSuffix(".html")
        var response = content(isPage ? LiveScript.injected(into: bytes) : bytes, name: name, stamp: stamp, request)
        if status == .notFound { response.status = .notFound }
        for (name, value) in headers(for: "/" + name) { response.headers[name] = value }
        // Nothing is kept: what is edited now must be seen now.
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func content(_ bytes: [UInt8], name: String, stamp: FileStamp, _ request: Request) -> Response {
        let facts = RepresentationFacts(
            length: bytes.count, mediaType: MediaType.of(path: name),
            validators: Validators(
                entityTag: EntityTag(opaque: "\(stamp.inode)-\(stamp.size)-\(stamp.changed)"), lastModified: nil))
        let conditions = RequestConditions(isHead: request.method == .head) { field in
            HTTPField.Name(field).map { request.headers[values: $0] } ?? []
        }
        let plan = ResponsePlan(
            for: conditions, of: facts, now: HTTPDate(secondsSinceEpoch: Int(Date().timeIntervalSince1970)),
            boundary: "site-builder-\(stamp.inode)")
        var headers = HTTPFields()
        for field in plan.fields {
            if let name = HTTPField.Name(field.name) { headers.append(HTTPField(name: name, value: field.value)) }
        }
        if conditions.isHead {
            let body = ResponseBody(contentLength: plan.contentLength) { try await $0.finish(nil) }
            return Response(status: .init(code: plan.status), headers: headers, body: body)
        }
        var buffer = ByteBuffer()
        for segment in plan.segments {
            switch segment {
            case .bytes(let own): buffer.writeBytes(own)
            case .representation(let range): buffer.writeBytes(bytes[range])
            }
        }
        return Response(status: .init(code: plan.status), headers: headers, body: .init(byteBuffer: buffer))
    }

    private func headers(for path: String) -> [(HTTPField.Name, String)] {
        guard let bytes = try? DiskFile.read("\(folder)/headers.json").bytes,
            let rules = try? HeaderRules(json: Data(bytes))
        else { return [] }
        return rules.headers(forPath: path).compactMap { name, value in
            HTTPField.Name(name).map { ($0, value) }
        }
    }

    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
