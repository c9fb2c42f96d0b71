import Foundation
import HTTPClient
import TestSupport
import Testing

@testable import Core

@Suite struct MediaTests {
    @Test("Audio goes to the signed address without our token")
    func upload() async throws {
        let server = CannedServer([try Fixture.response("F-med-1"), HTTPClientResponse(status: 200)])
        let api = APITests.api(server)
        let upload = try await api.audioUpload(sha256: "ab", filename: "a b.mp3")
        #expect(
            server.requests[0].url == "https://api.test/media/transcode/audio/uploadUrl?sha256=ab&filename=a%20b.mp3")
        try await api.put(.bytes(Data("audio".utf8)), to: upload, contentType: "audio/mpeg")
        let put = server.requests[1]
        #expect(put.method == "PUT" && put.url == upload.url && put.bytes == Data("audio".utf8))
        #expect(put.headers["authorization"] == nil && put.headers["content-type"] == "audio/mpeg")
    }

    @Test("Audio that is known is not sent")
    func known() async throws {
        let server = CannedServer([try Fixture.response("F-med-2")])
        let api = APITests.api(server)
        let upload = try await api.audioUpload(sha256: "ab", filename: nil)
        #expect(upload.url == nil && upload.id == "ZG60Z9zD15alfAIajZMJoK8yKT1pe9_mea06Sa-90xo")
        try await api.put(.bytes(Data()), to: upload, contentType: "audio/mpeg")
        #expect(server.requests.count == 1)
    }

    @Test("A refused upload names no part of the signed address")
    func refusedUpload() async throws {
        let text = "<Error><Code>SignatureDoesNotMatch</Code><SignatureProvided>secret</SignatureProvided></Error>"
        let server = CannedServer([HTTPClientResponse(status: 403, body: Data(text.utf8))])
        let upload = YotoAudioUpload(json: ["uploadId": "u", "uploadUrl": "https://s3.test/u?X-Amz-Signature=secret"])
        let error = await #expect(throws: YotoAPIError.self) {
            try await APITests.api(server).put(.bytes(Data("a".utf8)), to: upload, contentType: "audio/mpeg")
        }
        #expect(error?.code == .forbidden)
        #expect(error?.description.contains("secret") == false)
    }

    @Test("The transcoder is asked until it is done, through a 404, a 503 and a 429")
    func transcode() async throws {
        let server = CannedServer([
            HTTPClientResponse(status: 404), try Fixture.response("F-med-3"), HTTPClientResponse(status: 202),
            HTTPClientResponse(status: 503), HTTPClientResponse(status: 429, headers: ["Retry-After": "600"]),
            try Fixture.response("F-med-4"),
        ])
        let slept = Locked<[Duration]>([])
        let phases = Locked<[String?]>([])
        let transcode = try await APITests.api(server).waitForTranscode(
            "u", sleep: { pause in slept.withLock { $0.append(pause) } },
            onProgress: { progress in phases.withLock { $0.append(progress.phase) } })
        #expect(server.requests[0].url == "https://api.test/media/upload/u/transcoded?loudnorm=false")
        #expect(phases.withLock { $0 } == [nil, "analyzing", nil, "complete"])
        #expect(slept.withLock { $0 } == [3, 3, 3, 3, 60, 3].map { .seconds($0) })
        #expect(transcode.trackURL == "yoto:#ZHsFiE0RLF_QN7Xl8MHRz5M0jO-5ZbuKWX4uoB5wHtI")
        #expect(transcode.info.format == "opus" && transcode.info.channels == "stereo" && transcode.percent == 100)
        let chapter = try #require(
            YotoChapter.audio(key: "01", title: "The owl", label: "1", transcode: transcode, icon: "yoto:#i"))
        #expect(chapter.durationSeconds == 349 && chapter.tracks[0].fileSizeBytes == 4_212_345)
        #expect(chapter.tracks[0].format == "opus" && chapter.hasStreams == false)
    }

    @Test("A failure, too much patience, and too many failures end the wait")
    func transcodeEnds() async throws {
        let failed = await #expect(throws: YotoAPIError.self) {
            let server = CannedServer([try Fixture.response("F-med-6")])
            return try await APITests.api(server).waitForTranscode("u", sleep: { _ in })
        }
        #expect(failed?.code == .transcodeFailed)
        let late = await #expect(throws: YotoAPIError.self) {
            let server = CannedServer(Array(repeating: try Fixture.response("F-med-3"), count: 3))
            return try await APITests.api(server).waitForTranscode(
                "u", patience: .init(questions: 3), sleep: { _ in })
        }
        #expect(late?.code == .timeout)
        let down = await #expect(throws: YotoAPIError.self) {
            let server = CannedServer(Array(repeating: HTTPClientResponse(status: 503), count: 9))
            return try await APITests.api(server).waitForTranscode("u", sleep: { _ in })
        }
        #expect(down?.code == .server)
    }

    @Test("Older answers say channels as a number")
    func older() throws {
        let transcode = YotoTranscode(json: try #require(try Fixture.object("F-med-5")["transcode"]?.object))
        #expect(transcode.info.channels == "mono" && transcode.info.durationSeconds == 382.4 && !transcode.hasFailed)
    }

    @Test("Covers, icons and family images are raw uploads")
    func images() async throws {
        let png = Data([0x89, 0x50])
        let server = CannedServer([
            try Fixture.response("F-med-7-a"), try Fixture.response("F-med-7-a"), try Fixture.response("F-med-10-a"),
            try Fixture.response("F-med-10-b"), try Fixture.response("F-fam-4-b"),
        ])
        let api = APITests.api(server)
        let cover = try await api.uploadCover(png, contentType: "image/png", type: .myo)
        #expect(cover.url.hasSuffix(cover.mediaID) && !cover.mediaID.isEmpty)
        _ = try await api.uploadCover(from: "https://a/b?c")
        let new = try await api.uploadIcon(png, contentType: "image/png", filename: "owl.png")
        let known = try await api.uploadIcon(png, contentType: "image/png", converts: false)
        #expect(new.isNew && !known.isNew && known.url == nil && new.reference == known.reference)
        let image = try await api.uploadFamilyImage(png, contentType: "image/png")
        #expect(image.url?.hasPrefix("https://") == true)
        #expect(server.requests.allSatisfy { $0.method == "POST" })
        #expect(server.requests[0].bytes == png && server.requests[0].headers["content-type"] == "image/png")
        let base = "https://api.test/media"
        #expect(
            server.requests.map(\.url) == [
                base + "/coverImage/user/me/upload?autoconvert=true&coverType=myo",
                base + "/coverImage/user/me/upload?autoconvert=true&coverType=default&imageUrl=https%3A%2F%2Fa%2Fb%3Fc",
                base + "/displayIcons/user/me/upload?autoConvert=true&filename=owl.png",
                base + "/displayIcons/user/me/upload?autoConvert=false", base + "/family/images",
            ])
    }

    @Test("Lists of icons and family images are read")
    func lists() async throws {
        let redirect = HTTPClientResponse(status: 302, headers: ["Location": "https://signed.test/x?Expires=1"])
        let server = CannedServer([
            try Fixture.response("F-med-8"), try Fixture.response("F-med-9"), try Fixture.response("F-fam-4-a"),
            redirect,
        ])
        let api = APITests.api(server)
        let icons = try await api.publicIcons()
        #expect(icons.map(\.title) == ["Fox", "Moon"] && icons[0].publicTags == ["fox", "animals"])
        let own = try await api.myIcons()
        #expect(own[0].isPublic == false && own[0].title == nil)
        let images = try await api.familyImages()
        #expect(images[0].sizeBytes == 482_113)
        let address = try await api.familyImageURL(images[0].id, size: .small)
        #expect(address == "https://signed.test/x?Expires=1")
        #expect(server.requests[3].url.hasSuffix("?width=320&height=320"))
    }
}
