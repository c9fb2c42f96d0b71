/// The family's library (`yoto-platform.md` §2.10). All calls throw ``YotoAPIError`` or what the credentials throw.
extension YotoAPI {
    /// Every card of the family, official ones too, without chapters.
    package func familyLibrary() async throws -> [YotoLibraryCard] {
        try await objects("cards", of: YotoCall("GET", "/card/family/library")).map(YotoLibraryCard.init(json:))
    }

    /// Any card of the library with its chapters, icons as addresses and tracks with signed ones. The content of
    /// official cards is licensed: play them by their id, never fetch or keep their audio.
    package func resolvedCard(_ id: String) async throws -> YotoCard {
        YotoCard(json: try await object("card", of: YotoCall("GET", "/card/{}", [id])))
    }

    /// All groups.
    package func groups() async throws -> [YotoLibraryGroup] {
        let call = try YotoCall("GET", "/card/family/library/groups")
        let answer = try await value(call)
        guard let groups = answer.array ?? answer["groups"]?.array else {
            throw YotoAPIError(.malformed, call: call.name, message: "the answer is no list of groups")
        }
        return groups.compactMap { $0.object.map(YotoLibraryGroup.init(json:)) }
    }

    /// One group.
    package func group(_ id: String) async throws -> YotoLibraryGroup {
        try await group(of: YotoCall("GET", "/card/family/library/groups/{}", [id]))
    }

    /// Creates a group; at most 20 are possible, and cards that the family does not have are left out silently.
    ///
    /// - Parameters:
    ///   - name: at most 100 characters.
    ///   - imageID: `fp-cards` or the id of a family image.
    package func createGroup(
        name: String, imageID: String = "fp-cards", contentIDs: [String]
    ) async throws -> YotoLibraryGroup {
        let body = Self.groupBody(name: name, imageID: imageID, contentIDs: contentIDs)
        return try await group(of: YotoCall("POST", "/card/family/library/groups").sending(body))
    }

    /// Replaces name, picture and cards of a group.
    package func replaceGroup(
        _ id: String, name: String, imageID: String, contentIDs: [String]
    ) async throws -> YotoLibraryGroup {
        let body = Self.groupBody(name: name, imageID: imageID, contentIDs: contentIDs)
        return try await group(of: YotoCall("PUT", "/card/family/library/groups/{}", [id]).sending(body))
    }

    /// Deletes a group; its cards stay in the library.
    package func deleteGroup(_ id: String) async throws {
        _ = try await response(to: YotoCall("DELETE", "/card/family/library/groups/{}", [id]))
    }

    private func group(of call: YotoCall) async throws -> YotoLibraryGroup {
        guard let group = try await value(call).object else {
            throw YotoAPIError(.malformed, call: call.name, message: "the answer is no group")
        }
        return YotoLibraryGroup(json: group)
    }

    private static func groupBody(name: String, imageID: String, contentIDs: [String]) -> JSONObject {
        [
            "name": .string(name), "imageId": .string(imageID),
            "items": .array(contentIDs.map { ["contentId": .string($0)] }),
        ]
    }
}
