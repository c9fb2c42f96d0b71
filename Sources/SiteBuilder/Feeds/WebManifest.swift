import Foundation

/// `site.webmanifest` (W3C Web Application Manifest), so that a phone can put the site on its home screen.
struct WebManifest: Codable {
    var name: String
    var short_name: String
    var description: String
    var lang: String
    var id = "/"
    var start_url = "/"
    var scope = "/"
    var display = "standalone"
    var theme_color: String
    var background_color: String
    var icons: [Icon]

    /// An icon of the manifest.
    struct Icon: Codable {
        var src: String
        var sizes: String
        var type: String
        var purpose: String
    }

    /// URL path of the manifest.
    static let url = "/site.webmanifest"

    init(_ settings: SiteSettings, assets: AssetMap) {
        name = settings.title
        short_name = settings.title
        description = settings.description
        lang = settings.language
        theme_color = settings.themeColor
        background_color = settings.backgroundColor
        icons = [
            ("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"),
            ("maskable-512.png", "512x512", "maskable"),
        ]
        .compactMap { name, sizes, purpose in
            assets.assets["icons/\(name)"].map { Icon(src: $0.url, sizes: sizes, type: "image/png", purpose: purpose) }
        }
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self)) + Array("\n".utf8)
    }
}
