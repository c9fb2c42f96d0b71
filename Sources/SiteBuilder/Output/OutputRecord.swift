/// A file of a finished build.
struct OutputRecord: Sendable {
    var digest: Digest256
    /// `nil` when the next build has to look into the file.
    var stamp: FileStamp?
    /// `nil` when the file is no page.
    var page: PageFacts?
}

/// What the next build must know of a page to leave it alone.
final class PageFacts: Sendable {
    /// What it was made from; `nil` when it is always made.
    let key: ContentKey?
    /// Fingerprints of its anchors.
    let anchors: [UInt64]
    /// Anchors that it leads to.
    let anchorReferences: [PageScan.AnchorReference]
    /// Media that its text names, as paths below the content folder.
    let media: [String]

    init(key: ContentKey?, anchors: [UInt64], anchorReferences: [PageScan.AnchorReference], media: [String]) {
        (self.key, self.anchors, self.anchorReferences, self.media) = (key, anchors, anchorReferences, media)
    }
}
