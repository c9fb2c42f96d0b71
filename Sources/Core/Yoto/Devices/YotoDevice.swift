/// A player as the list of players has it (`yoto-platform.md` §2.2).
package struct YotoDevice: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// The id in topics and paths, 24 characters that start with `y2`; empty when it is missing.
    package var id: String { json[string: "deviceId"] ?? "" }

    /// What to call it: the user's name, else Yoto's, else the id.
    package var displayName: String {
        [name, description].compactMap(\.self).first { !$0.isEmpty } ?? id
    }
}

extension YotoDevice {
    /// The user's name for it, can be empty.
    package var name: String? {
        get { json[string: "name"] }
        set { json[string: "name"] = newValue }
    }

    /// Yoto's own two-word name, such as `little.snowflake`.
    package var description: String? {
        get { json[string: "description"] }
        set { json[string: "description"] = newValue }
    }

    /// What the cloud thinks; can lag by minutes.
    package var isOnline: Bool? {
        get { json[bool: "online"] }
        set { json[bool: "online"] = newValue }
    }

    /// `general` or `prerelease`.
    package var releaseChannel: String? {
        get { json[string: "releaseChannel"] }
        set { json[string: "releaseChannel"] = newValue }
    }

    /// `v2`, `v3`, `v3e`, `mini`, `minie`, `miniv4`, …: tells a Mini for certain.
    package var deviceType: String? {
        get { json[string: "deviceType"] }
        set { json[string: "deviceType"] = newValue }
    }

    /// `v2`, `v3`, `v4`, `mini`; a new Mini says `v4`.
    package var deviceFamily: String? {
        get { json[string: "deviceFamily"] }
        set { json[string: "deviceFamily"] = newValue }
    }

    /// Mostly empty.
    package var deviceGroup: String? {
        get { json[string: "deviceGroup"] }
        set { json[string: "deviceGroup"] = newValue }
    }

    /// `gen1` … `gen3`.
    package var generation: String? {
        get { json[string: "generation"] }
        set { json[string: "generation"] = newValue }
    }

    /// `standard` or `mini`.
    package var formFactor: String? {
        get { json[string: "formFactor"] }
        set { json[string: "formFactor"] = newValue }
    }

    /// Whether ``name`` is the user's.
    package var hasUserGivenName: Bool? {
        get { json[bool: "hasUserGivenName"] }
        set { json[bool: "hasUserGivenName"] = newValue }
    }
}
