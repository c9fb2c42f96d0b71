/// The paths that the application answers; all others are files (`design.md` §10).
enum DynamicPaths {
    private static let exact: Set<String> = ["/api", "/oauth", "/events", "/metrics"]
    private static let prefixes = ["/api/", "/oauth/", "/events/", "/metrics/", "/a/", "/s/"]

    /// Whether a request goes on to the router.
    ///
    /// - Parameter rawPath: the path as it was sent, still encoded: an encoded `/api` is a file that does not exist.
    static func contains(_ rawPath: String) -> Bool {
        exact.contains(rawPath) || prefixes.contains { rawPath.hasPrefix($0) }
    }
}
