/// Everything that authors wrote, read and typed, before anything is looked up.
struct SiteSource: Sendable {
    var settings: SiteSettings
    /// Without those that this build leaves out.
    var pages: [PageSource] = []
    /// Without those that this build leaves out.
    var cards: [CardSource] = []
    /// The same cards in further languages.
    var translatedCards: [CardSource] = []
    /// URLs of drafts and pages of the future that this build leaves out, to explain a link to one.
    var leftOut: Set<String> = []
    /// URLs of pages and cards that could not be read: their mistakes are told, links to them are not.
    var broken: Set<String> = []
    /// All pages with the stamps of their files, for the next build.
    var records: [String: SourceRecord] = [:]
}

/// A page as it was read, and the stamp of its file then.
struct SourceRecord: Sendable {
    var stamp: FileStamp
    var page: PageSource
}
