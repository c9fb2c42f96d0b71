/// The known name that a wrong one was probably meant to be.
struct NearestName {
    /// `nil` when none is near.
    let text: String?

    init(to wrong: String, among known: [String]) {
        // A name without its group is meant to be the one that ends like it.
        if let whole = known.first(where: { $0.lowercased().hasSuffix("." + wrong.lowercased()) }) {
            text = whole
            return
        }
        let ranked = known.map {
            (name: $0, distance: Self.distance(Array(wrong.lowercased()), Array($0.lowercased())))
        }
        let best = ranked.min { $0.distance < $1.distance }
        text = best.flatMap { $0.distance <= max(2, wrong.count / 2) ? $0.name : nil }
    }

    /// Insertions, deletions and replacements from one to the other (Levenshtein), a row of the table at a time.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
