import Core

extension PlayerState {
    /// The values that events compare and that the API and `/events` show, by the names of the JSON. Absent ones are
    /// not known.
    var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        fields["online"] = isOnline.map(JSONValue.bool)
        fields["shutdownReason"] = shutdownReason.map(JSONValue.string)
        fields["playbackStatus"] = playback.status.map(JSONValue.string)
        fields["cardId"] = playback.cardID.map(JSONValue.string)
        fields["cardUpdatedAt"] = playback.cardUpdatedAt.map(JSONValue.string)
        fields["chapterKey"] = playback.chapterKey.map(JSONValue.string)
        fields["chapterTitle"] = playback.chapterTitle.map(JSONValue.string)
        fields["trackKey"] = playback.trackKey.map(JSONValue.string)
        fields["trackTitle"] = playback.trackTitle.map(JSONValue.string)
        fields["trackLengthSeconds"] = playback.trackLengthSeconds.map(JSONValue.integer)
        fields["positionSeconds"] = playback.positionSeconds.map(JSONValue.integer)
        fields["positionAt"] = playback.anchor.map { .string($0.description) }
        fields["waiting"] = playback.isWaiting.map(JSONValue.bool)
        fields["streaming"] = playback.isStreaming.map(JSONValue.bool)
        fields["repeatAll"] = playback.repeatsAll.map(JSONValue.bool)
        fields["source"] = playback.source.map(JSONValue.string)
        fields["volume"] = (volume?.step).map(JSONValue.integer)
        fields["volumePercent"] = (volume?.percent).map(JSONValue.integer)
        fields["volumeMax"] = (volumeCap?.step).map(JSONValue.integer)
        fields["sleepTimerActive"] = sleepTimer.isActive.map(JSONValue.bool)
        fields["sleepTimerSeconds"] = sleepTimer.seconds.map(JSONValue.integer)
        fields["sleepTimerAt"] = sleepTimer.anchor.map { .string($0.description) }
        return fields.merging(device.fields) { _, new in new }
    }

    /// All of it as the API shows it.
    func json(at now: Timestamp) -> JSONObject {
        var object: JSONObject = [
            "id": .string(id), "name": .string(identity.name), "model": .string(identity.model),
            "description": .string(identity.description), "old": .bool(isOld),
        ]
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) { object[name] = value }
        object["onlineSince"] = presenceAt.map { .string($0.description) }
        object["lastSeenAt"] = lastSeenAt.map { .string($0.description) }
        object["lastEventAt"] = lastEventAt.map { .string($0.description) }
        object["lastStatusAt"] = lastStatusAt.map { .string($0.description) }
        object["positionNow"] = position(at: now).map(JSONValue.integer)
        object["sleepTimerNow"] = sleepTimerSeconds(at: now).map(JSONValue.integer)
        return object
    }
}

extension PlayerState.Device {
    fileprivate var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        fields["firmware"] = firmware.map(JSONValue.string)
        fields["product"] = product.map(JSONValue.string)
        fields["batteryPercent"] = batteryPercent.map(JSONValue.integer)
        fields["charging"] = isCharging.map(JSONValue.bool)
        fields["powerSource"] = powerSource.map(JSONValue.integer)
        fields["lightLevel"] = lightLevel.map(JSONValue.integer)
        fields["freeDiskKiB"] = freeDiskKiB.map(JSONValue.integer)
        fields["totalDiskKiB"] = totalDiskKiB.map(JSONValue.integer)
        fields["headphones"] = hasHeadphones.map(JSONValue.bool)
        fields["bluetoothHeadphones"] = hasBluetoothHeadphones.map(JSONValue.bool)
        fields["displayBrightness"] = displayBrightness.map(JSONValue.integer)
        fields["day"] = isDay.map(JSONValue.bool)
        fields["nightLight"] = nightLight.map(JSONValue.string)
        fields["batteryCelsius"] = batteryCelsius.map(JSONValue.integer)
        fields["deviceCelsius"] = deviceCelsius.map(JSONValue.integer)
        fields["downloading"] = isDownloading.map(JSONValue.bool)
        fields["downloadRate"] = downloadRate.map(JSONValue.integer)
        fields["wifiDBm"] = wifiDBm.map(JSONValue.integer)
        fields["uptimeSeconds"] = uptimeSeconds.map(JSONValue.integer)
        return fields
    }
}
