/// Takes typed values out of settings.
struct SettingReader {
    let settings: [ConfigurationSetting]

    func optional(_ key: ConfigurationKey) -> String? {
        settings.first { $0.key == key }?.value
    }

    func optionalValue<Value>(
        _ key: ConfigurationKey, expected: String, _ parse: (String) -> Value?
    ) throws -> Value? {
        try optional(key) == nil ? nil : value(key, expected: expected, parse)
    }

    func text(_ key: ConfigurationKey) throws -> String {
        try value(key, expected: "given") { $0.isEmpty ? nil : $0 }
    }

    func value<Value>(_ key: ConfigurationKey, expected: String, _ parse: (String) -> Value?) throws -> Value {
        guard let setting = settings.first(where: { $0.key == key }) else {
            preconditionFailure("\(key.name) is missing from ConfigurationKey.all")
        }
        guard let value = setting.value.flatMap(parse) else { throw ConfigurationError(setting, isNot: expected) }
        return value
    }
}
