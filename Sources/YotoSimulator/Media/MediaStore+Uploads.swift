import Foundation

extension MediaStore {
    /// Opens an upload; with a known hash there is nothing to send (F-med-1, F-med-2).
    ///
    /// - Parameter sha256: 64 hex digits.
    func openUpload(sha256: String?, filename: String?) -> Upload {
        var upload = Upload(
            id: Secret.random(43), signature: Secret.random(40), expires: clock.now.addingTimeInterval(3_600),
            title: filename.map { String($0.split(separator: ".").first ?? "") } ?? "")
        if let sha256 = sha256?.lowercased(), let size = knownAudio[sha256] {
            upload.received = (sha256, size)
            upload.isKnown = true
        }
        uploads[upload.id] = upload
        return upload
    }

    /// Whether a `PUT` to an upload's URL may go on.
    func mayReceive(_ id: String, signature: String?) -> Bool {
        guard let upload = uploads[id], let signature else { return false }
        return Secret.equal(upload.signature, signature) && upload.expires > clock.now
    }

    func finishUpload(_ id: String, sha256: String, size: Int) {
        uploads[id]?.received = (sha256, size)
        uploads[id]?.polls = 0
    }

    /// One answer about a transcode: `nil` stands for a bare 404.
    ///
    /// - Throws: `CloudError` 404 for an unknown upload.
    func transcode(_ id: String) throws -> WireJSON? {
        guard var upload = uploads[id] else { throw CloudError.notFound("Upload \(id) does not exist.") }
        guard let received = upload.received else {
            return ["uploadId": .string(id), "progress": ["phase": "queued", "percent": 0]]
        }
        let settings = settings.current
        let poll = upload.polls
        upload.polls += 1
        uploads[id] = upload
        if settings.transcodeStartsWith404, poll == 0, !upload.isKnown { return nil }
        let answered = poll - (settings.transcodeStartsWith404 ? 1 : 0)
        if !upload.isKnown, answered < settings.transcodePolls {
            return ["uploadId": .string(id), "progress": Upload.progress(poll: answered, of: settings.transcodePolls)]
        }
        if settings.transcodeFails {
            return ["uploadId": .string(id), "progress": ["phase": "failed", "percent": 40]]
        }
        knownAudio[received.sha256] = received.size
        guard let result = upload.result(oldShape: settings.transcodeIsOldShape) else { return nil }
        var answer: WireJSON = [
            "transcodedSha256": .string(result.hash), "transcodedInfo": result.information,
        ]
        guard !settings.transcodeIsOldShape else { return answer }
        answer["uploadId"] = .string(id)
        answer["progress"] = ["phase": "complete", "percent": 100]
        return answer
    }
}
