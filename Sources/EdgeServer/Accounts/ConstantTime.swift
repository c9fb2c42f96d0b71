/// Comparison that takes as long for a wrong secret as for the right one.
enum ConstantTime {
    /// Whether two secrets are equal; only their lengths show in the time it takes.
    static func areEqual(_ one: some Collection<UInt8>, _ other: some Collection<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8.zero) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
