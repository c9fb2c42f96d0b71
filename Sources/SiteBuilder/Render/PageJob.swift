/// A page that is ready to be rendered.
struct PageJob: Sendable {
    /// URL path.
    var url: String
    var layout: String
    var view: any LayoutView
    /// The page's own HTML, put where the layout says `{{{content}}}`.
    var content: [UInt8]
    /// The file that the page comes from.
    var origin: String
    /// The body it was made from, to find the place of a broken link.
    var text: RenderedText?

    /// Path in the output: `help/index.html`, `404.html`.
    var outputPath: String {
        let path = String(url.dropFirst())
        return url.hasSuffix("/") ? path + "index.html" : path
    }
}

/// A finished page.
struct RenderedPage: Sendable {
    var job: PageJob
    var bytes: [UInt8]
    var scan: HTMLScan
}
