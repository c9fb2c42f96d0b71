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

    /// A secret that people choose: visible ASCII, long enough not to be guessed.
    func secretText(_ key: ConfigurationKey) throws -> String? {
        try optionalValue(key, expected: "16 to 1024 letters, digits and signs without blanks") { text in
            (16...1024).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? text : nil
        }
    }

    func count(_ key: ConfigurationKey) throws -> Int {
        try value(key, expected: "a number from 1 to 100000") { text in
            Int(text).flatMap { (1...100_000).contains($0) ? $0 : nil }
        }
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
