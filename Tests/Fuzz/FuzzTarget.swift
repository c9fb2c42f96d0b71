// One program for all parsers of what clients send: the first byte of the input says which. `scripts/fuzz.sh`
// compiles it in one module with the parsers and libFuzzer, which takes seconds, where a package target would build
// all of Core's dependencies once more. A crash, a trap or a run over the time limit is a finding, and becomes a row
// of a unit test.

/// Called by libFuzzer, again and again, on one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let kind = input.first else { return 0 }
    let text = String(decoding: input.dropFirst(), as: UTF8.self)
    switch kind % 5 {
    case 0: fuzzRanges(text)
    case 1: fuzzDates(text)
    case 2: fuzzConditions(text)
    case 3: fuzzForwarded(text)
    default: fuzzAddresses(text)
    }
    return 0
}

/// Parts lie within the length, are not empty, do not overlap, and are together no more than the whole.
private func fuzzRanges(_ text: String) {
    guard let members = RangeField.parse(lines: [text]) else { return }
    precondition(members.count <= RangeField.maximumMembers)
    for length in [1, 7, 300_007, Int.max] {
        guard case .parts(let parts) = RangeResolution(members, length: length) else { continue }
        precondition(!parts.isEmpty)
        precondition(parts.allSatisfy { !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= length })
        for (index, part) in parts.enumerated() {
            precondition(parts[..<index].allSatisfy { !$0.overlaps(part) })
        }
    }
}

/// What is read is written again to something that is read as the same.
private func fuzzDates(_ text: String) {
    let now = HTTPDate(secondsSinceEpoch: 1_795_521_600)
    guard let date = HTTPDate(text, now: now) else { return }
    precondition(HTTPDate(date.imfFixdate, now: now) == date, "\(text) → \(date.imfFixdate)")
}

/// A plan has a status that it may have, and says how long it is.
private func fuzzConditions(_ text: String) {
    let lines = text.split(separator: "\n", maxSplits: 4).map(String.init)
    var conditions = RequestConditions { _ in [] }
    for (index, line) in lines.enumerated() {
        switch index {
        case 0: conditions.ifNoneMatch = [line]
        case 1: conditions.ifMatch = [line]
        case 2: conditions.ifRange = [line]
        case 3: conditions.range = [line]
        default: conditions.ifModifiedSince = [line]
        }
    }
    let facts = RepresentationFacts(
        length: 1000, mediaType: "audio/mpeg",
        validators: Validators(
            entityTag: EntityTag(opaque: "abc"), lastModified: HTTPDate(secondsSinceEpoch: 1_000_000_000)))
    let plan = ResponsePlan(
        for: conditions, of: facts, now: HTTPDate(secondsSinceEpoch: 1_795_521_600), boundary: "boundary")
    precondition([200, 206, 304, 412, 416].contains(plan.status))
    let sent = plan.segments.reduce(0) { total, segment in
        switch segment {
        case .bytes(let bytes): total + bytes.count
        case .representation(let range): total + range.count
        }
    }
    precondition(plan.contentLength == nil ? sent == 0 : sent == plan.contentLength)
}

private func fuzzForwarded(_ text: String) {
    for field in ForwardedField.allCases {
        let hops = field.hops { _ in text.split(separator: "\n").map(String.init) }
        precondition(hops.count <= ForwardedField.maximumHops)
    }
}

/// What is read is written again to the same address, which lies in the block of itself.
private func fuzzAddresses(_ text: String) {
    if let address = NetworkAddress(text) {
        precondition(NetworkAddress(address.description) == address)
        precondition(NetworkBlock(address.description)?.contains(address) == true)
    }
    _ = NetworkBlock(text)
}
