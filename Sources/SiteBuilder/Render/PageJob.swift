/// A page that is ready to be rendered.
struct PageJob: Sendable {
    /// URL path.
    var url: String
    var layout: String
    /// Everything that the page is made from, so that an unchanged page need not be made again; `nil` when it is always
    /// made.
    var key: ContentKey?
    /// The file that the page comes from.
    var origin: String
    var body: Body
    var view: @Sendable (RenderedText?) -> any LayoutView

    /// Where the page's own HTML comes from.
    enum Body: Sendable {
        case none
        /// Read when the page is rendered, and dropped afterwards.
        case page(PageSource)
        case card(RenderedText)
    }

    /// Path in the output: `help/index.html`, `404.html`.
    var outputPath: String { Self.outputPath(of: url) }

    /// Path in the output of a URL path.
    static func outputPath(of url: String) -> String {
        let path = String(url.dropFirst())
        return url.hasSuffix("/") ? path + "index.html" : path
    }
}
