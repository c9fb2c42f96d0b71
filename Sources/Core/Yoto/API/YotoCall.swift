import Foundation
import HTTPClient

/// One call of Yoto's API, before it has a token.
struct YotoCall: Sendable {
    /// Method and path for errors, with `{}` where ids stand.
    let name: String
    let method: String
    /// Path and query, escaped.
    let target: String
    var contentType: String?
    var body: HTTPClientRequest.Body = .none
    var timeouts = HTTPTimeouts(connect: .seconds(10), idle: .seconds(20), total: .seconds(45))

    /// - Parameters:
    ///   - template: the path with `{}` for each id.
    ///   - ids: opaque; each becomes one segment of the path whatever is in it.
    ///   - query: fields without a value are left out.
    /// - Throws: ``YotoAPIError`` `invalidArgument` for an id that is no segment: empty, a dot or two, or endless.
    init(
        _ method: String, _ template: String, _ ids: [String] = [], query: [(String, String?)] = []
    ) throws(YotoAPIError) {
        name = "\(method) \(template)"
        self.method = method
        var rest = ids[...]
        var path = ""
        for part in template.split(separator: "/") {
            guard part == "{}" else {
                path += "/\(part)"
                continue
            }
            let id = rest.popFirst() ?? ""
            guard !["", ".", ".."].contains(id), id.utf8.count <= 512 else {
                throw YotoAPIError(.invalidArgument, call: name, message: "this id cannot be sent")
            }
            path += "/\(PercentEncoding.encode(id))"
        }
        let fields = query.compactMap { field in field.1.map { (field.0, $0) } }
        target = fields.isEmpty ? path : "\(path)?\(PercentEncoding.form(fields))"
    }

    /// The same with a JSON body.
    func sending(_ json: JSONObject) -> YotoCall {
        var call = self
        call.contentType = "application/json"
        call.body = .bytes(JSONValue.object(json).data)
        return call
    }

    /// The same with raw bytes, which may take their time.
    func sending(_ bytes: Data, contentType: String) -> YotoCall {
        var call = self
        call.contentType = contentType
        call.body = .bytes(bytes)
        call.timeouts.total = .seconds(180)
        return call
    }
}
