/// A player's loudness: 16 steps in events, percent in commands and status reports; one type carries both.
package struct Volume: Sendable, Hashable, Comparable {
    /// 0…16, where 0 is silent.
    package let step: Int

    /// The step, moved into 0…16.
    package init(step: Int) { self.step = min(max(step, 0), 16) }

    /// The step nearest to a percentage, which is moved into 0…100; of two equally near ones the quieter.
    package init(percent: Int) {
        let wanted = min(max(percent, 0), 100)
        step =
            Self.percentages.indices.min { abs(Self.percentages[$0] - wanted) < abs(Self.percentages[$1] - wanted) }
            ?? 0
    }

    /// 0…100, as `volume/set` takes it.
    package var percent: Int { Self.percentages[step] }

    /// Not above a cap; `nil` caps nothing.
    package func capped(at cap: Volume?) -> Volume { cap.map { min(self, $0) } ?? self }

    package static func < (quieter: Volume, louder: Volume) -> Bool { quieter.step < louder.step }

    /// Percent of each step (`yoto-platform.md` §3.4).
    package static let percentages = [0, 7, 13, 19, 25, 32, 38, 44, 50, 57, 63, 69, 75, 82, 88, 94, 100]
    /// The loudest.
    package static let full = Volume(step: 16)
}

extension Volume: Codable {
    /// From the step.
    package init(from decoder: any Decoder) throws {
        self.init(step: try decoder.singleValueContainer().decode(Int.self))
    }

    /// As the step.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(step)
    }
}
