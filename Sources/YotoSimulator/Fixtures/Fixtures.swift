import Foundation

/// The made-up family: values as JSON texts in which `{origin}` stands for the simulator's own address.
enum Fixtures {
    static let familyID = "fam0000000000000000001"

    /// A fixture as a value, its addresses pointing to the simulator.
    static func value(_ text: String, origin: String) -> WireJSON {
        let json = text.replacing("{origin}", with: origin)
        guard let value = try? WireJSON(parsing: Data(json.utf8)) else {
            preconditionFailure("a fixture is not JSON: \(text.prefix(80))")
        }
        return value
    }
}
