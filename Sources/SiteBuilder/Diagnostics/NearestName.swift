/// Finds what an author probably meant.
enum NearestName {
    /// The candidate with the smallest edit distance to a misspelt name, `nil` when none is near: at most one edit
    /// for each three letters (and one at least).
    static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, (name.count + 1) / 3)
        return candidates.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
            .filter { $0.distance <= limit }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// `did you mean 'title'?`, `nil` when nothing is near.
    static func question(_ name: String, among candidates: some Sequence<String>) -> String? {
        of(name, among: candidates).map { "did you mean '\($0)'?" }
    }

    /// Edits (insert, delete, replace, swap of neighbours) between two words, in O(n·m).
    static func distance(_ from: String, _ to: String) -> Int {
        let a = Array(from)
        let b = Array(to)
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var rows = [Array(0...b.count)]
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
