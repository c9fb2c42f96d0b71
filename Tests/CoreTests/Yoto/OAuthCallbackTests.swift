import Foundation
import TestSupport
import Testing

@testable import Core

@Suite struct OAuthCallbackTests {
    @Test(
        "A code with its state is found in a query, an address, and what a person pastes",
        arguments: [
            "code=FAKEcode123&state=STATE", "?code=FAKEcode123&state=STATE",
            "http://127.0.0.1:8787/callback?code=FAKEcode123&state=STATE",
            "  \n https://a.example/x?y=1&state=STATE&code=FAKEcode123#fragment\n",
            "?state=%53TATE&c%6Fde=FAKEcode123&&",
            "https://a.example/?code=FAKEcode123&state=STATE and some words",
        ])
    func code(text: String) throws {
        #expect(try YotoOAuthCallback(parsing: text) == .code("FAKEcode123", state: "STATE"))
    }

    @Test("An error has its code and its words")
    func failure() throws {
        let denied = try YotoOAuthCallback(
            parsing:
                "http://127.0.0.1:8787/callback?error=access_denied&error_description=User+did+not%20authorize&state=S")
        #expect(denied == .failure(YotoOAuthError(.accessDenied, "User did not authorize"), state: "S"))
        let scope = try YotoOAuthCallback(parsing: "error=invalid_scope&code=x&state=S")
        #expect(scope == .failure(YotoOAuthError(.invalidScope), state: "S"))
        let stateless = try YotoOAuthCallback(parsing: "error=login_required")
        #expect(stateless == .failure(YotoOAuthError(.interactionRequired), state: nil))
        let long = try YotoOAuthCallback(
            parsing: "error=x&error_description=" + String(repeating: "%0A%3Cb%3E", count: 500))
        guard case .failure(let error, _) = long else { return }
        #expect(error.code == .unknown && error.message.count <= CleanText.longest + 1 && !error.message.contains("\n"))
    }

    @Test(
        "Everything else is refused, and not repeated",
        arguments: [
            "", " ", "?", "hello", "https://a.example/", "code=secret", "state=secret", "code=&state=secret",
            "code=secret&state=",
            "code=secret&code=secret&state=s", "code=secret&state=s&state=t", "code=secret%&state=s",
            "code=secret%zz&state=s",
            "code=%ff%fe&state=s", "code=a%0d%0asecret&state=s", "code=a%00&state=s", "code=caf%C3%A9&state=s",
            "code&state",
            "#code=secret&state=s", "Code=secret&State=s",
            "code=" + String(repeating: "a", count: 9_000) + "&state=s",
        ])
    func refused(text: String) {
        let error = #expect(throws: YotoOAuthError.self) { try YotoOAuthCallback(parsing: text) }
        #expect(error?.code == .malformed)
        #expect(error?.description.contains("secret") == false)
    }

    @Test("Any bytes are read without ending the program")
    func anyBytes() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let bytes = (0..<40).map { _ in "code=state&%?#+é\u{0}ab19".utf8.randomElement(using: &generator) ?? 0 }
            _ = try? YotoOAuthCallback(parsing: String(decoding: bytes, as: UTF8.self))
        }
    }
}
