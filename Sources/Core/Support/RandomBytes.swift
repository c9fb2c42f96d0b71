/// A source of bytes that nobody can guess; replaced in tests.
package struct RandomBytes: Sendable {
    private let make: @Sendable (Int) -> [UInt8]

    /// - Parameter make: gives as many bytes as it is asked for.
    package init(_ make: @escaping @Sendable (Int) -> [UInt8]) {
        self.make = make
    }

    /// So many bytes.
    package func callAsFunction(count: Int) -> [UInt8] { make(count) }

    /// The system's generator, which is a cryptographic one (`getrandom`).
    package static let system = RandomBytes { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
