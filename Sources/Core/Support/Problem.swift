package import Foundation

/// An error as people and programs read it: RFC 9457 `application/problem+json`.
///
/// `detail` is shown to whoever asked: it names no file of the server, no stack frame and no secret.
package struct Problem: Error, Equatable, Sendable {
    /// What went wrong; decides status, title and `type`.
    package var code: ErrorCode
    /// What happened this time; empty when the title says it all.
    package var detail: String
    /// Why a service is not ready, one short reason each; absent from other problems.
    package var reasons: [String]

    package init(_ code: ErrorCode, _ detail: String = "", reasons: [String] = []) {
        self.code = code
        self.detail = detail
        self.reasons = reasons
    }

    /// `Content-Type` of a problem document (RFC 9457 §6.1).
    package static let mediaType = "application/problem+json"

    /// The document: `type`, `title`, `status`, `detail`, `instance` and our `code` (RFC 9457 §3.1).
    ///
    /// - Parameter instance: the path of the request, without its query.
    package func json(instance: String) -> Data {
        let document = Document(
            type: "/help/errors/#\(code.rawValue)", title: code.title, status: code.httpStatus,
            detail: detail.isEmpty ? nil : detail, instance: instance, code: code.rawValue,
            reasons: reasons.isEmpty ? nil : reasons)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and one integer cannot fail to encode; an empty object is the answer should that ever change.
        return (try? encoder.encode(document)) ?? Data("{}".utf8)
    }

    private struct Document: Encodable {
        var type: String
        var title: String
        var status: Int
        var detail: String?
        var instance: String
        var code: String
        var reasons: [String]?
    }
}
