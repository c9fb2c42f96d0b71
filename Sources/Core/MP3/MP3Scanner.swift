package import Foundation

/// Walks over every frame of an MP3 file without decoding: one look at four bytes per frame.
package struct MP3Scanner {
    private let bytes: MP3Bytes
    /// Between the tags.
    private let range: Range<Int>

    /// Scans a file, which is mapped and not copied. Blocks on disk reads.
    ///
    /// - Throws: ``MP3Error`` when it cannot be read or is not MPEG audio of layer III.
    package static func scan(fileAt path: String) throws(MP3Error) -> MP3Summary {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw .unreadable(reason: (error as NSError).localizedDescription)
        }
        return try scan(data)
    }

    /// Scans bytes in memory, in time linear in the number of frames (and of garbage bytes between them).
    ///
    /// - Throws: ``MP3Error`` when they are not MPEG audio of layer III.
    package static func scan(_ data: some ContiguousBytes) throws(MP3Error) -> MP3Summary {
        let result: Result<MP3Summary, MP3Error> = data.withUnsafeBytes { buffer in
            do throws(MP3Error) {
                return .success(try MP3Scanner(MP3Bytes(buffer)).summary())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(_ bytes: MP3Bytes) {
        self.bytes = bytes
        range = MP3Tags.audioRange(in: bytes)
    }

    private func summary() throws(MP3Error) -> MP3Summary {
        guard bytes.count > 0 else { throw .empty }
        // Asked first: among a few million bytes of another format, two headers in a row do occur by chance.
        if let name = FileSignature.name(of: bytes) { throw .otherFormat(name) }
        guard let start = firstFrame(), let first = bytes.header(at: start) else { throw refusal() }
        var walk = Walk(start: start, first: first)
        let info = MP3InfoFrame(in: bytes, at: start, header: first)
        if info != nil { walk.offset += first.length }
        let soundStart = walk.offset
        while let header = nextFrame(&walk) { walk.count(header) }
        guard walk.frameCount > 0 else { throw .noFrames }
        return MP3Summary(
            frameCount: walk.frameCount, sampleRate: first.sampleRate, samplesPerFrame: first.samplesPerFrame,
            channels: first.channels, averageBitrate: walk.bitrateSum / walk.frameCount,
            isVariableBitrate: walk.bitrates.count > 1, audioRange: start..<walk.end, hasInfoFrame: info != nil,
            encoderDelay: info?.encoderDelay ?? 0, encoderPadding: info?.encoderPadding ?? 0,
            resyncCount: walk.resyncCount, needsBitReservoir: needsBitReservoir(at: soundStart, header: first))
    }

    /// Where the walk stands.
    private struct Walk {
        let first: MP3FrameHeader
        var offset: Int
        /// End of the last whole frame.
        var end: Int
        var frameCount = 0
        var bitrateSum = 0
        var bitrates: Set<Int> = []
        var resyncCount = 0

        init(start: Int, first: MP3FrameHeader) {
            self.first = first
            offset = start
            end = start
        }

        mutating func count(_ header: MP3FrameHeader) {
            frameCount += 1
            bitrateSum += header.bitrate
            bitrates.insert(header.bitrate)
            offset += header.length
            end = offset
        }
    }

    // MARK: - Finding frames

    /// The first frame that is followed by another one of the same stream, or that fills the rest of the file.
    private func firstFrame() -> Int? {
        search(from: range.lowerBound) { _ in true }
    }

    /// The next whole frame, looked for among garbage if need be; `nil` at the end.
    private func nextFrame(_ walk: inout Walk) -> MP3FrameHeader? {
        if let header = bytes.header(at: walk.offset), header.isCompatible(with: walk.first) {
            return walk.offset + header.length <= range.upperBound ? header : nil
        }
        let first = walk.first
        guard let offset = search(from: walk.offset, where: { $0.isCompatible(with: first) }) else { return nil }
        walk.resyncCount += 1
        walk.offset = offset
        return bytes.header(at: offset)
    }

    /// The first offset with a header that satisfies a condition and is confirmed by what follows its frame: a sync
    /// word alone occurs by chance every few kilobytes.
    private func search(from start: Int, where isWanted: (MP3FrameHeader) -> Bool) -> Int? {
        var offset = start
        while let candidate = bytes.firstIndex(of: 0xFF, from: offset, to: range.upperBound) {
            if let header = bytes.header(at: candidate), isWanted(header), isConfirmed(header, at: candidate) {
                return candidate
            }
            offset = candidate + 1
        }
        return nil
    }

    private func isConfirmed(_ header: MP3FrameHeader, at offset: Int) -> Bool {
        let next = offset + header.length
        if next == range.upperBound { return true }
        guard next < range.upperBound, let follower = bytes.header(at: next) else { return false }
        return follower.isCompatible(with: header)
    }

    // MARK: - What is wrong, what is missing

    private func refusal() -> MP3Error {
        guard let bits = bytes.bigEndian32(at: range.lowerBound) else { return .noFrames }
        do {
            _ = try MP3FrameHeader(bits)
            return .noFrames
        } catch {
            switch error {
            case .otherLayer: return .otherLayer(offset: range.lowerBound)
            case .freeFormat: return .freeFormat(offset: range.lowerBound)
            case .noHeader: return .noFrames
            }
        }
    }

    /// `main_data_begin`, the first bits of the side information (ISO/IEC 11172-3 §2.4.1.7): how many bytes back the
    /// frame's data start. 9 bits in MPEG 1, 8 in MPEG 2 and 2.5.
    private func needsBitReservoir(at offset: Int, header: MP3FrameHeader) -> Bool {
        let sound = bytes.header(at: offset) ?? header
        guard let bits = bytes.bigEndian32(at: offset + 4 + (sound.hasChecksum ? 2 : 0)) else { return false }
        return bits >> (header.version == .mpeg1 ? 23 : 24) != 0
    }
}
