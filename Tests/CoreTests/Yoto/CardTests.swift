import Foundation
import HTTPClient
import Testing

@testable import Core

@Suite struct CardTests {
    @Test("The list and a card are read")
    func reading() async throws {
        let server = CannedServer([try Fixture.response("F-con-1"), try Fixture.response("F-con-2")])
        let api = APITests.api(server)
        let cards = try await api.myCards()
        #expect(server.requests[0].url == "https://api.test/content/mine")
        #expect(cards.map(\.id) == ["Aa1B2", "St3aM"] && cards[0].title == "Bedtime stories" && !cards[0].isDeleted)
        #expect(cards[0].coverURL == "https://cdn.yoto.io/myo-cover/star_grapefruit.gif")
        #expect(cards[0].metadata.media.durationSeconds == 731 && cards[0].metadata.media.readableFileSize == 8.4)
        #expect(cards[0].shareLinkURL == "https://share.yoto.co/p/FAKE1")
        let card = try await api.card("Aa1B2")
        #expect(card.content.chapters.map(\.key) == ["01", "02"])
        #expect(card.content.chapters[1].tracks[0].trackURL == "yoto:#d_n2tehh4n6y5-Zg0L-QNyqOBDlPkCExVo1zWucghFc")
        #expect(card.content.chapters[1].tracks[0].display.icon16x16 == nil)
        #expect(card.content.config.resumeTimeoutSeconds == 2_592_000 && card.content.isRestricted == true)
        #expect(card.updatedAt == "2026-11-20T08:15:30.123Z")
    }

    @Test("A streaming card is made with every documented flag")
    func streaming() async throws {
        var card = YotoCard()
        card.title = "House radio"
        card.content.activity = "yoto_Player"
        card.content.version = "1"
        card.content.playbackType = "linear"
        card.content.config.isOnlineOnly = true
        card.content.config.resumeTimeoutSeconds = 0
        card.content.editSettings.transcodeAudioUploads = true
        card.content.chapters = [
            .stream(
                key: "01", title: "Morning music", label: "1", url: "https://audio.example.org/s/FAKETOKEN/morning.mp3",
                icon: "yoto:#ZuVmuvnoFiI4el6pBPvq0ofcgQ18HjrCmdPEE7GCnP8")
        ]
        card.metadata.description = "Streams from home"
        card.metadata.media.durationSeconds = 0
        card.metadata.media.fileSizeBytes = 0
        card.metadata.media.hasStreams = true
        let expected = try JSONValue(try Fixture.data("F-con-4"))
        #expect(sorted(.object(card.json)) == sorted(expected))
        let server = CannedServer([try Fixture.response("F-con-5")])
        let saved = try await APITests.api(server).save(card)
        #expect(saved.id == "St3aM")
        #expect(server.requests[0].method == "POST" && server.requests[0].url == "https://api.test/content")
        #expect(!server.requests[0].reusesConnection)
    }

    @Test("An update sends the whole card back, and nothing when nothing changes")
    func update() async throws {
        let server = CannedServer([
            try Fixture.response("F-con-2"), try Fixture.response("F-con-2"), try Fixture.response("F-con-2"),
        ])
        let api = APITests.api(server)
        _ = try await api.updateCard("Aa1B2") { $0.content.chapters[0].tracks[0].title = "The old owl" }
        let sent = String(decoding: server.requests[1].bytes, as: UTF8.self)
        let expected = try JSONValue(try Fixture.data("F-con-2"))["card"]?.data ?? Data()
        let original = String(decoding: expected, as: UTF8.self)
        #expect(
            sent
                == original.replacing(
                    #""tracks":[{"key":"01","title":"The owl""#, with: #""tracks":[{"key":"01","title":"The old owl""#))
        #expect(sent != original)
        _ = try await api.updateCard("Aa1B2") { $0.title = "Bedtime stories" }
        #expect(server.requests.count == 3)
    }

    @Test("Deleting is a DELETE; a deleted card stays deleted")
    func delete() async throws {
        let server = CannedServer([try Fixture.response("F-dev-4-b"), try Fixture.response("F-con-6", status: 400)])
        let api = APITests.api(server)
        try await api.deleteCard("St3aM")
        #expect(server.requests[0].method == "DELETE" && server.requests[0].url == "https://api.test/content/St3aM")
        let error = await #expect(throws: YotoAPIError.self) { try await api.save(YotoCard(json: ["cardId": "St3aM"])) }
        #expect(error?.code == .badRequest && error?.message == "Deleted card cannot be restored")
        #expect(error?.mayHaveTakenEffect == false)
    }

    @Test("Interactive events, shuffle and ambient are typed")
    func rare() throws {
        let text = #"""
            {"content":{"config":{"shuffle":[{"start":0,"end":"3","limit":2}]},"chapters":[{"ambient":{"defaultTrackDisplay":"a"},
            "tracks":[{"events":{"onLhb":{"cmd":"goto","params":{"chapterKey":"02"}},"onEnd":{"cmd":"stop"}},"transitions":{}}]}]}}
            """#
        let card = YotoCard(json: try #require(try JSONValue(Data(text.utf8)).object))
        #expect(card.content.config.shuffle.map(\.end) == [3])
        let track = try #require(card.content.chapters.first?.tracks.first)
        #expect(track.events.onLeftButton.command == "goto" && track.events.onEnd.command == "stop")
        #expect(track.events.onLeftButton.parameters[string: "chapterKey"] == "02")
        #expect(track.events.onRightButton.command == nil)
        #expect(card.content.chapters[0].ambient.defaultTrackDisplay == "a")
    }

    private func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            .object(JSONObject(object.members.sorted { $0.0 < $1.0 }.map { ($0.0, sorted($0.1)) }))
        case .array(let array): .array(array.map(sorted))
        default: value
        }
    }
}
