extension HeaderRules {
    /// The headers of our own site (OWASP Secure Headers; CSP Level 3 without `unsafe-inline`).
    ///
    /// - Parameter https: whether the public URL is https. Over plain http `Strict-Transport-Security` is ignored
    ///   and `upgrade-insecure-requests` would break every link, so both are left out.
    package static func standard(https: Bool) -> HeaderRules {
        HeaderRules(
            profiles: ["pages": pages(https: https), "api": api(https: https)],
            rules: [
                Rule(path: "/api/*", profile: "api", headers: [:]),
                Rule(path: "/assets/*", profile: "pages", headers: ["Cache-Control": immutable]),
                Rule(path: "/media/*", profile: "pages", headers: ["Cache-Control": media]),
                Rule(path: "*", profile: "pages", headers: ["Cache-Control": revalidate]),
            ])
    }

    /// What an answer needs when its public URL is https, whatever it was built for (RFC 6797 §6.1); two years.
    package static let transportSecurity = (
        name: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains"
    )

    /// For names that contain their content's hash.
    private static let immutable = "public, max-age=31536000, immutable"
    /// Audio and covers keep their names for years while their content may be replaced: an hour, then ask again.
    private static let media = "public, max-age=3600"
    /// Browsers always ask (a 304 costs nothing); a CDN keeps it for five minutes and is invalidated on publish.
    private static let revalidate = "public, max-age=0, s-maxage=300, must-revalidate"

    private static func pages(https: Bool) -> [String: String] {
        let policy = [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
            "media-src 'self' blob:", "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'",
            "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        ]
        return common(https: https, policy: https ? policy + ["upgrade-insecure-requests"] : policy).merging([
            "Permissions-Policy": "camera=(), microphone=(self), geolocation=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        ]) { _, new in new }
    }

    private static func api(https: Bool) -> [String: String] {
        common(https: https, policy: ["default-src 'none'", "frame-ancestors 'none'"])
            .merging(["Cache-Control": "no-store"]) { _, new in new }
    }

    private static func common(https: Bool, policy: [String]) -> [String: String] {
        var headers = [
            "Content-Security-Policy": policy.joined(separator: "; "),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        ]
        if https { headers[transportSecurity.name] = transportSecurity.value }
        return headers
    }
}
