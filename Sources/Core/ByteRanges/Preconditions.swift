/// The validators of the representation that a request selected (RFC 9110 §8.8).
package struct Validators: Equatable, Sendable {
    /// Strong or weak; `nil` when the representation has none.
    package var entityTag: EntityTag?
    /// Whole seconds; `nil` when it is not known.
    package var lastModified: HTTPDate?

    package init(entityTag: EntityTag?, lastModified: HTTPDate?) {
        self.entityTag = entityTag
        self.lastModified = lastModified
    }
}

/// The outcome of a request's preconditions.
package enum PreconditionResult: Equatable, Sendable {
    /// Send the representation, or the ranges when these are to be obeyed.
    case proceed(obeysRange: Bool)
    /// 304: what the client has is current.
    case notModified
    /// 412
    case failed
}

/// Evaluates preconditions in the order that RFC 9110 §13.2.2 prescribes, for `GET` and `HEAD` on a representation
/// that exists.
package struct Preconditions {
    /// What the conditions are compared with.
    package var validators: Validators
    /// The time of the answer, its `Date`.
    package var now: HTTPDate

    package init(validators: Validators, now: HTTPDate) {
        self.validators = validators
        self.now = now
    }

    /// Whether to answer, and whether ranges count (RFC 9110 §13.2.2).
    package func evaluate(_ request: RequestConditions) -> PreconditionResult {
        if !request.ifMatch.isEmpty {
            guard matches(request.ifMatch, strongly: true) else { return .failed }
        } else if let date = date(request.ifUnmodifiedSince), let modified = validators.lastModified {
            guard modified <= date else { return .failed }
        }
        if !request.ifNoneMatch.isEmpty {
            if matches(request.ifNoneMatch, strongly: false) { return .notModified }
        } else if let date = date(request.ifModifiedSince), let modified = validators.lastModified {
            if modified <= date { return .notModified }
        }
        return .proceed(obeysRange: !request.isHead && (request.ifRange.isEmpty || ifRangeHolds(request.ifRange)))
    }

    /// `If-Match` compares strongly (§13.1.1), `If-None-Match` weakly (§13.1.2).
    private func matches(_ lines: [String], strongly: Bool) -> Bool {
        switch EntityTagCondition(lines: lines) {
        case .any: true
        case .tags(let tags):
            validators.entityTag.map { own in
                tags.contains { strongly ? $0.stronglyMatches(own) : $0.weaklyMatches(own) }
            } ?? false
        }
    }

    /// §13.1.5: a strong tag that is ours, or exactly our date provided that this date is strong: a file may be
    /// written twice in one second, so a date proves something only when it is at least a second old.
    private func ifRangeHolds(_ lines: [String]) -> Bool {
        guard lines.count == 1, let line = lines.first else { return false }
        if let tag = EntityTag(line) { return validators.entityTag.map(tag.stronglyMatches) ?? false }
        guard let date = HTTPDate(line, now: now), let modified = validators.lastModified else { return false }
        return date == modified && modified.secondsSinceEpoch < now.secondsSinceEpoch
    }

    /// A field that is no date, or two lines of it, is ignored (§13.1.3, §13.1.4).
    private func date(_ lines: [String]) -> HTTPDate? {
        guard lines.count == 1, let line = lines.first else { return nil }
        return HTTPDate(line, now: now)
    }
}
