import Core

extension PlayerCommand {
    /// Reads a body such as `{"command": "volume", "percent": 50}`.
    ///
    /// - Throws: `Problem(.unprocessable)` that names the member which is missing or out of range.
    init(_ body: JSONObject) throws {
        let reader = CommandBody(body)
        switch body[string: "command"] {
        case "play": self = .play(try reader.start())
        case "pause": self = .pause
        case "resume": self = .resume
        case "stop": self = .stop
        case "next": self = .next
        case "previous": self = .previous
        case "seek": self = .seek(seconds: try reader.int("seconds", in: 0...864_000))
        case "volume": self = .volume(try reader.volume())
        case "sleepTimer": self = .sleepTimer(seconds: try reader.int("seconds", in: 0...86_400))
        case "ambientLight":
            self = .ambientLight(
                red: try reader.int("red", in: 0...255), green: try reader.int("green", in: 0...255),
                blue: try reader.int("blue", in: 0...255))
        case "displayIcon":
            self = .displayIcon(
                uri: try reader.text("uri"), seconds: try reader.int("seconds", in: 1...300, or: 5),
                isAnimated: body[bool: "animated"] ?? false)
        case "reboot": self = .reboot
        case "bluetooth": self = .bluetooth(try reader.bluetooth())
        case let name?: throw Problem(.unprocessable, "There is no command “\(name.prefix(40))”.")
        case nil: throw Problem(.unprocessable, "“command” is missing.")
        }
    }

    /// The body that reads back as this command.
    var json: JSONObject {
        var body: JSONObject = ["command": .string(name)]
        switch self {
        case .play(let start):
            body["card"] = .string(start.cardID)
            body["chapter"] = start.chapterKey.map(JSONValue.string)
            body["track"] = start.trackKey.map(JSONValue.string)
            body["secondsIn"] = .integer(start.secondsIn)
            body["cutOff"] = .integer(start.cutOff)
            body["anyButtonStops"] = .bool(start.anyButtonStops)
        case .seek(let seconds), .sleepTimer(let seconds): body["seconds"] = .integer(seconds)
        case .volume(let volume): body["step"] = .integer(volume.step)
        case .ambientLight(let red, let green, let blue):
            (body["red"], body["green"], body["blue"]) = (.integer(red), .integer(green), .integer(blue))
        case .displayIcon(let uri, let seconds, let isAnimated):
            (body["uri"], body["seconds"], body["animated"]) = (.string(uri), .integer(seconds), .bool(isAnimated))
        case .bluetooth(let action): body["action"] = .string(action.rawValue)
        case .pause, .resume, .stop, .next, .previous, .reboot: break
        }
        return body
    }
}

/// Members of a command's body, checked.
private struct CommandBody {
    private let body: JSONObject

    init(_ body: JSONObject) { self.body = body }

    func start() throws -> PlayerCommand.Start {
        let card = try text("card")
        guard card.utf8.count <= 40, card.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            throw Problem(.unprocessable, "“card” is no id of a card.")
        }
        let (chapter, track) = (body[string: "chapter"], body[string: "track"])
        guard track == nil || chapter != nil else { throw Problem(.unprocessable, "“track” needs “chapter”.") }
        return PlayerCommand.Start(
            cardID: card, chapterKey: chapter, trackKey: track, secondsIn: try int("secondsIn", in: 0...864_000, or: 0),
            cutOff: try int("cutOff", in: 0...864_000, or: 0), anyButtonStops: body[bool: "anyButtonStops"] ?? false)
    }

    func volume() throws -> Volume {
        if body["step"] != nil { return Volume(step: try int("step", in: 0...16)) }
        return Volume(percent: try int("percent", in: 0...100))
    }

    func bluetooth() throws -> PlayerCommand.Bluetooth {
        guard let action = PlayerCommand.Bluetooth(rawValue: try text("action")) else {
            let names = PlayerCommand.Bluetooth.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.unprocessable, "“action” is none of \(names).")
        }
        return action
    }

    func text(_ name: String) throws -> String {
        guard case .string(let text)? = body[name], !text.isEmpty, text.utf8.count <= 2000 else {
            throw Problem(.unprocessable, "“\(name)” is missing.")
        }
        return text
    }

    func int(_ name: String, in range: ClosedRange<Int>, or standard: Int? = nil) throws -> Int {
        guard body[name] != nil else {
            if let standard { return standard }
            throw Problem(.unprocessable, "“\(name)” is missing.")
        }
        guard let value = body[int: name], range.contains(value) else {
            throw Problem(.unprocessable, "“\(name)” is not within \(range.lowerBound)…\(range.upperBound).")
        }
        return value
    }
}
