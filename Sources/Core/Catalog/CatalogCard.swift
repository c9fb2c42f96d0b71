/// One card of the catalog. URLs are paths on the site's origin (`/media/…`), so that a catalog works on any host.
package struct CatalogCard: Codable, Equatable, Sendable {
    /// Lower-case words joined by `-`; unique in a catalog and stable for years.
    package var slug: String
    /// 1 to 100 characters.
    package var title: String
    /// Who wrote or composed it.
    package var author: String
    /// Who speaks or sings, when that is somebody else.
    package var readBy: String?
    /// Plain text, at most 200 characters.
    package var summary: String
    /// Day of publication, `YYYY-MM-DD`.
    package var date: String
    /// BCP 47 tag.
    package var language: String
    /// Whom the card is for.
    package var audience: Audience
    /// Years.
    package var minimumAge: Int
    /// Years; `nil` without an upper end.
    package var maximumAge: Int?
    /// Yoto's category.
    package var category: Category
    /// Lower-case words joined by `-`, each once.
    package var tags: [String]
    /// Who may see the card.
    package var visibility: Visibility
    /// URL path of the card's page; absent for a private card.
    package var page: String?
    /// The picture in lists and on the page.
    package var cover: Cover
    /// URL path of a PNG of 16 × 16 pixels.
    package var icon: String
    /// Under which terms others may use it: `CC0 1.0`.
    package var license: String?
    /// What it plays: decides which of the last three properties count.
    package var kind: Kind
    /// The sum of its tracks, in milliseconds; 0 for a stream.
    package var durationMilliseconds: Int
    /// The sum of its tracks, in bytes; 0 for a stream.
    package var bytes: Int
    /// In playing order; empty for a stream.
    package var tracks: [CatalogTrack]
    /// Only for a stream.
    package var stream: CatalogStream?
    /// Only for an adventure.
    package var adventure: CatalogAdventure?

    package init(
        slug: String, title: String, author: String, readBy: String?, summary: String, date: String,
        language: String, audience: Audience, minimumAge: Int, maximumAge: Int?, category: Category,
        tags: [String], visibility: Visibility, page: String?, cover: Cover, icon: String, license: String?,
        kind: Kind, durationMilliseconds: Int, bytes: Int, tracks: [CatalogTrack], stream: CatalogStream?,
        adventure: CatalogAdventure?
    ) {
        self.slug = slug
        self.title = title
        self.author = author
        self.readBy = readBy
        self.summary = summary
        self.date = date
        self.language = language
        self.audience = audience
        self.minimumAge = minimumAge
        self.maximumAge = maximumAge
        self.category = category
        self.tags = tags
        self.visibility = visibility
        self.page = page
        self.cover = cover
        self.icon = icon
        self.license = license
        self.kind = kind
        self.durationMilliseconds = durationMilliseconds
        self.bytes = bytes
        self.tracks = tracks
        self.stream = stream
        self.adventure = adventure
    }

    /// What a card plays.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case audio, stream, adventure
    }

    /// Whom a card is for.
    package enum Audience: String, Codable, CaseIterable, Sendable {
        case children, family
        case grownUps = "grown-ups"
    }

    /// Yoto's categories of content (`yoto-platform.md` §2.6.1, `metadata.category`).
    package enum Category: String, Codable, CaseIterable, Sendable {
        case stories, music, radio, podcast, sfx, activities
    }

    /// Who may see a card. `unlisted` has a page but is in no list, feed or search.
    package enum Visibility: String, Codable, CaseIterable, Sendable {
        case `private`, unlisted, `public`
    }

    /// The card's picture.
    package struct Cover: Codable, Equatable, Sendable {
        /// URL path of a JPEG or PNG.
        package var url: String
        /// Pixels.
        package var width: Int
        /// Pixels.
        package var height: Int
        /// What the picture shows, for those who do not see it.
        package var alt: String

        package init(url: String, width: Int, height: Int, alt: String) {
            self.url = url
            self.width = width
            self.height = height
            self.alt = alt
        }
    }
}
