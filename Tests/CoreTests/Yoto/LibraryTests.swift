import Foundation
import HTTPClient
import Testing

@testable import Core

@Suite struct LibraryTests {
    @Test("The library and a resolved card are read")
    func library() async throws {
        let server = CannedServer([try Fixture.response("F-fam-1"), try Fixture.response("F-fam-2")])
        let api = APITests.api(server)
        let cards = try await api.familyLibrary()
        #expect(server.requests[0].url == "https://api.test/card/family/library")
        #expect(cards.map(\.id) == ["Of4cL"] && cards[0].card.metadata.author == "Example Press")
        #expect(cards[0].reason == "physical-add" && cards[0].isInFamilyLibrary == true)
        #expect(cards[0].card.coverURL == "https://card-content.yotoplay.com/yoto/pub/FAKEcover?width=250")
        #expect(cards[0].lastPlayedAt == "2026-11-22T18:30:49.402Z")
        let card = try await api.resolvedCard("Of4cL")
        #expect(server.requests[1].url == "https://api.test/card/Of4cL")
        #expect(card.content.chapters.map(\.key) == ["01-INT", "02-1"])
        #expect(card.content.chapters[0].tracks[0].format == "aac")
    }

    @Test("Groups are listed, made, replaced and deleted")
    func groups() async throws {
        let one = try #require(try JSONValue(try Fixture.data("F-fam-3-a")).array?.first)
        let answer = HTTPClientResponse(status: 200, body: one.data)
        let server = CannedServer([
            try Fixture.response("F-fam-3-a"), answer, answer, answer, try Fixture.response("F-fam-3-c"),
        ])
        let api = APITests.api(server)
        let groups = try await api.groups()
        #expect(groups.map(\.id) == ["grp_0001"] && groups[0].contentIDs == ["Of4cL", "Aa1B2"])
        #expect(groups[0].imageURL == "https://cdn.yoto.io/library/groups/fp-cards.png")
        _ = try await api.group("grp_0001")
        _ = try await api.createGroup(name: "Car", contentIDs: ["Aa1B2"])
        _ = try await api.replaceGroup("grp_0001", name: "Car", imageID: "fp-cards", contentIDs: ["Aa1B2"])
        try await api.deleteGroup("grp_0001")
        #expect(server.requests.map(\.method) == ["GET", "GET", "POST", "PUT", "DELETE"])
        let body = try JSONValue(try Fixture.data("F-fam-3-b"))
        #expect(try JSONValue(server.requests[2].bytes) == body)
        #expect(try JSONValue(server.requests[3].bytes) == body)
        #expect(server.requests[4].url == "https://api.test/card/family/library/groups/grp_0001")
    }

    @Test("A list of groups that is none is an error")
    func noGroups() async {
        for body in ["{}", "null", "\"x\""] {
            let server = CannedServer([HTTPClientResponse(status: 200, body: Data(body.utf8))])
            let error = await #expect(throws: YotoAPIError.self) { try await APITests.api(server).groups() }
            #expect(error?.code == .malformed)
        }
    }
}
