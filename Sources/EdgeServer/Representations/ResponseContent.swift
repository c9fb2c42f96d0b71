import Core
import Foundation
import NIOCore

/// A complete answer, ready to be written: head and what follows it.
struct ResponseContent: Sendable {
    var head: ResponseHead
    var body: Body
    /// Places that it takes while it is sent.
    var permits: [any TransferPermit] = []

    enum Body: Sendable {
        /// In order; empty for `HEAD`, 204 and 304.
        case pieces([ResponsePiece])
        case live(LiveSource)
        /// The head of a live representation: without a length, only the end of the connection ends it.
        case liveHead
    }
}

extension ResponseContent {
    /// Lets go of an answer that will not be written.
    func abandon() {
        if case .live(let source) = body { source.stop() }
    }

    /// Decides the answer to a `GET` or `HEAD`.
    init(
        _ answer: ResourceAnswer, to conditions: RequestConditions, instance: String, now: HTTPClock.Instant
    ) {
        let isHead = conditions.isHead
        switch answer {
        case .resource(let resource):
            self.init(resource, to: conditions, instance: instance, now: now)
        case .page(let status, let resource):
            let pieces = resource.representation.length.map { resource.representation.pieces(in: 0..<$0) } ?? []
            self.init(status: status, fields: resource.fields, now: now, body: .pieces(isHead ? [] : pieces))
            head.set("Content-Type", resource.mediaType)
            head.set("Content-Length", "\(resource.representation.length ?? 0)")
        case .redirect(let location, let fields):
            self.init(status: 308, fields: fields, now: now, body: .pieces([]))
            head.set("Location", location)
            head.set("Content-Length", "0")
        case .problem(let problem, let fields):
            self.init(problem, instance: instance, isHead: isHead, fields: fields, now: now)
        }
    }

    /// A problem document.
    init(
        _ problem: Problem, instance: String, isHead: Bool = false, fields: [(name: String, value: String)],
        now: HTTPClock.Instant
    ) {
        let document = ByteBuffer(bytes: problem.json(instance: instance))
        self.init(
            status: problem.code.httpStatus, fields: fields, now: now, body: .pieces(isHead ? [] : [.bytes(document)]))
        head.set("Content-Type", Problem.mediaType)
        head.set("Content-Length", "\(document.readableBytes)")
    }

    /// The answer to a request for a resource that is there.
    init(_ resource: Resource, to conditions: RequestConditions, instance: String, now: HTTPClock.Instant) {
        guard let facts = resource.facts else {
            self.init(live: resource, isHead: conditions.isHead, now: now)
            return
        }
        let plan = ResponsePlan(for: conditions, of: facts, now: now.date, boundary: Self.boundary())
        switch plan.status {
        case 304:
            let kept = resource.fields.filter { Self.keptIn304.contains($0.name.lowercased()) }
            self.init(status: 304, fields: kept, now: now, body: .pieces([]))
        case 412, 416:
            let problem = Problem(plan.status == 412 ? .preconditionFailed : .rangeNotSatisfiable)
            let fields = resource.fields.filter { $0.name.lowercased() != "content-encoding" }
            self.init(problem, instance: instance, isHead: conditions.isHead, fields: fields, now: now)
        default:
            let pieces = plan.segments.flatMap { Self.pieces($0, of: resource.representation) }
            self.init(status: plan.status, fields: resource.fields, now: now, body: .pieces(pieces))
        }
        for field in plan.fields { head.set(field.name, field.value) }
        if let length = plan.contentLength { head.set("Content-Length", "\(length)") }
    }

    /// No length, no validators, no ranges, and no copy in a cache (`peers.md` §5.4 rule 5).
    private init(live resource: Resource, isHead: Bool, now: HTTPClock.Instant) {
        self.init(status: 200, fields: resource.fields, now: now, body: .liveHead)
        if case .live(let source) = resource.representation {
            if isHead { source.stop() } else { body = .live(source) }
        }
        head.set("Content-Type", resource.mediaType)
        head.set("Accept-Ranges", "none")
        head.set("Cache-Control", "no-store")
        if isHead { head.set("Connection", "close") }
    }

    /// An answer made of fields alone.
    init(status: Int, fields: [(name: String, value: String)], now: HTTPClock.Instant, body: Body) {
        head = ResponseHead(status: status)
        head.set("Date", now.text)
        for field in fields { head.set(field.name, field.value) }
        self.body = body
    }

    /// What a 304 must repeat of the 200 (RFC 9110 §15.4.5); `ETag` and `Last-Modified` come from the plan.
    private static let keptIn304: Set<String> = ["cache-control", "content-location", "expires", "vary"]

    private static func pieces(_ segment: ResponsePlan.Segment, of representation: Representation) -> [ResponsePiece] {
        switch segment {
        case .bytes(let bytes): [.bytes(ByteBuffer(bytes: bytes))]
        case .representation(let range): representation.pieces(in: range)
        }
    }

    private static func boundary() -> String {
        UUID().uuidString.replacing("-", with: "")
    }
}
