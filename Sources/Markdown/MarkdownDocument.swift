/// A rendered Markdown text and what a site builder must know of it.
package struct MarkdownDocument: Sendable, Equatable {
    /// HTML in UTF-8: headings carry an `id`, table cells an `align-…` class, and no raw HTML of the source is in it.
    package var html: [UInt8]
    /// In document order.
    package var headings: [Heading]
    /// Links and images in document order.
    package var links: [Link]
    /// Where the source held raw HTML, which is left out of ``html``.
    package var rawHTML: [Position]

    /// A place in the source: line and column from 1, the column counted in bytes of UTF-8.
    ///
    /// cmark gives column 0 where it does not know better (bare addresses that it linked by itself).
    package struct Position: Sendable, Equatable {
        /// From 1.
        package var line: Int
        /// From 1, in bytes; 0 when unknown.
        package var column: Int
    }

    /// A heading of the text.
    package struct Heading: Sendable, Equatable {
        /// 1 to 6.
        package var level: Int
        /// Its words, without markup.
        package var text: String
        /// The value of its `id`, unique in the document.
        package var anchor: String
        /// Where it starts in the source.
        package var position: Position
    }

    /// A link or an image.
    package struct Link: Sendable, Equatable {
        /// As the source has it, not rewritten.
        package var destination: String
        /// The words of the link, or the alternative text of the image.
        package var text: String
        /// `![…](…)` and not `[…](…)`.
        package var isImage: Bool
        /// Index in ``headings`` of the heading that stands before it, `nil` above the first.
        package var heading: Int?
        /// Where it starts in the source.
        package var position: Position
    }
}
