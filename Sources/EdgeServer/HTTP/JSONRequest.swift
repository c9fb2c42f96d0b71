import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// Reads a small JSON body.
    ///
    /// - Parameter limit: bytes.
    /// - Throws: `Problem`: 415 for another content type, 413 for a larger body, 400 for what is not the JSON that is
    ///   asked for, naming the key that is wrong.
    func json<Value: Decodable>(_ type: Value.Type, upTo limit: Int = 16 * 1024) async throws -> Value {
        let mediaType = (headers[.contentType] ?? "").prefix { $0 != ";" }
        guard mediaType.filter({ $0 != " " }).lowercased() == "application/json" else {
            throw Problem(.unsupportedMediaType, "Send JSON, with Content-Type: application/json.")
        }
        let body: ByteBuffer
        do {
            body = try await self.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem(.payloadTooLarge, "At most \(limit) bytes are taken here.")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw Problem(.badRequest, error.sentence)
        }
    }
}

extension DecodingError {
    /// What is wrong with a document, in terms of the document only.
    fileprivate var sentence: String {
        switch self {
        case .keyNotFound(let key, let context): "\(Self.name(context.codingPath + [key])) is missing."
        case .typeMismatch(_, let context): "\(Self.name(context.codingPath)) is of the wrong type."
        case .valueNotFound(_, let context): "\(Self.name(context.codingPath)) must not be null."
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(Self.name(context.codingPath)) has a value that is not known."
        case .dataCorrupted: "The body is not JSON."
        @unknown default: "The body is not what is asked for."
        }
    }

    private static func name(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "The body" : String(path.map(\.stringValue).joined(separator: ".").prefix(100))
    }
}
