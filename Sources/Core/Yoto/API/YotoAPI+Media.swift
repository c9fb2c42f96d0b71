package import HTTPClient

/// Audio: upload, then wait for the transcoder (`yoto-platform.md` §2.7). All calls throw ``YotoAPIError`` or what the
/// credentials throw.
extension YotoAPI {
    /// Asks where to put audio.
    ///
    /// - Parameters:
    ///   - sha256: of the file, 64 hexadecimal digits; with it known audio need not be sent again.
    ///   - filename: shown nowhere, kept by Yoto.
    package func audioUpload(sha256: String?, filename: String?) async throws -> YotoAudioUpload {
        let query = [("sha256", sha256), ("filename", filename)]
        let call = try YotoCall("GET", "/media/transcode/audio/uploadUrl", query: query)
        let upload = YotoAudioUpload(json: try await object("upload", of: call))
        guard !upload.id.isEmpty else {
            throw YotoAPIError(.malformed, call: call.name, message: "the answer has no uploadId")
        }
        return upload
    }

    /// Sends the audio, unless it is known. The address is signed: no token goes there.
    ///
    /// - Parameters:
    ///   - body: a stream must know its length, which S3 insists on.
    ///   - contentType: such as `audio/mpeg`.
    ///   - total: how long it may take in all.
    package func put(
        _ body: HTTPClientRequest.Body, to upload: YotoAudioUpload, contentType: String,
        total: Duration = .seconds(3600)
    ) async throws {
        guard let url = upload.url else { return }
        let call = "PUT (signed upload address)"
        var request = HTTPClientRequest("PUT", url, headers: ["Content-Type": contentType], body: body)
        request.timeouts = HTTPTimeouts(connect: .seconds(10), idle: .seconds(60), total: total)
        request.maximumBodyBytes = 64 * 1024
        let response = try await deliver(request, call: call)
        guard (200..<300).contains(response.status) else {
            // S3 answers in XML and repeats parts of the signature: its text is not passed on.
            throw YotoAPIError(
                .init(status: response.status), call: call, message: "the upload was refused", status: response.status)
        }
    }

    /// Asks how far the transcoder is. An upload that it does not know yet (404) is pending.
    ///
    /// - Parameter normalizesLoudness: the same for every call about one upload.
    package func transcode(_ uploadID: String, normalizesLoudness: Bool = false) async throws -> YotoTranscode {
        let query = [("loudnorm", normalizesLoudness ? "true" : "false")]
        let call = try YotoCall("GET", "/media/upload/{}/transcoded", [uploadID], query: query)
        let response = try await response(to: call, accepting: [404])
        guard response.status == 200 else { return YotoTranscode() }
        guard let transcode = try? JSONValue(response.body)["transcode"]?.object else {
            throw YotoAPIError(.malformed, call: call.name, message: "the answer has no transcode", status: 200)
        }
        return YotoTranscode(json: transcode)
    }

    /// How patient ``waitForTranscode(_:normalizesLoudness:patience:sleep:onProgress:)`` is.
    package struct Patience: Equatable, Sendable {
        /// The time between two questions; 2…5 seconds.
        package var interval: Duration
        /// How often to ask; with the interval, 15 minutes.
        package var questions: Int
        /// How many passing failures in a row are put up with.
        package var failures: Int

        package init(interval: Duration = .seconds(3), questions: Int = 300, failures: Int = 5) {
            self.interval = interval
            self.questions = questions
            self.failures = failures
        }
    }

    /// Asks until the transcoder is done.
    ///
    /// - Parameter onProgress: hears of each answer.
    /// - Throws: ``YotoAPIError``: `transcodeFailed` when it gives up, `timeout` when we do.
    package func waitForTranscode(
        _ uploadID: String, normalizesLoudness: Bool = false, patience: Patience = .init(),
        sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        onProgress: @Sendable (YotoTranscode) -> Void = { _ in }
    ) async throws -> YotoTranscode {
        let call = "GET /media/upload/{}/transcoded"
        var failures = 0
        for question in 0..<patience.questions {
            if question > 0 { try await sleep(patience.interval) }
            do {
                let transcode = try await transcode(uploadID, normalizesLoudness: normalizesLoudness)
                failures = 0
                onProgress(transcode)
                if transcode.sha256 != nil { return transcode }
                if transcode.hasFailed {
                    throw YotoAPIError(.transcodeFailed, call: call, message: "Yoto could not transcode this audio")
                }
            } catch let error as YotoAPIError where error.isPassing && failures < patience.failures {
                failures += 1
                if let retryAfter = error.retryAfter { try await sleep(min(retryAfter, .seconds(60))) }
            }
        }
        throw YotoAPIError(.timeout, call: call, message: "Yoto did not finish to transcode this audio in time")
    }
}
