import Core

/// The cards of the connected account, remembered for a while: Yoto wants to be asked for them an hour apart at the
/// least (`yoto-platform.md` §2.12).
actor LibraryService {
    /// `GET /api/library`.
    struct Listing: Encodable, Equatable, Sendable {
        /// By title.
        var cards: [LibraryCard]
        /// When Yoto was asked.
        var updatedAt: Timestamp
        var totalCards: Int
        /// How many of them the family made; the Python service called those playlists.
        var totalPlaylists: Int
    }

    /// `GET /api/library/{cardId}`.
    struct Details: Encodable, Equatable, Sendable {
        var card: LibraryCard
        var chapters: [LibraryChapter]
    }

    /// A group of the family's library.
    struct Group: Encodable, Equatable, Sendable {
        var id: String
        var name: String
        var cardIds: [String]
    }

    private let api: YotoAPI
    private let keeper: TokenKeeper
    private let now: @Sendable () -> Timestamp
    private var remembered: (listing: Listing, account: String?)?
    private var isAsking = false
    private let waiting = WaitingRoom<Result<Listing, any Error>>()

    /// How long a listing is good for.
    static let freshness: Duration = .seconds(3600)
    /// How soon it may be asked for anew on request.
    static let patience: Duration = .seconds(10)

    init(api: YotoAPI, keeper: TokenKeeper, now: @escaping @Sendable () -> Timestamp) {
        self.api = api
        self.keeper = keeper
        self.now = now
    }

    /// All cards: those of the family's library and those it made.
    ///
    /// - Parameter fresh: ask Yoto rather than remember; within ten seconds memory must do.
    /// - Throws: ``Problem``: no account, or Yoto does not answer.
    func listing(fresh: Bool) async throws -> Listing {
        let account = await keeper.current.login?.userID
        if let known = known(of: account, fresh: fresh) { return known }
        if isAsking {
            // Whoever came first asks Yoto; the others get what it is told.
            return try await waiting.wait().get()
        }
        isAsking = true
        let result = await asked(for: account)
        isAsking = false
        waiting.release(result)
        return try result.get()
    }

    /// What is remembered of an account, when it is recent enough.
    private func known(of account: String?, fresh: Bool) -> Listing? {
        guard let remembered, let account, remembered.account == account else { return nil }
        let age = now().since(remembered.listing.updatedAt)
        return age < (fresh ? Self.patience : Self.freshness) ? remembered.listing : nil
    }

    private func asked(for account: String?) async -> Result<Listing, any Error> {
        do {
            let listing = try await asking { [api, now] in
                async let family = api.familyLibrary()
                async let made = api.myCards()
                return Listing(family: try await family, made: try await made, updatedAt: now())
            }
            remembered = (listing, account)
            return .success(listing)
        } catch {
            return .failure(error)
        }
    }

    /// One card with its chapters. Cards that the family made are asked for where they can be edited, all others where
    /// they can be read (`yoto-platform.md` §2.10).
    func details(_ id: String) async throws -> Details {
        guard (1...40).contains(id.utf8.count), id.utf8.allSatisfy(Self.isLetterOrDigit) else {
            throw Problem(.badRequest, "A card's id is letters and digits.")
        }
        return try await asking { [api] in
            var source = LibraryCard.Source.made
            var card: YotoCard
            do {
                card = try await api.card(id)
            } catch let error as YotoAPIError where error.code == .notFound {
                card = try await api.resolvedCard(id)
                source = .family
            }
            guard let listed = LibraryCard(card, id: id, source: source) else { throw Problem(.notFound) }
            return Details(card: listed, chapters: card.content.chapters.map(LibraryChapter.init))
        }
    }

    /// The family's groups.
    func groups() async throws -> [Group] {
        try await asking { [api] in
            try await api.groups().map { Group(id: $0.id, name: $0.name ?? "", cardIds: $0.contentIDs) }
        }
    }

    /// What Yoto or the login throws, as the API tells it.
    private func asking<Answer: Sendable>(_ body: @Sendable () async throws -> Answer) async throws -> Answer {
        do {
            return try await body()
        } catch let failure as TokenFailure {
            throw failure.problem
        } catch let error as YotoAPIError {
            throw Problem(error)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

extension LibraryService.Listing {
    fileprivate init(family: [YotoLibraryCard], made: [YotoCard], updatedAt: Timestamp) {
        let own = made.compactMap { LibraryCard($0, source: .made) }
        let ids = Set(own.map(\.cardId))
        let others = family.filter { $0.isInFamilyLibrary ?? true && !ids.contains($0.id) }
            .compactMap { LibraryCard($0.card, id: $0.id, source: .family) }
        cards = (own + others).sorted { ($0.title.lowercased(), $0.cardId) < ($1.title.lowercased(), $1.cardId) }
        self.updatedAt = updatedAt
        totalCards = cards.count
        totalPlaylists = own.count
    }
}
