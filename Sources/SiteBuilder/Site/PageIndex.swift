/// The pages of a site in their orders: by address, by date, in their sections.
struct PageIndex: Sendable {
    let pages: [PageSource]
    /// Index in ``pages`` by URL path.
    let byURL: [String: Int]
    /// For each page of layout `list`, the pages below it, newest first.
    let listed: [Int: [Int]]
    /// All pages, newest first; those of one day, and those without a date, by address.
    let newestFirst: [Int]
    /// Indices of a page's forms in all languages, its own too, by its address in the site's own language; only of
    /// pages that have more than one.
    let forms: [String: [Int]]
    /// What lists and neighbours show of each page.
    let listingKeys: [ContentKey]
    /// For each page, its neighbours in its section.
    private let neighbours: [Neighbours]

    /// The pages before and after one, by index; -1 is none.
    private struct Neighbours {
        var previous: Int32 = -1
        var next: Int32 = -1
    }

    /// What stands above the pages of a folder.
    private struct Above {
        var lists: [Int] = []
        /// The innermost section decides who the neighbours of a page are.
        var section: Int?

        init(_ page: PageSource, _ pages: [PageSource], _ byURL: [String: Int]) {
            for folder in PageIndex.folders(above: page.url) {
                guard let index = byURL[folder], pages[index].language == page.language else { continue }
                let layout = pages[index].layout
                if layout == .list { lists.append(index) }
                if section == nil, pages[index].original != "/", layout == .list || layout == .section {
                    section = index
                }
            }
        }
    }

    init(_ pages: [PageSource]) {
        self.pages = pages
        byURL = Dictionary(pages.enumerated().map { ($1.url, $0) }) { first, _ in first }
        listingKeys = pages.map { page in
            ContentKey.of { key in
                key.add(page.url, page.title, page.description)
                key.add(page.date?.number ?? 0)
            }
        }
        let isTranslated = Set(pages.lazy.filter { $0.language != nil }.map(\.original))
        forms =
            isTranslated.isEmpty
            ? [:]
            : Dictionary(grouping: pages.indices.filter { isTranslated.contains(pages[$0].original) }) {
                pages[$0].original
            }.filter { $0.value.count > 1 }
        newestFirst = Self.newestFirst(pages)
        var listed: [Int: [Int]] = [:]
        var sections: [Int: [Int]] = [:]
        // Pages of one folder have the same pages above them, so these are looked up once a folder.
        var above: [Substring: Above] = [:]
        for index in newestFirst where pages[index].layout == .page {
            let folder = Self.folder(of: pages[index].url)
            let known = above[folder] ?? Above(pages[index], pages, byURL)
            above[folder] = known
            for list in known.lists { listed[list, default: []].append(index) }
            if let section = known.section { sections[section, default: []].append(index) }
        }
        for (index, page) in pages.enumerated() where page.layout == .list && listed[index] == nil {
            listed[index] = []
        }
        self.listed = listed
        var neighbours = [Neighbours](repeating: Neighbours(), count: pages.count)
        for (section, members) in sections {
            let members = pages[section].layout == .list ? members : Self.inAuthorsOrder(members, of: pages)
            for (place, index) in members.enumerated() {
                if place > 0 { neighbours[index].previous = Int32(members[place - 1]) }
                if place + 1 < members.count { neighbours[index].next = Int32(members[place + 1]) }
            }
        }
        self.neighbours = neighbours
    }

    /// The page before another in its section: the newer one in a list, the one above in a section of topics.
    func previous(of index: Int) -> PageSource? { page(neighbours[index].previous) }

    /// The page after another in its section.
    func next(of index: Int) -> PageSource? { page(neighbours[index].next) }

    private func page(_ index: Int32) -> PageSource? { index >= 0 ? pages[Int(index)] : nil }

    /// A page in a language, or in the site's own where it was not translated.
    func page(_ original: String, in language: String?) -> PageSource? {
        if let language, let translated = byURL["/\(language)\(original)"] { return pages[translated] }
        return byURL[original].map { pages[$0] }
    }

    /// The folder that a page stands in: `/help/` of `/help/start/`.
    static func folder(of url: String) -> Substring {
        let path = url.hasSuffix("/") ? url.dropLast() : url[...]
        return path.lastIndex(of: "/").map { path[...$0] } ?? path
    }

    /// URL paths of the folders above a page, innermost first: `/help/`, `/`.
    static func folders(above url: String) -> [String] {
        var folders: [String] = []
        var path = url.hasSuffix("/") ? url.dropLast() : url[...]
        while let slash = path.lastIndex(of: "/") {
            folders.append(String(path[...slash]))
            path = path[..<slash]
        }
        return url == "/" ? [] : folders
    }

    private static func newestFirst(_ pages: [PageSource]) -> [Int] {
        let days = pages.map { $0.date?.number ?? 0 }
        return pages.indices.sorted { a, b in
            days[a] == days[b] ? pages[a].url < pages[b].url : days[a] > days[b]
        }
    }

    /// By `order`, then by title.
    static func inAuthorsOrder(_ members: [Int], of pages: [PageSource]) -> [Int] {
        members.sorted { (pages[$0].order, pages[$0].title) < (pages[$1].order, pages[$1].title) }
    }
}
