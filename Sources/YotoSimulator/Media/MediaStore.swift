import Foundation

/// Uploads, icons, covers and pictures of the family.
actor MediaStore {
    static let maximumFamilyImages = 500

    let clock: SimulatorClock
    let settings: SettingsBox
    var uploads = BoundedStore<Upload>(capacity: 1_000)
    /// Sizes of audio files that were received, by the hex SHA-256.
    var knownAudio = BoundedStore<Int>(capacity: 10_000)
    var publicIcons: [WireJSON] = []
    var ownIcons: [WireJSON] = []
    var familyImages: [WireJSON] = []
    private var shelf = PictureShelf()

    init(clock: SimulatorClock, settings: SettingsBox) {
        self.clock = clock
        self.settings = settings
    }

    func moveIn(origin: String, withFamily: Bool) {
        publicIcons = Fixtures.value(Fixtures.publicIcons, origin: origin).elements ?? []
        guard withFamily else { return }
        ownIcons = Fixtures.value(Fixtures.ownIcons, origin: origin).elements ?? []
        familyImages = Fixtures.value(Fixtures.familyImages, origin: origin).elements ?? []
    }

    /// An uploaded picture; `nil` when it is not here any more, or never was.
    func picture(_ id: String) -> (data: Data, kind: Picture.Kind)? { shelf.picture(id) }

    /// Keeps a cover.
    ///
    /// - Returns: its media id, the SHA-256 in base64url.
    func addCover(_ data: Data, kind: Picture.Kind) -> String {
        let id = Secret.base64URLDigest(data)
        shelf.add(data, kind: kind, id: id)
        return id
    }

    /// Keeps an icon. A known one is answered with an empty object as its `url` (F-med-10).
    func addIcon(_ data: Data, kind: Picture.Kind, url: (String) -> String) -> WireJSON {
        let mediaID = Secret.base64URLDigest(data)
        let user = WireJSON.string(AccessTokenClaims.userID)
        if let known = ownIcons.first(where: { $0["mediaId"]?.text == mediaID }) {
            return [
                "mediaId": .string(mediaID), "userId": user, "displayIconId": known["displayIconId"] ?? .null,
                "url": [:],
            ]
        }
        shelf.add(data, kind: kind, id: mediaID)
        let id = WireJSON.string(Secret.objectID())
        var icon: WireJSON = [
            "displayIconId": id, "mediaId": .string(mediaID), "userId": user, "createdAt": .string(clock.timestamp),
            "url": .string(url(mediaID)), "public": false,
        ]
        ownIcons.append(icon)
        if ownIcons.count > 2_000 { ownIcons.removeFirst() }
        icon["public"] = nil
        icon["_id"] = id
        icon["new"] = true
        return icon
    }

    /// Keeps a picture of the family; the same one twice is one.
    ///
    /// - Throws: `CloudError` 400 when there are 500 already.
    func addFamilyImage(_ data: Data, kind: Picture.Kind, name: String?) throws -> String {
        let id = Secret.hex(SHA256Digest.bytes(of: data))
        guard !familyImages.contains(where: { $0["imageId"]?.text == id }) else { return id }
        guard familyImages.count < Self.maximumFamilyImages else {
            throw CloudError.badRequest("A family can have at most \(Self.maximumFamilyImages) images")
        }
        shelf.add(data, kind: kind, id: id)
        var image: WireJSON = [
            "imageId": .string(id), "lastModified": .string(clock.timestamp), "eTag": .string("\"\(id.prefix(32))\""),
            "size": .int(data.count),
        ]
        image["name"] = name.map(WireJSON.string)
        familyImages.append(image)
        return id
    }

    func hasFamilyImage(_ id: String) -> Bool { familyImages.contains { $0["imageId"]?.text == id } }
}
