import Core

extension PlayerState {
    /// The state after a message that arrived at a moment of our clock. Parts that the message does not name stay.
    func applying(_ message: PlayerMessage, at arrival: Timestamp) -> PlayerState {
        var next = self
        switch message {
        case .events(let report): next.take(report, at: arrival)
        case .status(let report): next.take(report, at: arrival)
        case .presence(let isOnline, let moment):
            next.setOnline(isOnline, since: moment ?? arrival)
            if isOnline { next.lastSeenAt = arrival }
            next.isOld = false
        case .response:
            next.touch(at: arrival)
        }
        return next
    }

    /// The state after the account's list was read; its `online` can lag minutes and counts only while we know nothing.
    func applying(_ identity: Identity, isOnline: Bool?) -> PlayerState {
        var next = self
        next.identity = identity
        if next.isOnline == nil || next.isOld { next.isOnline = isOnline ?? next.isOnline }
        return next
    }

    /// The state after the REST shadow was read, which may be hours old: what is newer than it stays.
    func applying(shadow: PlayerStatusReport, updatedAt: Timestamp?) -> PlayerState {
        if let known = lastStatusAt, !isOld, updatedAt.map({ $0 <= known }) ?? true { return self }
        var next = self
        next.device.take(shadow)
        next.takePlayback(of: shadow)
        next.lastStatusAt = updatedAt ?? lastStatusAt
        if let updatedAt { next.lastSeenAt = max(updatedAt, lastSeenAt ?? updatedAt) }
        return next
    }

    /// The same, marked as being from before a restart.
    var old: PlayerState {
        var next = self
        next.isOld = true
        return next
    }

    private mutating func touch(at arrival: Timestamp) {
        lastSeenAt = arrival
        isOld = false
        // Who speaks is there, whatever a late Last Will of an earlier connection said.
        if isOnline != true { setOnline(true, since: arrival) }
    }

    private mutating func setOnline(_ isOnline: Bool, since moment: Timestamp) {
        if self.isOnline != isOnline { presenceAt = moment }
        self.isOnline = isOnline
        if isOnline { shutdownReason = nil }
    }

    private mutating func take(_ report: PlayerEventReport, at arrival: Timestamp) {
        touch(at: arrival)
        if report.isOnline == false { setOnline(false, since: arrival) }
        let moment = Self.moment(report.at, arrival: arrival)
        lastEventAt = arrival
        playback.take(report, at: moment)
        volume = report.volume ?? volume
        volumeCap = report.volumeCap ?? volumeCap
        if report.sleepTimerActive != nil || report.sleepTimerSeconds != nil {
            sleepTimer.isActive = report.sleepTimerActive ?? report.sleepTimerSeconds.map { $0 > 0 }
            sleepTimer.seconds = report.sleepTimerSeconds ?? sleepTimer.seconds
            sleepTimer.anchor = moment
        }
    }

    /// The player's clock counts when it is about right; with one that is off, positions would jump.
    private static func moment(_ told: Timestamp?, arrival: Timestamp) -> Timestamp {
        guard let told, abs(told.milliseconds - arrival.milliseconds) <= 10_000 else { return arrival }
        return told
    }

    private mutating func take(_ report: PlayerStatusReport, at arrival: Timestamp) {
        touch(at: arrival)
        device.take(report)
        takePlayback(of: report)
        lastStatusAt = arrival
        if let reason = report.shutdown, reason != "nA", !reason.isEmpty {
            shutdownReason = reason
            playback.status = "stopped"
            setOnlineAfterGoodbye(arrival)
        }
    }

    private mutating func setOnlineAfterGoodbye(_ arrival: Timestamp) {
        isOnline = false
        presenceAt = arrival
    }

    /// Status reports tell less about playback than events do, and later: they count until the first event.
    private mutating func takePlayback(of report: PlayerStatusReport) {
        guard lastEventAt == nil || isOld else { return }
        volume = report.volume ?? volume
        if let card = report.activeCard { playback.setCard(card) }
        switch report.playingStatus {
        case 0: playback.status = "stopped"
        case 1: playback.status = "playing"
        case 2: playback.status = "paused"
        default: break
        }
    }
}

extension PlayerState.Playback {
    /// Sets the card; what belongs to another card is forgotten.
    mutating func setCard(_ card: String) {
        let new = card == "none" || card.isEmpty ? nil : card
        guard new != cardID || new == nil else { return }
        cardID = new
        cardUpdatedAt = nil
        (chapterKey, chapterTitle, trackKey, trackTitle) = (nil, nil, nil, nil)
        (trackLengthSeconds, positionSeconds, anchor) = (nil, nil, nil)
        (isWaiting, isStreaming) = (nil, nil)
    }

    /// Merges a report of a moment.
    mutating func take(_ report: PlayerEventReport, at moment: Timestamp) {
        // Where it was before the change; a pause without a position stops it here.
        let reached = position(at: moment)
        let wasPlaying = isPlaying && isWaiting != true
        if let card = report.cardID { setCard(card) }
        status = report.playbackStatus ?? status
        repeatsAll = report.repeatsAll ?? repeatsAll
        source = report.source ?? source
        // Keys and titles stay stale after `stopped`: without a card they mean nothing (`yoto-platform.md` §3.4).
        guard cardID != nil else { return }
        takeTrack(report)
        isWaiting = report.isWaiting ?? isWaiting
        isStreaming = report.isStreaming ?? isStreaming
        cardUpdatedAt = report.cardUpdatedAt ?? cardUpdatedAt
        trackLengthSeconds = report.trackLengthSeconds ?? trackLengthSeconds
        if let position = report.positionSeconds {
            positionSeconds = position
            anchor = moment
        } else if wasPlaying != (isPlaying && isWaiting != true), positionSeconds != nil {
            positionSeconds = reached
            anchor = moment
        }
    }

    /// Another track starts at its beginning and has its own title and length.
    private mutating func takeTrack(_ report: PlayerEventReport) {
        if let chapter = report.chapterKey, chapter != chapterKey {
            chapterKey = chapter
            chapterTitle = nil
            forgetTrack()
        }
        if let track = report.trackKey, track != trackKey {
            forgetTrack()
            trackKey = track
        }
        chapterTitle = report.chapterTitle ?? chapterTitle
        trackTitle = report.trackTitle ?? trackTitle
    }

    private mutating func forgetTrack() {
        (trackKey, trackTitle, trackLengthSeconds, positionSeconds, anchor) = (nil, nil, nil, nil, nil)
    }
}

extension PlayerState.Device {
    /// Merges a report.
    mutating func take(_ report: PlayerStatusReport) {
        firmware = report.firmware ?? firmware
        product = report.product ?? product
        batteryPercent = report.batteryPercent ?? batteryPercent
        isCharging = report.isCharging ?? isCharging
        powerSource = report.powerSource ?? powerSource
        lightLevel = report.lightLevel ?? lightLevel
        freeDiskKiB = report.freeDiskKiB ?? freeDiskKiB
        totalDiskKiB = report.totalDiskKiB ?? totalDiskKiB
        hasHeadphones = report.hasHeadphones ?? hasHeadphones
        hasBluetoothHeadphones = report.hasBluetoothHeadphones ?? hasBluetoothHeadphones
        displayBrightness = report.displayBrightness ?? displayBrightness
        isDay = report.isDay ?? isDay
        nightLight = report.nightLight ?? nightLight
        batteryCelsius = report.batteryCelsius ?? batteryCelsius
        deviceCelsius = report.deviceCelsius ?? deviceCelsius
        isDownloading = report.isDownloading ?? isDownloading
        downloadRate = report.downloadRate ?? downloadRate
        wifiDBm = report.wifiDBm ?? wifiDBm
        uptimeSeconds = report.uptimeSeconds ?? uptimeSeconds
    }
}
