/// What a set of ranges means for a representation of known length (RFC 9110 §14.1.2, §14.2, §15.3.7.2).
package enum RangeResolution: Equatable, Sendable {
    /// The whole representation, 200.
    case whole
    /// One or more parts, 206: none empty, none overlapping or touching another, in the order of the request.
    case parts([Range<Int>])
    /// Every member lies beyond the end, 416.
    case unsatisfiable

    /// Resolves members against a length in bytes.
    ///
    /// - An empty representation has no byte to name in `Content-Range`, so the field is ignored.
    /// - Members that together ask for more than the whole get the whole: nobody is sent the same bytes twice.
    /// - Overlapping and adjacent parts are joined at the place of the first of them.
    package init(_ members: [RangeSpecifier], length: Int) {
        guard length > 0 else {
            self = .whole
            return
        }
        let satisfiable = members.compactMap { $0.resolved(length: length) }
        guard !satisfiable.isEmpty else {
            self = .unsatisfiable
            return
        }
        var room = length
        for part in satisfiable {
            guard part.count <= room else {
                self = .whole
                return
            }
            room -= part.count
        }
        self = .parts(Self.coalesced(satisfiable))
    }

    /// Quadratic in the number of parts, which ``RangeField/maximumMembers`` bounds.
    private static func coalesced(_ parts: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for part in parts {
            var joined = part
            var place = result.count
            while let index = result.firstIndex(where: { touches($0, joined) }) {
                joined =
                    min(result[index].lowerBound, joined.lowerBound)..<max(result[index].upperBound, joined.upperBound)
                result.remove(at: index)
                place = min(place, index)
            }
            result.insert(joined, at: min(place, result.count))
        }
        return result
    }

    private static func touches(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.lowerBound <= right.upperBound && right.lowerBound <= left.upperBound
    }
}

extension RangeSpecifier {
    /// The bytes of a representation that the member names, clamped to its end; `nil` when it names none.
    fileprivate func resolved(length: Int) -> Range<Int>? {
        switch self {
        case .positions(let first, let last):
            guard first < length else { return nil }
            return first..<(min(last ?? length - 1, length - 1) + 1)
        case .suffix(let suffix):
            guard suffix > 0 else { return nil }
            return max(0, length - suffix)..<length
        }
    }
}
