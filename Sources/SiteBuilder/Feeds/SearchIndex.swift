import Core

/// `search.json`: what the search page looks through, some two hundred bytes for each page and card that may be found.
///
/// `{"version":1,"entries":[["/help/","Help","How to …","words of tags and authors"],…]}`
struct SearchIndex: Sendable {
    let site: Site

    /// Path in the output.
    static let path = "search.json"

    func json() -> [UInt8] {
        var output: [UInt8] = []
        output.append("{\"version\":1,\"entries\":[")
        var separator = "\n"
        for entry in entries() {
            output.append(separator)
            output.append("[")
            for (index, text) in entry.enumerated() {
                if index > 0 { output.append(",") }
                output.appendJSON(text)
            }
            output.append("]")
            separator = ",\n"
        }
        output.append("\n]}\n")
        return output
    }

    /// Cards first: they are what people look for.
    private func entries() -> [[String]] {
        site.publicCards.map { card in
            let row = card.catalog
            let words = [row.author, row.readBy ?? "", row.category.rawValue] + row.tags + row.tracks.map(\.title)
            return [card.source.url, row.title, row.summary, words.filter { !$0.isEmpty }.joined(separator: " ")]
        }
            + site.pages.pages.filter { $0.isIndexed && $0.layout != .search && $0.language == nil }.map { page in
                [page.url, page.title, page.description, page.terms.map(\.name).joined(separator: " ")]
            }
    }
}
