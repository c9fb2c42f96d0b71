import Foundation

extension FamilyAccount {
    /// - Throws: `CloudError` 404.
    func group(_ id: String) throws -> WireJSON {
        guard let group = groups.first(where: { $0["id"]?.text == id }) else {
            throw CloudError.notFound("Group \(id) does not exist.")
        }
        return group
    }

    /// - Throws: `CloudError` 400.
    func createGroup(_ request: WireJSON, origin: String) throws -> WireJSON {
        guard groups.count < Self.maximumGroups else {
            throw CloudError.badRequest("A family can have at most \(Self.maximumGroups) groups")
        }
        let group = try filled(
            [
                "id": .string("grp_" + Secret.objectID()), "familyId": .string(Fixtures.familyID), "cards": [],
                "createdAt": .string(clock.timestamp),
            ], with: request, origin: origin)
        groups.append(group)
        return group
    }

    /// Replaces name, picture and items of a group.
    ///
    /// - Throws: `CloudError` 400 or 404.
    func replaceGroup(_ id: String, _ request: WireJSON, origin: String) throws -> WireJSON {
        let group = try filled(try group(id), with: request, origin: origin)
        groups = groups.map { $0["id"]?.text == id ? group : $0 }
        return group
    }

    /// - Throws: `CloudError` 404.
    func deleteGroup(_ id: String) throws {
        _ = try group(id)
        groups.removeAll { $0["id"]?.text == id }
    }

    private func filled(_ group: WireJSON, with request: WireJSON, origin: String) throws -> WireJSON {
        guard let name = request["name"]?.text, (1...100).contains(name.count) else {
            throw CloudError.badRequest("name must have 1 to 100 characters")
        }
        guard let imageID = request["imageId"]?.text else { throw CloudError.badRequest("imageId is required") }
        guard let items = request["items"]?.elements else { throw CloudError.badRequest("items is required") }
        let before = group["items"]?.elements ?? []
        var group = group
        group["name"] = .string(name)
        group["imageId"] = .string(imageID)
        group["imageUrl"] = .string("\(origin)/cdn/library/groups/\(FormFields.encode(imageID)).png")
        group["lastModifiedAt"] = .string(clock.timestamp)
        // Unknown cards are dropped without a word.
        group["items"] = .array(
            items.prefix(1_000).compactMap { item in
                guard let id = item["contentId"], hasCard(id.text ?? "") else { return nil }
                let known = before.first { $0["contentId"] == id }
                return ["contentId": id, "addedAt": known?["addedAt"] ?? .string(clock.timestamp)]
            })
        return group
    }
}
