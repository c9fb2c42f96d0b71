/// The settings of a player (`yoto-platform.md` §2.3). `PUT` replaces all of them, so the unknown ones travel along;
/// most numbers and some booleans are strings on the wire, and stay it.
package struct YotoDeviceConfig: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// The complete list of alarms, `nil` when the player has none to have.
    package var alarms: [YotoAlarm]? {
        get { json[strings: "alarms"].map { $0.map(YotoAlarm.init(text:)) } }
        set { json[strings: "alarms"] = newValue?.map(\.text) }
    }
}

extension YotoDeviceConfig {
    /// Language, such as `en`.
    package var locale: String? {
        get { json[string: "locale"] }
        set { json[string: "locale"] = newValue }
    }

    /// Whether Bluetooth is on.
    package var bluetoothEnabled: Bool? {
        get { json[bool: "bluetoothEnabled", as: .string] }
        set { json[bool: "bluetoothEnabled", as: .string] = newValue }
    }

    /// Whether Bluetooth headphones may connect.
    package var bluetoothHeadphonesEnabled: Bool? {
        get { json[bool: "btHeadphonesEnabled"] }
        set { json[bool: "btHeadphonesEnabled"] = newValue }
    }

    /// Whether the volume of headphones is limited.
    package var headphonesVolumeLimited: Bool? {
        get { json[bool: "headphonesVolumeLimited"] }
        set { json[bool: "headphonesVolumeLimited"] = newValue }
    }

    /// Whether a card starts over at its end.
    package var repeatAll: Bool? {
        get { json[bool: "repeatAll"] }
        set { json[bool: "repeatAll"] = newValue }
    }

    /// Whether the player shows diagnostics.
    package var showDiagnostics: Bool? {
        get { json[bool: "showDiagnostics"] }
        set { json[bool: "showDiagnostics"] = newValue }
    }

    /// Whether volume 0 pauses.
    package var pauseVolumeDown: Bool? {
        get { json[bool: "pauseVolumeDown"] }
        set { json[bool: "pauseVolumeDown"] = newValue }
    }

    /// Whether a short press of the power button pauses.
    package var pausePowerButton: Bool? {
        get { json[bool: "pausePowerButton"] }
        set { json[bool: "pausePowerButton"] = newValue }
    }

    /// Seconds without use until it switches off.
    package var shutdownTimeoutSeconds: Int? {
        get { json[int: "shutdownTimeout", as: .string] }
        set { json[int: "shutdownTimeout", as: .string] = newValue }
    }

    /// Seconds until the display dims.
    package var displayDimTimeoutSeconds: Int? {
        get { json[int: "displayDimTimeout", as: .string] }
        set { json[int: "displayDimTimeout", as: .string] = newValue }
    }

    /// 0…100.
    package var displayDimBrightness: Int? {
        get { json[int: "displayDimBrightness", as: .string] }
        set { json[int: "displayDimBrightness", as: .string] = newValue }
    }

    /// `HH:MM`, when day mode starts.
    package var dayTime: String? {
        get { json[string: "dayTime"] }
        set { json[string: "dayTime"] = newValue }
    }

    /// `HH:MM`, when night mode starts.
    package var nightTime: String? {
        get { json[string: "nightTime"] }
        set { json[string: "nightTime"] = newValue }
    }

    /// 0…16, by day.
    package var maxVolumeLimit: Int? {
        get { json[int: "maxVolumeLimit", as: .string] }
        set { json[int: "maxVolumeLimit", as: .string] = newValue }
    }

    /// 0…16, by night.
    package var nightMaxVolumeLimit: Int? {
        get { json[int: "nightMaxVolumeLimit", as: .string] }
        set { json[int: "nightMaxVolumeLimit", as: .string] = newValue }
    }

    /// `#rrggbb`, or `#0` for off: the light by day.
    package var ambientColour: String? {
        get { json[string: "ambientColour"] }
        set { json[string: "ambientColour"] = newValue }
    }

    /// `#rrggbb`, or `#0` for off: the light by night.
    package var nightAmbientColour: String? {
        get { json[string: "nightAmbientColour"] }
        set { json[string: "nightAmbientColour"] = newValue }
    }

    /// `auto` (players with a light sensor) or `0` … `100`.
    package var dayDisplayBrightness: String? {
        get { json[string: "dayDisplayBrightness"] }
        set { json[string: "dayDisplayBrightness"] = newValue }
    }

    /// `auto` (players with a light sensor) or `0` … `100`.
    package var nightDisplayBrightness: String? {
        get { json[string: "nightDisplayBrightness"] }
        set { json[string: "nightDisplayBrightness"] = newValue }
    }

    /// `card/chapter/track` or `0`.
    package var dayYotoDaily: String? {
        get { json[string: "dayYotoDaily"] }
        set { json[string: "dayYotoDaily"] = newValue }
    }

    /// `card/chapter/track` or `0`.
    package var nightYotoDaily: String? {
        get { json[string: "nightYotoDaily"] }
        set { json[string: "nightYotoDaily"] = newValue }
    }

    /// `card/chapter/track` or `0`.
    package var dayYotoRadio: String? {
        get { json[string: "dayYotoRadio"] }
        set { json[string: "dayYotoRadio"] = newValue }
    }

    /// `card/chapter/track` or `0`.
    package var nightYotoRadio: String? {
        get { json[string: "nightYotoRadio"] }
        set { json[string: "nightYotoRadio"] = newValue }
    }

    /// Whether system sounds are off by day.
    package var daySoundsOff: Bool? {
        get { json[bool: "daySoundsOff", as: .string] }
        set { json[bool: "daySoundsOff", as: .string] = newValue }
    }

    /// Whether system sounds are off by night.
    package var nightSoundsOff: Bool? {
        get { json[bool: "nightSoundsOff", as: .string] }
        set { json[bool: "nightSoundsOff", as: .string] = newValue }
    }

    /// 12 or 24.
    package var hourFormat: Int? {
        get { json[int: "hourFormat", as: .string] }
        set { json[int: "hourFormat", as: .string] = newValue }
    }

    /// IANA zone; empty for that of the place.
    package var timezone: String? {
        get { json[string: "timezone"] }
        set { json[string: "timezone"] = newValue }
    }

    /// 0…100.
    package var systemVolume: Int? {
        get { json[int: "systemVolume", as: .string] }
        set { json[int: "systemVolume", as: .string] = newValue }
    }

    /// `safe`, …
    package var volumeLevel: String? {
        get { json[string: "volumeLevel"] }
        set { json[string: "volumeLevel"] = newValue }
    }

    /// `digital-sun`, …
    package var clockFace: String? {
        get { json[string: "clockFace"] }
        set { json[string: "clockFace"] = newValue }
    }

    /// `none`, `error`.
    package var logLevel: String? {
        get { json[string: "logLevel"] }
        set { json[string: "logLevel"] = newValue }
    }
}
