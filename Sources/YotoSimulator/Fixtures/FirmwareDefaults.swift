/// What a player falls back to for keys that a `PUT` of its config leaves out (`yoto-platform.md` §2.3). Wire types are
/// Yoto's: most numbers are strings.
enum FirmwareDefaults {
    static let config: WireJSON = [
        "locale": "en", "bluetoothEnabled": "1", "btHeadphonesEnabled": true, "headphonesVolumeLimited": false,
        "repeatAll": false, "showDiagnostics": false, "pauseVolumeDown": false, "pausePowerButton": true,
        "shutdownTimeout": "3600", "displayDimTimeout": "60", "displayDimBrightness": "0", "dayTime": "07:00",
        "nightTime": "19:00", "maxVolumeLimit": "16", "nightMaxVolumeLimit": "16", "ambientColour": "#40bfd9",
        "nightAmbientColour": "#f57399", "dayDisplayBrightness": "auto", "nightDisplayBrightness": "100",
        "dayYotoDaily": "3nC80/daily/<yyyymmdd>", "nightYotoDaily": "0", "dayYotoRadio": "3nC80/radio-day/01",
        "nightYotoRadio": "0", "daySoundsOff": "0", "nightSoundsOff": "0", "hourFormat": "12", "timezone": "",
        "systemVolume": "100", "volumeLevel": "safe", "clockFace": "digital-sun", "logLevel": "none", "alarms": [],
    ]
}
