import Foundation
import Testing

@testable import YotoSimulator

/// Uploads, transcodes and pictures (`yoto-platform.md` §2.7 to §2.11).
@Suite(.timeLimit(.minutes(5)))
struct MediaTests {
    static let audio = Data(repeating: 0x55, count: 160_000)

    private func upload(_ simulator: RunningSimulator, token: String, hash: String) async throws -> WireJSON {
        let answer = try await simulator.send(
            "GET", "/media/transcode/audio/uploadUrl?sha256=\(hash)&filename=owl.mp3", token: token)
        return answer.json["upload"] ?? .null
    }

    private func path(_ simulator: RunningSimulator, _ upload: WireJSON) -> String {
        String((upload["uploadUrl"]?.text ?? "").dropFirst(simulator.baseURL.count))
    }

    @Test func audio_goesFromUploadToTranscodeAndIsKnownAfterwards() async throws {
        try await withYotoSimulator { simulator in
            simulator.settings.update { $0.transcodeStartsWith404 = true }
            let token = try await simulator.logIn().access
            let hash = Secret.hex(SHA256Digest.bytes(of: Self.audio))
            let upload = try await upload(simulator, token: token, hash: hash)
            let transcoded = "/media/upload/\(upload["uploadId"]?.text ?? "")/transcoded?loudnorm=false"
            let early = try await simulator.send("GET", transcoded, token: token)
            #expect(early.json["transcode"]?["progress"]?["phase"] == "queued")

            let sent = try await simulator.send("PUT", path(simulator, upload), type: "audio/mpeg", body: Self.audio)
            #expect(sent.status == 200)
            #expect(sent.body.isEmpty)

            let bare = try await simulator.send("GET", transcoded, token: token)
            #expect(bare.status == 404 && bare.body.isEmpty)
            for _ in 0..<3 {
                let pending = try await simulator.send("GET", transcoded, token: token).json["transcode"]
                #expect(pending?["transcodedSha256"] == nil)
                #expect(pending?["progress"]?["phase"]?.text != "complete")
            }
            let done = try await simulator.send("GET", transcoded, token: token).json["transcode"]
            #expect(done?["progress"]?["phase"] == "complete")
            #expect(done?["transcodedSha256"]?.text?.count == 43)
            #expect(done?["transcodedInfo"]?["duration"] == 10)
            #expect(done?["transcodedInfo"]?["metadata"]?["title"] == "owl")

            let again = try await self.upload(simulator, token: token, hash: hash)
            #expect(again["uploadUrl"] == .null)
            let known = "/media/upload/\(again["uploadId"]?.text ?? "")/transcoded"
            let result = try await simulator.send("GET", known, token: token).json["transcode"]
            #expect(result?["transcodedSha256"] == done?["transcodedSha256"])
        }
    }

    @Test func transcode_canFailAndCanHaveTheOldShape() async throws {
        try await withYotoSimulator { simulator in
            simulator.settings.update {
                $0.transcodePolls = 0
                $0.transcodeFails = true
            }
            let token = try await simulator.logIn().access
            let upload = try await upload(simulator, token: token, hash: String(repeating: "0", count: 64))
            _ = try await simulator.send("PUT", path(simulator, upload), body: Self.audio)
            let transcoded = "/media/upload/\(upload["uploadId"]?.text ?? "")/transcoded"
            let failed = try await simulator.send("GET", transcoded, token: token).json["transcode"]
            #expect(failed?["progress"]?["phase"] == "failed")
            simulator.settings.update {
                $0.transcodeFails = false
                $0.transcodeIsOldShape = true
            }
            let old = try await simulator.send("GET", transcoded, token: token).json["transcode"]
            #expect(old?["transcodedInfo"]?["channels"] == 1)
            #expect(old?["progress"] == nil)
        }
    }

    @Test func uploadAddress_isTheOnlyCredentialAndExpires() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let upload = try await upload(simulator, token: token, hash: String(repeating: "0", count: 64))
            let path = path(simulator, upload)
            #expect(try await simulator.send("PUT", path, token: token, body: Self.audio).status == 400)
            let unsigned = String(path.prefix { $0 != "?" })
            #expect(try await simulator.send("PUT", unsigned, body: Self.audio).status == 403)
            simulator.clock.advance(by: .seconds(3_601))
            #expect(try await simulator.send("PUT", path, body: Self.audio).status == 403)
            let bad = try await simulator.send("GET", "/media/transcode/audio/uploadUrl?sha256=abc", token: token)
            #expect(bad.status == 400)
        }
    }

    @Test func cover_isServedAsItCame() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let picture = PNGImage(width: 300, height: 300, id: "cover").data
            #expect(picture.count > 65_535, "more than one stored block")
            let path = "/media/coverImage/user/me/upload?autoconvert=true&coverType=default"
            let answer = try await simulator.send("POST", path, token: token, type: "image/png", body: picture)
            let address = try #require(answer.json["coverImage"]?["mediaUrl"]?.text)
            let served = try await simulator.send(
                "GET", String(address.dropFirst(simulator.baseURL.count)) + "?width=250")
            #expect(served.body == picture)
            #expect(served["Content-Type"] == "image/png")
            let empty = try await simulator.send("POST", path, token: token)
            #expect(empty.status == 400)
            #expect(empty.message == "A binary image file body or imageUrl param is required")
            let webP = Data("RIFF0000WEBPVP8 ".utf8)
            #expect(try await simulator.send("POST", path, token: token, body: webP).status == 400)
            let address2 = path + "&imageUrl=https%3A%2F%2Fexample.org%2Fa.png"
            #expect(try await simulator.send("POST", address2, token: token).status == 200)
        }
    }

    @Test func icon_isNewOnce() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let path = "/media/displayIcons/user/me/upload?autoConvert=false&filename=x"
            let icon = PNGImage(width: 16, height: 16, id: "owl").data
            let first = try await simulator.send("POST", path, token: token, type: "image/png", body: icon)
            #expect(first.json["displayIcon"]?["new"] == true)
            let second = try await simulator.send("POST", path, token: token, type: "image/png", body: icon)
            #expect(second.json["displayIcon"]?["url"] == [:])
            #expect(second.json["displayIcon"]?["mediaId"] == first.json["displayIcon"]?["mediaId"])
            let large = PNGImage(width: 17, height: 16, id: "owl").data
            #expect(try await simulator.send("POST", path, token: token, body: large).status == 400)
            let form = Data("--x\r\nContent-Disposition: form-data\r\n\r\n".utf8)
            let multipart = try await simulator.send(
                "POST", path, token: token, type: "multipart/form-data", body: form)
            #expect(multipart.message == "A binary image file is required")
            let mine = try await simulator.send("GET", "/media/displayIcons/user/me", token: token)
            #expect(mine.json["displayIcons"]?.elements?.count == 2)
            let yoto = try await simulator.send("GET", "/media/displayIcons/user/yoto", token: token)
            #expect(yoto.json["displayIcons"]?.elements?.count == 2)
        }
    }

    @Test func familyImage_isARedirectToASignedAddress() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let picture = PNGImage(width: 20, height: 20, id: "us").data
            let added = try await simulator.send("POST", "/media/family/images", token: token, body: picture)
            let id = try #require(added.json["imageId"]?.text)
            #expect(id == Secret.hex(SHA256Digest.bytes(of: picture)))
            let path = "/media/family/images/\(id)"
            #expect(try await simulator.send("GET", path, token: token).status == 400)
            let redirect = try await simulator.send("GET", path + "?width=320&height=320", token: token)
            #expect(redirect.status == 302)
            let address = String(try #require(redirect["Location"]).dropFirst(simulator.baseURL.count))
            #expect(try await simulator.send("GET", address).body == picture)
            let list = try await simulator.send("GET", "/media/family/images", token: token)
            #expect(list.json["images"]?.elements?.count == 2)
            simulator.clock.advance(by: .seconds(8 * 86_400))
            #expect(try await simulator.send("GET", address).status == 403)
        }
    }
}
