import Foundation

/// Makes of a card what is played: signed URLs instead of `yoto:#…` (F-con-3).
struct CardResolution: Sendable {
    let origin: String
    let now: Date

    func resolved(_ card: WireJSON) -> WireJSON {
        var card = card
        guard var content = card["content"], let chapters = content["chapters"]?.elements else { return card }
        content["chapters"] = .array(
            chapters.map { chapter in
                var chapter = withIcon(chapter)
                chapter["tracks"] = chapter["tracks"].map { .array(($0.elements ?? []).map(resolvedTrack)) }
                return chapter
            })
        card["content"] = content
        return card
    }

    private func resolvedTrack(_ track: WireJSON) -> WireJSON {
        var track = withIcon(track)
        if let hash = hash(track["trackUrl"]) {
            let expires = Int(now.timeIntervalSince1970) + 86_400
            track["trackUrl"] = .string(
                "\(origin)/secure-media/yoto/\(hash)?Expires=\(expires)&Policy=FAKE&Signature=FAKE"
                    + "&Key-Pair-Id=KFAKE#sha256=\(hash)")
        }
        return track
    }

    private func withIcon(_ value: WireJSON) -> WireJSON {
        guard var display = value["display"], let hash = hash(display["icon16x16"]) else { return value }
        display["icon16x16"] = .string("\(origin)/media-secure-v2/icons/\(hash)")
        var value = value
        value["display"] = display
        return value
    }

    private func hash(_ value: WireJSON?) -> String? {
        guard let text = value?.text, text.hasPrefix("yoto:#") else { return nil }
        return String(text.dropFirst(6))
    }
}
