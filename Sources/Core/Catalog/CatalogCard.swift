/// One card of the catalog. URLs are paths on the site's origin (`/media/…`), so that a catalog works on any host.
package struct CatalogCard: Codable, Equatable, Sendable {
    /// Lower-case words joined by `-`; unique in a catalog and stable for years.
    package var slug: String
    package var title: String
    package var author: String
    package var readBy: String?
    /// Plain text, at most 200 characters.
    package var summary: String
    /// Day of publication, `YYYY-MM-DD`.
    package var date: String
    /// BCP 47 tag.
    package var language: String
    package var audience: Audience
    package var minimumAge: Int
    package var maximumAge: Int?
    package var category: Category
    package var tags: [String]
    package var visibility: Visibility
    /// URL path of the card's page; absent for a private card.
    package var page: String?
    package var cover: Cover
    /// URL path of a PNG of 16 × 16 pixels.
    package var icon: String
    package var license: String?
    package var kind: Kind
    /// The sum of its tracks, in milliseconds; 0 for a stream.
    package var durationMilliseconds: Int
    /// The sum of its tracks, in bytes; 0 for a stream.
    package var bytes: Int
    package var tracks: [CatalogTrack]
    package var stream: CatalogStream?
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
