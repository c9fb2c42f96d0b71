import Core

/// A change of a player's settings, as `PATCH /api/players/{id}/settings` takes it: only what is named changes.
struct SettingsChange: Sendable {
    /// Another name for the player.
    var name: String?
    private var values: [(PlayerSetting, JSONValue)] = []
    private var alarms: [YotoAlarm]?

    /// - Throws: `Problem` 422 for a name that is not known, or an alarm that cannot be read.
    init(_ body: JSONObject) throws(Problem) {
        for (key, value) in body.members {
            switch key {
            case "name":
                guard case .string(let text) = value, (1...50).contains(text.count) else {
                    throw Problem(.unprocessable, "“name” must be a text of 1 to 50 characters.")
                }
                name = text
            case "alarms":
                guard let list = value.array, list.count <= 50 else {
                    throw Problem(.unprocessable, "“alarms” must be a list of at most 50.")
                }
                var read: [YotoAlarm] = []
                for item in list { read.append(try YotoAlarm(json: item)) }
                alarms = read
            default:
                guard let setting = PlayerSetting.named(key) else {
                    throw Problem(.unprocessable, "There is no setting “\(key.prefix(40))”.")
                }
                values.append((setting, value))
            }
        }
        // Values are tried on an empty config, so that a mistake is told before Yoto is asked.
        var trial = YotoDeviceConfig(json: JSONObject())
        try apply(to: &trial)
    }

    /// Changes a config.
    func apply(to config: inout YotoDeviceConfig) throws(Problem) {
        for (setting, value) in values { try setting.apply(value, to: &config) }
        if let alarms { config.alarms = alarms }
    }
}

extension YotoAlarm {
    /// Reads `{"days": "1111100", "time": "07:00", "card": "5WsQg", "volume": 8, "enabled": true}`; with `line`, the
    /// alarm as it was read, fields that the API does not know survive.
    init(json: JSONValue) throws(Problem) {
        guard let object = json.object else { throw Problem(.unprocessable, "An alarm must be an object.") }
        self.init(text: object[string: "line"] ?? "0000000,00:00,,,,8,1")
        if let days = object[string: "days"] {
            guard days.count == 7, days.allSatisfy({ $0 == "0" || $0 == "1" }) else {
                throw Problem(.unprocessable, "“days” must be seven digits of 0 and 1, Monday first.")
            }
            self.days = days.map { $0 == "1" }
        }
        if let time = object[string: "time"] {
            guard let match = time.wholeMatch(of: /(\d{2}):(\d{2})/), let hour = Int(match.1), hour < 24,
                let minute = Int(match.2), minute < 60
            else { throw Problem(.unprocessable, "“time” must be HH:MM.") }
            self.time = (hour, minute)
        }
        if let card = object[string: "card"] {
            guard card.utf8.count <= 60, !card.contains(",") else {
                throw Problem(.unprocessable, "“card” is no id of a card.")
            }
            cardID = card
        }
        if object["volume"] != nil {
            guard let volume = object[int: "volume"], (0...16).contains(volume) else {
                throw Problem(.unprocessable, "“volume” must be 0 to 16.")
            }
            self.volume = volume
        }
        if let isEnabled = object[bool: "enabled"] { self.isEnabled = isEnabled }
    }

    /// As the API shows it.
    var json: JSONObject {
        var object: JSONObject = ["line": .string(text), "enabled": .bool(isEnabled), "card": .string(cardID)]
        object["days"] = days.map { .string($0.map { $0 ? "1" : "0" }.joined()) }
        object["time"] = time.map { time in
            .string([time.hour, time.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":"))
        }
        object["volume"] = volume.map(JSONValue.integer)
        return object
    }
}
