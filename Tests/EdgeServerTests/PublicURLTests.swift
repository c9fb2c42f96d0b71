import Testing

@testable import EdgeServer

@Suite struct PublicURLTests {
    @Test(
        "The origin is as browsers write it",
        arguments: [
            ("https://Yoto.Example:443", "https://yoto.example"), ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"), ("http://x:80", "http://x"), ("https://x:80", "https://x:80"),
        ])
    func origin(url: String, origin: String) {
        #expect(PublicURL(url)?.origin == origin)
    }

    @Test(
        "This machine's own names are known",
        arguments: [
            ("http://localhost:1", true), ("http://127.0.0.1", true), ("http://[::1]:8080", true),
            ("http://192.168.1.5", false), ("http://yoto.local", false), ("http://localhost.example", false),
        ])
    func loopback(url: String, isLoopback: Bool) {
        #expect(PublicURL(url)?.isLoopback == isLoopback)
    }
}
