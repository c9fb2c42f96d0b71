import Core

/// A setting that may be changed: its name at Yoto and what it takes (`yoto-platform.md` §2.3).
struct PlayerSetting: Sendable {
    /// What a value must be, and how Yoto writes it.
    enum Kind: Sendable {
        /// A whole number; Yoto writes it as a string.
        case number(ClosedRange<Int>)
        /// A boolean that Yoto writes as one.
        case flag
        /// A boolean that Yoto writes as `"0"` or `"1"`.
        case flagText
        /// `HH:MM`.
        case time
        /// `#rrggbb`, or `#0` for off.
        case colour
        /// `auto` or 0…100.
        case brightness
        /// `card/chapter/track` or `0`.
        case content
        /// Any short text.
        case text
    }

    let name: String
    let kind: Kind

    /// All of them, in the order in which pages show them.
    static let all: [PlayerSetting] = [
        .init(name: "maxVolumeLimit", kind: .number(0...16)), .init(name: "nightMaxVolumeLimit", kind: .number(0...16)),
        .init(name: "dayTime", kind: .time), .init(name: "nightTime", kind: .time),
        .init(name: "ambientColour", kind: .colour), .init(name: "nightAmbientColour", kind: .colour),
        .init(name: "dayDisplayBrightness", kind: .brightness),
        .init(name: "nightDisplayBrightness", kind: .brightness), .init(name: "clockFace", kind: .text),
        .init(name: "hourFormat", kind: .number(12...24)), .init(name: "timezone", kind: .text),
        .init(name: "locale", kind: .text), .init(name: "repeatAll", kind: .flag),
        .init(name: "bluetoothEnabled", kind: .flagText), .init(name: "btHeadphonesEnabled", kind: .flag),
        .init(name: "headphonesVolumeLimited", kind: .flag), .init(name: "pauseVolumeDown", kind: .flag),
        .init(name: "pausePowerButton", kind: .flag), .init(name: "showDiagnostics", kind: .flag),
        .init(name: "daySoundsOff", kind: .flagText), .init(name: "nightSoundsOff", kind: .flagText),
        .init(name: "shutdownTimeout", kind: .number(0...86_400)),
        .init(name: "displayDimTimeout", kind: .number(0...86_400)),
        .init(name: "displayDimBrightness", kind: .number(0...100)), .init(name: "dayYotoDaily", kind: .content),
        .init(name: "nightYotoDaily", kind: .content), .init(name: "dayYotoRadio", kind: .content),
        .init(name: "nightYotoRadio", kind: .content),
    ]

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The setting of a name.
    static func named(_ name: String) -> PlayerSetting? { byName[name] }

    /// The value as the API shows it: numbers and booleans as such.
    func shown(in config: YotoDeviceConfig) -> JSONValue? {
        switch kind {
        case .number: config.json[int: name].map(JSONValue.integer)
        case .flag, .flagText: config.json[bool: name].map(JSONValue.bool)
        case .time, .colour, .brightness, .content, .text: config.json[string: name].map(JSONValue.string)
        }
    }

    /// Changes a config.
    ///
    /// - Throws: `Problem` 422 that names the setting.
    func apply(_ value: JSONValue, to config: inout YotoDeviceConfig) throws(Problem) {
        switch kind {
        case .number(let range):
            guard let number = value.wholeNumber, range.contains(number) else {
                throw refusal("a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            config.json[int: name, as: .string] = number
        case .flag, .flagText:
            guard let flag = value.truth else { throw refusal("true or false") }
            if case .flagText = kind {
                config.json[bool: name, as: .string] = flag
            } else {
                config.json[bool: name] = flag
            }
        case .time: try apply(value, to: &config, "HH:MM") { $0.wholeMatch(of: /([01]\d|2[0-3]):[0-5]\d/) != nil }
        case .colour:
            try apply(value, to: &config, "#rrggbb, or #0 for off") {
                $0 == "#0" || $0.wholeMatch(of: /#[0-9a-fA-F]{6}/) != nil
            }
        case .brightness:
            try apply(value, to: &config, "auto, or 0 to 100") {
                $0 == "auto" || Int($0).map((0...100).contains) ?? false
            }
        case .content:
            try apply(value, to: &config, "card/chapter/track, or 0") {
                $0 == "0" || $0.split(separator: "/", omittingEmptySubsequences: false).count == 3
            }
        case .text: try apply(value, to: &config, "a short text") { $0.utf8.count <= 100 }
        }
    }

    private func apply(
        _ value: JSONValue, to config: inout YotoDeviceConfig, _ expected: String, _ isValid: (String) -> Bool
    ) throws(Problem) {
        guard let text = value.text, isValid(text) else { throw refusal(expected) }
        config.json[string: name] = text
    }

    private func refusal(_ expected: String) -> Problem { Problem(.unprocessable, "“\(name)” must be \(expected).") }
}
