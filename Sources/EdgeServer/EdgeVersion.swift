/// The version that `--version`, `/api/health` and `/api/site` tell.
enum EdgeVersion {
    static let text = "0.1.0"
}
