import Foundation
import Testing

@testable import YotoSimulator

/// The life of cards, the library and its groups (`yoto-platform.md` §2.6 and §2.10).
@Suite(.timeLimit(.minutes(5)))
struct CardTests {
    static let track: WireJSON = [
        "key": "01", "title": "Morning", "type": "stream", "format": "mp3",
        "trackUrl": "https://audio.example.org/a.mp3",
        "overlayLabel": "1", "duration": 0, "fileSize": 0, "futureKey": ["kept": [1, 2.5, nil]],
    ]

    static func card(tracks: Int = 1, title: String = "House radio", track: WireJSON = track) -> WireJSON {
        let tracks = WireJSON.array(Array(repeating: track, count: tracks))
        return [
            "title": .string(title), "unknownKey": true,
            "content": ["version": "1", "chapters": [["key": "01", "title": "One", "tracks": tracks]]],
            "metadata": ["description": "Streams", "later": "kept"],
        ]
    }

    @Test func exampleFamily_hasTwoCards() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let list = try await simulator.send("GET", "/content/mine", token: token)
            #expect(list.json["cards"]?.elements?.compactMap { $0["cardId"]?.text } == ["Aa1B2", "St3aM"])
            #expect(list.json["cards"]?.elements?.first?["content"]?["chapters"] == nil)
            let card = try await simulator.send("GET", "/content/Aa1B2", token: token).json["card"]
            #expect(card?["content"]?["chapters"]?.elements?.count == 2)
            #expect(
                card?["metadata"]?["cover"]?["imageL"]
                    == .string(simulator.baseURL + "/cdn/myo-cover/star_grapefruit.gif"))
        }
    }

    @Test func life_createReadOverwriteDelete() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let created = try await simulator.send("POST", "/content", token: token, json: Self.card())
            #expect(created.status == 200)
            let id = try #require(created.json["card"]?["cardId"]?.text)
            #expect(id.wholeMatch(of: /[A-Za-z0-9]{5}/) != nil)
            #expect(created.json["card"]?["metadata"]?["authors"] == [])
            #expect(created.json["card"]?["createdByClientId"] == .string(simulator.clientID))

            let read = try await simulator.send("GET", "/content/\(id)", token: token).json["card"]
            #expect(read?["content"] == Self.card()["content"])
            #expect(read?["unknownKey"] == true)

            simulator.clock.advance(by: .seconds(60))
            var next = Self.card(title: "Other")
            next["cardId"] = .string(id)
            next["unknownKey"] = nil
            let written = try await simulator.send("POST", "/content", token: token, json: next).json["card"]
            #expect(written?["title"] == "Other")
            #expect(written?["unknownKey"] == nil)
            #expect(written?["createdAt"] == read?["createdAt"])
            #expect(written?["updatedAt"] != read?["updatedAt"])
            #expect(await simulator.family.card(id)?["title"] == "Other")

            #expect(try await simulator.send("DELETE", "/content/\(id)", token: token).json == ["status": "ok"])
            #expect(try await simulator.send("GET", "/content/\(id)", token: token).status == 404)
            let restored = try await simulator.send("POST", "/content", token: token, json: next)
            #expect(restored.status == 400)
            #expect(restored.message == "Deleted card cannot be restored")
            let all = try await simulator.send("GET", "/content/mine?showdeleted=true", token: token).json["cards"]
            #expect(all?.elements?.contains { $0["cardId"]?.text == id && $0["deleted"] == true } == true)
        }
    }

    @Test func staleReads_showTheOldVersionForASecond() async throws {
        var configuration = SimulatorConfiguration()
        configuration.clock = SimulatorClock(at: Date(timeIntervalSince1970: 1_795_453_200))
        configuration.settings.staleReadSeconds = 1
        try await withYotoSimulator(configuration) { simulator in
            let token = try await simulator.logIn().access
            var card = Self.card(title: "New title")
            card["cardId"] = "St3aM"
            _ = try await simulator.send("POST", "/content", token: token, json: card)
            let stale = try await simulator.send("GET", "/content/St3aM", token: token)
            #expect(stale.json["card"]?["title"] == "House radio")
            let created = try await simulator.send("POST", "/content", token: token, json: Self.card())
            let id = created.json["card"]?["cardId"]?.text ?? ""
            #expect(try await simulator.send("GET", "/content/\(id)", token: token).status == 404)
            simulator.clock.advance(by: .seconds(1))
            let fresh = try await simulator.send("GET", "/content/St3aM", token: token)
            #expect(fresh.json["card"]?["title"] == "New title")
            #expect(try await simulator.send("GET", "/content/\(id)", token: token).status == 200)
        }
    }

    @Test func playable_hasSignedAddressesThatAnswer() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let answer = try await simulator.send("GET", "/content/Aa1B2?playable=true", token: token)
            let track = answer.json["card"]?["content"]?["chapters"]?.elements?.first?["tracks"]?.elements?.first
            let address = try #require(track?["trackUrl"]?.text)
            #expect(address.hasPrefix(simulator.baseURL + "/secure-media/yoto/ZHsFiE0R"))
            #expect(address.contains("#sha256=ZHsFiE0R"))
            let path = String(address.dropFirst(simulator.baseURL.count).prefix { $0 != "#" })
            #expect(try await simulator.send("GET", path)["Content-Type"] == "audio/mpeg")
            simulator.clock.advance(by: .seconds(86_401))
            #expect(try await simulator.send("GET", path).status == 403)
            let icon = try #require(track?["display"]?["icon16x16"]?.text).dropFirst(simulator.baseURL.count)
            let picture = try await simulator.send("GET", String(icon))
            #expect(picture["Content-Type"] == "image/png")
            #expect(Picture(picture.body)?.size.map { [$0.width, $0.height] } == [16, 16])
        }
    }

    @Test func badTimeZoneAndUnknownCards() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let zone = try await simulator.send("GET", "/content/Aa1B2?timezone=Mars/Olympus", token: token)
            #expect(zone.status == 400)
            #expect(zone.message == "Invalid timezone provided.")
            let unknown = try await simulator.send("GET", "/content/zzzzz", token: token)
            #expect(unknown.status == 404)
            #expect(unknown.message == "Card zzzzz does not exist.")
            #expect(try await simulator.send("GET", "/content/Of4cL", token: token).status == 404)
            #expect(try await simulator.send("GET", "/card/Of4cL", token: token).status == 200)
            #expect(try await simulator.send("DELETE", "/content/Of4cL", token: token).status == 403)
        }
    }

    @Test(arguments: [
        card(tracks: 101), card(title: ""), card(title: String(repeating: "x", count: 101)), card(tracks: 0), [:], [],
        ["title": "x"], ["title": "x", "content": ["chapters": []]],
        card(track: ["key": "01"]),
    ])
    func badCard_isRefused(_ card: WireJSON) async throws {
        #expect(throws: CloudError.self) { try CardRules.check(card) }
    }

    @Test(
        arguments: [
            ("type", "video"), ("trackUrl", "ftp://x"), ("format", "midi"), ("duration", 3_601),
            ("fileSize", 100_000_001),
        ] as [(String, WireJSON)])
    func badTrack_isRefused(_ key: String, _ value: WireJSON) {
        var track = Self.track
        track[key] = value
        #expect(throws: CloudError.self) { try CardRules.check(Self.card(track: track)) }
    }

    @Test func totals_areLimited() {
        var track = Self.track
        track["duration"] = 3_600
        #expect(throws: Never.self) { try CardRules.check(Self.card(tracks: 5, track: track)) }
        #expect(throws: CloudError.self) { try CardRules.check(Self.card(tracks: 6, track: track)) }
        #expect(throws: Never.self) { try CardRules.check(Self.card(tracks: 100)) }
    }

    @Test func hostileBodies_areRefused() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            for body in ["", "{", "[]", "\u{0}"] {
                let answer = try await simulator.send(
                    "POST", "/content", token: token, type: "application/json", body: Data(body.utf8))
                #expect(answer.status == 400)
            }
            let large = Data(repeating: 0x20, count: 5_000_000)
            let answer = try await simulator.send(
                "POST", "/content", token: token, type: "application/json", body: large)
            #expect(answer.status == 413)
        }
    }

    @Test func library_andGroups() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let library = try await simulator.send("GET", "/card/family/library", token: token)
            #expect(library.json["cards"]?.elements?.first?["cardId"] == "Of4cL")
            #expect(library.json["subscriptions"] == [])
            let groups = "/card/family/library/groups"
            #expect(try await simulator.send("GET", groups, token: token).json.elements?.count == 1)
            let items: WireJSON = [["contentId": "Aa1B2"], ["contentId": "nobody"]]
            let created = try await simulator.send(
                "POST", groups, token: token, json: ["name": "Car", "imageId": "fp-cards", "items": items])
            #expect(created.json["items"]?.elements?.count == 1)
            let id = created.json["id"]?.text ?? ""
            let replaced = try await simulator.send(
                "PUT", "\(groups)/\(id)", token: token, json: ["name": "Bus", "imageId": "fp-cards", "items": []])
            #expect(replaced.json["name"] == "Bus")
            #expect(try await simulator.send("GET", "\(groups)/\(id)", token: token).json["items"] == [])
            let deleted = try await simulator.send("DELETE", "\(groups)/\(id)", token: token)
            #expect(deleted.json == ["id": .string(id)])
            #expect(try await simulator.send("GET", "\(groups)/\(id)", token: token).status == 404)
            for number in 1...20 {
                let status = try await simulator.send(
                    "POST", groups, token: token, json: ["name": "G", "imageId": "x", "items": []]
                ).status
                #expect(status == (number < 20 ? 200 : 400))
            }
        }
    }
}
