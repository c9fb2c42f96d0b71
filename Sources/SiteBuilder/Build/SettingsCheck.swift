/// Holds `site.yaml` against the media folder and the icons that templates draw.
struct SettingsCheck {
    let settings: SiteSettings
    let media: MediaLibrary
    /// `content/site.yaml`
    let file: String

    func run(hasCards: Bool, into diagnostics: inout Diagnostics) {
        if let cover = settings.cover {
            // Apple's bounds for a podcast's picture.
            _ = media.image(
                cover, requirement: "square and 1400 to 3000 pixels wide",
                where: { $0.width == $0.height && (1_400...3_000).contains($0.width) }, into: &diagnostics)
        } else if hasCards {
            diagnostics.report(
                .missingKey, at: SourceLocation(file), "the key 'cover' is missing: the podcast feed needs a picture")
        }
        for item in settings.navigation where !NavigationView.icons.contains(item.icon.value) {
            diagnostics.report(
                .invalidValue, at: item.icon.location, "there is no icon '\(item.icon.value)'",
                help: NearestName.question(item.icon.value, among: NavigationView.icons)
                    ?? "icons: \(NavigationView.icons.joined(separator: ", "))")
        }
    }
}
