/// A player with its configuration and last known state (`yoto-platform.md` §2.3).
package struct YotoDeviceDetails: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// The id in topics and paths; empty when it is missing.
    package var id: String { json[string: "deviceId"] ?? "" }

    /// The shadow: field names of the MQTT payload `status/full` (§3.6), many `null`, hours old at times. Holds the
    /// name of the Wi-Fi, which must not be shown or logged.
    package var status: JSONObject { json["status"]?.object ?? JSONObject() }

    /// When the shadow was last written, as the server wrote it.
    package var statusUpdatedAt: String? { status[string: "updatedAt"] }
}

extension YotoDeviceDetails {
    /// The user's name for it, can be empty.
    package var name: String? {
        get { json[string: "name"] }
        set { json[string: "name"] = newValue }
    }

    /// Such as `v2.23.2`.
    package var firmwareVersion: String? {
        get { json[string: "fwVersion"] }
        set { json[string: "fwVersion"] = newValue }
    }

    /// `v3`, `mini`, …
    package var deviceType: String? {
        get { json[string: "deviceType"] }
        set { json[string: "deviceType"] = newValue }
    }

    /// `v3`, `mini`, …
    package var deviceFamily: String? {
        get { json[string: "deviceFamily"] }
        set { json[string: "deviceFamily"] = newValue }
    }

    /// The address of its network interface; private.
    package var mac: String? {
        get { json[string: "mac"] }
        set { json[string: "mac"] = newValue }
    }

    /// What the cloud thinks; can lag by minutes.
    package var isOnline: Bool? {
        get { json[bool: "online"] }
        set { json[bool: "online"] = newValue }
    }

    /// IANA zone where it is, such as `Europe/London`.
    package var geoTimezone: String? {
        get { json[string: "geoTimezone"] }
        set { json[string: "geoTimezone"] = newValue }
    }

    /// Its settings.
    package var config: YotoDeviceConfig {
        get { json[view: "config"] }
        set { json[view: "config"] = newValue }
    }

    /// What its right button plays.
    package var shortcuts: YotoShortcuts {
        get { json[view: "shortcuts"] }
        set { json[view: "shortcuts"] = newValue }
    }
}
