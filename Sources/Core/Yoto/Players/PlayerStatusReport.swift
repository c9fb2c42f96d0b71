/// A player's account of itself: `data/status`, `status/full`, the legacy `status` and the device shadow
/// (`yoto-platform.md` §3.5, §3.6, §2.3). Absent and `null` are `nil`; zero and false are values.
///
/// The network's name (`ssid`) is private and is not read.
package struct PlayerStatusReport: Sendable, Equatable {
    /// 1 or 3; the shadow has none.
    package var version: Int?
    /// Such as `v2.23.2`.
    package var firmware: String?
    /// `mini`, `v3`, …
    package var product: String?
    /// 0…100.
    package var batteryPercent: Int?
    /// Whether it charges.
    package var isCharging: Bool?
    /// 0 battery, 1 dock of a v2, 2 USB-C, 3 Qi.
    package var powerSource: Int?
    /// The light sensor, 0…4095; 0 also on players without one.
    package var lightLevel: Int?
    /// KiB.
    package var freeDiskKiB: Int?
    /// KiB.
    package var totalDiskKiB: Int?
    /// The card, or `none`.
    package var activeCard: String?
    /// 0 none, 1 a physical card, 2 started from afar.
    package var cardInserted: Int?
    /// 0 idle, 1 playing, 2 paused.
    package var playingStatus: Int?
    /// Whether headphones are attached, wired or not.
    package var hasHeadphones: Bool?
    /// Whether they are Bluetooth's.
    package var hasBluetoothHeadphones: Bool?
    /// 0…100.
    package var displayBrightness: Int?
    /// The present volume, from its percentage.
    package var volume: Volume?
    /// Whether it is day for the player; `nil` when it does not know.
    package var isDay: Bool?
    /// `off` or `0xRRGGBB`.
    package var nightLight: String?
    /// °C of the battery.
    package var batteryCelsius: Int?
    /// °C of the device.
    package var deviceCelsius: Int?
    /// Whether it downloads a card.
    package var isDownloading: Bool?
    /// Bytes per second.
    package var downloadRate: Int?
    /// dBm.
    package var wifiDBm: Int?
    /// Seconds since it booted.
    package var uptimeSeconds: Int?
    /// Why it goes off; `nA` while it runs.
    package var shutdown: String?
    /// By the player's clock; absent while that is not set.
    package var at: Timestamp?

    /// Reads the inner object, leniently.
    package init(_ object: JSONObject) {
        version = object.int("statusVersion", in: 0...100)
        firmware = object.line("fwVersion")
        product = object.line("productType")
        batteryPercent = object.int("batteryLevel", in: 0...100)
        isCharging = object.flag("charging")
        powerSource = object.int("powerSrc", in: 0...100)
        lightLevel = object.int("als", in: 0...65_535)
        freeDiskKiB = object.int("freeDisk", in: 0...1_000_000_000_000)
        totalDiskKiB = object.int("totalDisk", in: 0...1_000_000_000_000)
        activeCard = object.line("activeCard")
        cardInserted = object.int("cardInserted", in: 0...100)
        playingStatus = object.int("playingStatus", in: 0...100)
        hasHeadphones = object.flag("headphones")
        hasBluetoothHeadphones = object.flag("bluetoothHp")
        displayBrightness = object.int("dnowBrightness", in: 0...100)
        volume = object.int("userVolume", in: 0...100).map(Volume.init(percent:))
        isDay = object[int: "day"].flatMap { [0: false, 1: true][$0] }
        nightLight = object.line("nightlightMode")
        (batteryCelsius, deviceCelsius) = Self.temperatures(object.line("temp"))
        isDownloading = object.flag("bgDownload")
        downloadRate = object.int("bytesPS", in: 0...1_000_000_000)
        wifiDBm = object.int("wifiStrength", in: -200...0)
        uptimeSeconds = object.int("upTime", in: 0...10_000_000_000)
        shutdown = object.line("shutDown")
        at = object.moment("utcTime")
    }

    /// `battery:device`, where a Mini says `0:0:0` or `…:notSupported`.
    private static func temperatures(_ text: String?) -> (Int?, Int?) {
        guard let parts = text?.split(separator: ":"), parts.count == 2 else { return (nil, nil) }
        let values = parts.map { part in Int(part).flatMap { (-50...150).contains($0) ? $0 : nil } }
        return (values[0] == 0 ? nil : values[0], values[1])
    }
}
