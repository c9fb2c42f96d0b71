import Hummingbird

/// The family's library, its groups and the family itself (`yoto-platform.md` §2.1 rows 11, 12, 14, 15, 26).
struct LibraryRoutes: Sendable {
    let family: FamilyAccount
    let requiring: ScopeGuard
    let origin: Origin
    let clock: SimulatorClock

    func add(to router: Router<SimulatorContext>) {
        let groups = "/card/family/library/groups"
        router.get(
            "/card/family/library",
            use: requiring("family:library:view") { _ in
                .wire(["cards": .array(await family.library), "subscriptions": []])
            })
        router.get(
            "\(groups)",
            use: requiring("family:library:view") { _ in
                .wire(.array(await family.groups))
            })
        router.post(
            "\(groups)",
            use: requiring("family:library:manage") { call in
                .wire(try await family.createGroup(try await call.json(), origin: origin.base))
            })
        router.get(
            "\(groups)/:id",
            use: requiring("family:library:view") { call in
                .wire(try await family.group(call.parameter("id")))
            })
        router.put(
            "\(groups)/:id",
            use: requiring("family:library:manage") { call in
                .wire(
                    try await family.replaceGroup(call.parameter("id"), try await call.json(), origin: origin.base))
            })
        router.delete(
            "\(groups)/:id",
            use: requiring("family:library:manage") { call in
                try await family.deleteGroup(call.parameter("id"))
                return .wire(["id": .string(call.parameter("id"))])
            })
        router.get(
            "/card/:id",
            use: requiring("family:library:view") { call in
                let card = try await family.readAnyCard(call.parameter("id"))
                return .wire(["card": CardResolution(origin: origin.base, now: clock.now).resolved(card)])
            })
        router.get(
            "/user/family",
            use: requiring("family:view") { _ in
                .wire([
                    "family": [
                        "familyId": .string(Fixtures.familyID),
                        "members": [["userId": .string(AccessTokenClaims.userID), "email": "parent@example.org"]],
                    ]
                ])
            })
    }
}
