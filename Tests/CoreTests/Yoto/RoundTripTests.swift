import Foundation
import TestSupport
import Testing

@testable import Core

/// Read, change one field, write: every other member is as it was, and the changed one keeps its kind.
@Suite struct RoundTripTests {
    /// One field: where it is, and a change of it.
    struct Change<View: JSONView>: Sendable {
        var path: String
        var apply: @Sendable (inout View) -> Void

        init(_ path: String, _ apply: @escaping @Sendable (inout View) -> Void) {
            self.path = path
            self.apply = apply
        }
    }

    private static let configChanges: [Change<YotoDeviceDetails>] = [
        .init("config.locale") { $0.config.locale = "de" },
        .init("config.bluetoothEnabled") { $0.config.bluetoothEnabled = false },
        .init("config.repeatAll") { $0.config.repeatAll = false },
        .init("config.showDiagnostics") { $0.config.showDiagnostics = false },
        .init("config.shutdownTimeout") { $0.config.shutdownTimeoutSeconds = 7200 },
        .init("config.displayDimTimeout") { $0.config.displayDimTimeoutSeconds = 30 },
        .init("config.displayDimBrightness") { $0.config.displayDimBrightness = 5 },
        .init("config.dayTime") { $0.config.dayTime = "06:30" },
        .init("config.maxVolumeLimit") { $0.config.maxVolumeLimit = 1 },
        .init("config.nightMaxVolumeLimit") { $0.config.nightMaxVolumeLimit = 16 },
        .init("config.ambientColour") { $0.config.ambientColour = "#0" },
        .init("config.nightDisplayBrightness") { $0.config.nightDisplayBrightness = "auto" },
        .init("config.daySoundsOff") { $0.config.daySoundsOff = true },
        .init("config.nightSoundsOff") { $0.config.nightSoundsOff = false },
        .init("config.hourFormat") { $0.config.hourFormat = 12 },
        .init("config.systemVolume") { $0.config.systemVolume = 50 },
        .init("config.clockFace") { $0.config.clockFace = "digital-moon" },
        .init("config.alarms[1]") { $0.config.alarms?[1].isEnabled = true },
        .init("config.alarms[0]") { $0.config.alarms?[0].volume = 3 },
        .init("shortcuts.versionId") { $0.shortcuts.versionID = "0" },
        .init("name") { $0.name = "Hall" },
    ]

    private static let cardChanges: [Change<YotoCard>] = [
        .init("title") { $0.title = "Other" },
        .init("content.restricted") { $0.content.isRestricted = false },
        .init("content.playbackType") { $0.content.playbackType = "interactive" },
        .init("content.config.onlineOnly") { $0.content.config.isOnlineOnly = true },
        .init("content.config.resumeTimeout") { $0.content.config.resumeTimeoutSeconds = 0 },
        .init("content.editSettings.editKeys") { $0.content.editSettings.editKeys = true },
        .init("content.chapters[0].title") { $0.content.chapters[0].title = "Other" },
        .init("content.chapters[1].duration") { $0.content.chapters[1].durationSeconds = 1.5 },
        .init("content.chapters[0].overlayLabelOverride") { $0.content.chapters[0].overlayLabelOverride = "X" },
        .init("content.chapters[1].display.icon16x16") { $0.content.chapters[1].display.icon16x16 = "yoto:#x" },
        .init("content.chapters[1].tracks[0].display.icon16x16") {
            $0.content.chapters[1].tracks[0].display.icon16x16 = "yoto:#x"
        },
        .init("content.chapters[0].tracks[0].fileSize") { $0.content.chapters[0].tracks[0].fileSizeBytes = 1 },
        .init("content.chapters[0].tracks[0].format") { $0.content.chapters[0].tracks[0].format = "aac" },
        .init("metadata.author") { $0.metadata.author = "Other" },
        .init("metadata.cover.imageL") { $0.metadata.cover.imageL = "https://a/b" },
        .init("metadata.media.readableFileSize") { $0.metadata.media.readableFileSize = 9.25 },
        .init("metadata.media.hasStreams") { $0.metadata.media.hasStreams = true },
        .init("metadata.languages[0]") { $0.metadata.languages = ["de"] },
    ]

    @Test("A player's document survives any change of one field", arguments: 0..<60)
    func config(seed: UInt64) throws {
        try check("F-dev-3", member: "device", changes: Self.configChanges, seed: seed)
    }

    @Test("A card's document survives any change of one field", arguments: 0..<60)
    func card(seed: UInt64) throws {
        try check("F-con-2", member: "card", changes: Self.cardChanges, seed: seed)
    }

    @Test(
        "Every fixture is written as it is read",
        arguments: [
            "F-con-1", "F-con-2", "F-con-4", "F-dev-1", "F-dev-3", "F-fam-1", "F-fam-2", "F-fam-3-a", "F-med-5",
            "F-med-8",
        ])
    func unchanged(name: String) throws {
        let data = try Fixture.data(name)
        let written = try JSONValue(data).data
        // The fixtures have line breaks between some elements, and no blanks elsewhere outside strings.
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        #expect(String(decoding: written, as: UTF8.self) == lines.map { $0.drop { $0 == " " } }.joined())
    }

    private func check<View: JSONView>(
        _ fixture: String, member: String, changes: [Change<View>], seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let document = try #require(try Fixture.object(fixture)[member])
        let known = Self.sprinkled(document, &generator)
        let change = try #require(changes.randomElement(using: &generator))
        // Through bytes, as over the wire.
        var view = View(json: try #require(try JSONValue(known.data).object))
        change.apply(&view)
        let written = try JSONValue(JSONValue.object(view.json).data)
        let differences = Self.differences(known, written)
        #expect(differences.map(\.path) == [change.path], "seed \(seed)")
        for (path, before, after) in differences where before != nil && before != .null {
            #expect(Self.kind(before) == Self.kind(after), "\(path), seed \(seed)")
        }
    }

    /// The document with unknown members of every kind at random places.
    private static func sprinkled(_ value: JSONValue, _ generator: inout SeededGenerator) -> JSONValue {
        let strange: [JSONValue] = [
            .null, true, 7, "8", .number(JSONNumber(8.5) ?? JSONNumber(8)), [], [1, "1", .null], [:],
            ["deep": ["a": [[:]]]],
        ]
        switch value {
        case .array(let array): return .array(array.map { sprinkled($0, &generator) })
        case .object(let object):
            var members = object.members.map { ($0.0, sprinkled($0.1, &generator)) }
            for number in 0..<Int.random(in: 0...2, using: &generator) {
                let place = Int.random(in: 0...members.count, using: &generator)
                members.insert(("unknown\(number)", strange.randomElement(using: &generator) ?? .null), at: place)
            }
            return .object(JSONObject(members))
        default: return value
        }
    }

    private typealias Difference = (path: String, before: JSONValue?, after: JSONValue?)

    private static func differences(_ before: JSONValue, _ after: JSONValue, _ path: String = "") -> [Difference] {
        switch (before, after) {
        case (.object(let before), .object(let after)):
            let order = before.keys.filter { after[$0] != nil } == after.keys.filter { before[$0] != nil }
            let keys = before.keys + after.keys.filter { before[$0] == nil }
            return (order ? [] : [("order of \(path)", nil, nil)])
                + keys.flatMap { key -> [Difference] in
                    let place = path.isEmpty ? key : "\(path).\(key)"
                    guard let old = before[key], let new = after[key] else { return [(place, before[key], after[key])] }
                    return differences(old, new, place)
                }
        case (.array(let before), .array(let after)) where before.count == after.count:
            return zip(before, after).enumerated().flatMap { differences($1.0, $1.1, "\(path)[\($0)]") }
        default:
            return before == after ? [] : [(path, before, after)]
        }
    }

    private static func kind(_ value: JSONValue?) -> Int {
        switch value {
        case nil: 0
        case .null: 1
        case .bool: 2
        case .number: 3
        case .string: 4
        case .array: 5
        case .object: 6
        }
    }
}
