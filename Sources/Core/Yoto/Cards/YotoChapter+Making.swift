extension YotoChapter {
    /// A chapter with one streaming track, with every flag that one of the two documentations asks for
    /// (`yoto-platform.md` §2.6.2).
    ///
    /// - Parameters:
    ///   - key: two digits by convention.
    ///   - label: 1…3 characters over the icon.
    ///   - url: fetched each time it is played.
    ///   - format: `mp3` or `aac`.
    ///   - icon: `yoto:#<mediaId>`.
    package static func stream(
        key: String, title: String, label: String, url: String, format: String = "mp3", icon: String
    ) -> YotoChapter {
        var track = YotoTrack(json: [
            "key": .string(key), "title": .string(title), "type": "stream", "format": .string(format),
            "trackUrl": .string(url), "overlayLabel": .string(label), "duration": 0, "fileSize": 0,
            "channels": "stereo", "isNew": true,
        ])
        track.display.icon16x16 = icon
        return single(track, key: key, label: label)
    }

    /// A chapter with one transcoded track (`yoto-platform.md` §2.7); `nil` while the transcode is not complete.
    package static func audio(
        key: String, title: String, label: String, transcode: YotoTranscode, icon: String
    ) -> YotoChapter? {
        guard let trackURL = transcode.trackURL, let format = transcode.info.format else { return nil }
        var track = YotoTrack(json: [
            "key": .string(key), "title": .string(title), "type": "audio", "format": .string(format),
            "trackUrl": .string(trackURL), "overlayLabel": .string(label),
        ])
        track.durationSeconds = transcode.info.durationSeconds ?? 0
        track.fileSizeBytes = transcode.info.fileSizeBytes ?? 0
        track.channels = transcode.info.channels
        track.display.icon16x16 = icon
        return single(track, key: key, label: label)
    }

    private static func single(_ track: YotoTrack, key: String, label: String) -> YotoChapter {
        var chapter = YotoChapter(json: ["key": .string(key)])
        chapter.title = track.title
        chapter.overlayLabel = label
        chapter.durationSeconds = track.durationSeconds
        chapter.fileSizeBytes = track.fileSizeBytes
        chapter.hasStreams = track.isStream
        chapter.display = track.display
        chapter.tracks = [track]
        return chapter
    }
}
