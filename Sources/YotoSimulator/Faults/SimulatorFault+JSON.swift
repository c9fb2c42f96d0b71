extension SimulatorFault {
    /// Reads `{"kind":…,"path":…,"method":…,"count":…,"skip":…}` and the members of the kind.
    ///
    /// - Throws: `CloudError` 400 that says what is wrong.
    init(json: WireJSON) throws {
        guard let members = json.members else { throw CloudError.badRequest("a fault is a JSON object") }
        let known: Set = ["kind", "path", "method", "count", "skip", "status", "retryAfter", "milliseconds", "bytes"]
        if let key = Set(members.keys).subtracting(known).sorted().first {
            throw CloudError.badRequest("unknown member \(key); known are \(known.sorted().joined(separator: ", "))")
        }
        let path = json["path"]?.text ?? "/"
        guard path.hasPrefix("/") else { throw CloudError.badRequest("path must start with a slash") }
        self.init(
            try Self.effect(json), path: path, method: json["method"]?.text?.uppercased(),
            count: try Self.number(json["count"], "count", 1...1_000_000),
            skip: try Self.number(json["skip"], "skip", 0...1_000_000) ?? 0)
    }

    /// The same members as ``init(json:)`` reads.
    var json: WireJSON {
        var json: WireJSON = ["path": .string(path), "skip": .int(skip)]
        json["method"] = method.map(WireJSON.string)
        json["count"] = count.map(WireJSON.int)
        json["kind"] = .string(effect.kind)
        switch effect {
        case .status(let status, let seconds):
            json["status"] = .int(status)
            json["retryAfter"] = seconds.map(WireJSON.int)
        case .delayBefore(let duration), .delayAfter(let duration):
            json["milliseconds"] = .int(Int(duration / .milliseconds(1)))
        case .large(let bytes): json["bytes"] = .int(bytes)
        case .hang, .hangAfter, .close, .loseAnswer, .closeMidBody, .halfClose, .garbage: break
        }
        return json
    }

    private static func effect(_ json: WireJSON) throws -> Effect {
        switch json["kind"]?.text {
        case "status":
            guard let status = try number(json["status"], "status", 400...599) else {
                throw CloudError.badRequest("kind status needs status, 400 to 599")
            }
            return .status(status, retryAfterSeconds: try number(json["retryAfter"], "retryAfter", 0...86_400))
        case "delayBefore": return .delayBefore(try delay(json))
        case "delayAfter": return .delayAfter(try delay(json))
        case "hang": return .hang
        case "hangAfter": return .hangAfter
        case "close": return .close
        case "loseAnswer": return .loseAnswer
        case "closeMidBody": return .closeMidBody
        case "halfClose": return .halfClose
        case "garbage": return .garbage
        case "large":
            return .large(bytes: try number(json["bytes"], "bytes", 32...100_000_000) ?? 10 * 1024 * 1024)
        default:
            throw CloudError.badRequest(
                "kind must be one of status, delayBefore, delayAfter, hang, hangAfter, close, loseAnswer, "
                    + "closeMidBody, halfClose, garbage, large")
        }
    }

    private static func delay(_ json: WireJSON) throws -> Duration {
        guard let milliseconds = try number(json["milliseconds"], "milliseconds", 0...600_000) else {
            throw CloudError.badRequest("a delay needs milliseconds, 0 to 600000")
        }
        return .milliseconds(milliseconds)
    }

    private static func number(_ value: WireJSON?, _ name: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let value, value != .null else { return nil }
        guard let number = value.integer, range.contains(number) else {
            throw CloudError.badRequest("\(name) must be \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}

extension SimulatorFault.Effect {
    fileprivate var kind: String {
        switch self {
        case .status: "status"
        case .delayBefore: "delayBefore"
        case .delayAfter: "delayAfter"
        case .hang: "hang"
        case .hangAfter: "hangAfter"
        case .close: "close"
        case .loseAnswer: "loseAnswer"
        case .closeMidBody: "closeMidBody"
        case .halfClose: "halfClose"
        case .garbage: "garbage"
        case .large: "large"
        }
    }
}
