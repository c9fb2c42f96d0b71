/// Players of the example family (`yoto-platform.md` §6.2).
extension Fixtures {
    /// F-dev-1: what `GET /device-v2/devices/mine` answers.
    static let players = #"""
        [
          {
            "deviceId": "y2aB3dE6gH9jK2mN5pQ8rT1v", "name": "Kitchen", "description": "little.snowflake",
            "online": true, "releaseChannel": "general", "deviceType": "v3", "deviceFamily": "v3", "deviceGroup": "",
            "generation": "gen3", "formFactor": "standard", "hasUserGivenName": true
          },
          {
            "deviceId": "y2mInI4fIxTuRe7cLoUd2x9k", "name": "Ada's Mini", "description": "brave.walrus", "online": true,
            "releaseChannel": "general", "deviceType": "mini", "deviceFamily": "mini", "deviceGroup": "",
            "generation": "gen3", "formFactor": "mini", "hasUserGivenName": true
          },
          {
            "deviceId": "y2oFfLiNe8pLaYeR5tEsT3qz", "name": "", "description": "quiet.meadow", "online": false,
            "releaseChannel": "general", "deviceType": "v2", "deviceFamily": "v2", "deviceGroup": "",
            "hasUserGivenName": false
          }
        ]
        """#

    /// F-dev-3: what the config endpoint says of the first player; others differ in their names only.
    static let device = #"""
        {
          "deviceId": "y2aB3dE6gH9jK2mN5pQ8rT1v", "name": "Kitchen", "errorCode": null,
          "fwVersion": "v2.23.2", "popCode": "FAKEPP", "releaseChannelId": "general",
          "releaseChannelVersion": "v2.23.2", "activationPopCode": "FAKEAAAA",
          "registrationCode": "FAKEAAAA", "deviceType": "v3", "deviceFamily": "v3", "deviceGroup": "",
          "generation": "gen3", "formFactor": "standard", "mac": "02:00:00:00:00:01", "online": true,
          "geoTimezone": "Europe/London", "getPosix": "GMT0BST,M3.5.0/1,M10.5.0",
          "status": {
            "activeCard": "none", "aliveTime": null, "als": 112, "battery": null, "batteryLevel": 87,
            "batteryLevelRaw": 85, "batteryRemaining": null, "bgDownload": 0, "bluetoothHp": 0, "buzzErrors": 0,
            "bytesPS": 0, "cardInserted": 0, "chgStatLevel": null, "charging": 0, "day": 1, "dayBright": null,
            "dbatTimeout": null, "deviceId": "y2aB3dE6gH9jK2mN5pQ8rT1v", "dnowBrightness": null, "errorsLogged": 12,
            "failData": null, "failReason": null, "free": null, "free32": null, "freeDisk": 25160368, "freeDMA": null,
            "fwVersion": "v2.23.2", "headphones": 0, "lastSeenAt": null, "missedLogs": null, "nfcErrs": "n/a",
            "nfcLock": 0, "nightBright": null, "nightlightMode": "0x194a55", "playingStatus": 0, "powerCaps": "0x02",
            "powerSrc": 2, "qiOtp": null, "sd_info": null, "shutDown": null, "shutdownTimeout": null,
            "ssid": "ExampleNet", "statusVersion": null, "temp": "24:21", "timeFormat": null, "totalDisk": 31385600,
            "twdt": 0, "updatedAt": "2026-11-23T16:58:11.284Z", "upTime": 159925, "userVolume": 44, "utcOffset": 0,
            "utcTime": 1795453091, "volume": 47, "wifiRestarts": null, "wifiStrength": -54
          },
          "config": {
            "locale": "en", "bluetoothEnabled": "1", "repeatAll": true, "showDiagnostics": true,
            "btHeadphonesEnabled": true, "pauseVolumeDown": false, "pausePowerButton": true, "displayDimTimeout": "60",
            "shutdownTimeout": "3600", "headphonesVolumeLimited": false, "dayTime": "07:00", "maxVolumeLimit": "13",
            "ambientColour": "#40bfd9", "dayDisplayBrightness": "auto", "dayYotoDaily": "3nC80/daily/<yyyymmdd>",
            "dayYotoRadio": "3nC80/radio-day/01", "daySoundsOff": "0", "nightTime": "19:20", "nightMaxVolumeLimit": "8",
            "nightAmbientColour": "#f57399", "nightDisplayBrightness": "20", "nightYotoDaily": "0",
            "nightYotoRadio": "0", "nightSoundsOff": "1", "hourFormat": "24", "timezone": "",
            "displayDimBrightness": "0", "systemVolume": "100", "volumeLevel": "safe", "clockFace": "digital-sun",
            "logLevel": "none",
            "alarms": ["1111100,07:00,5WsQg,,,8,1", "0000011,0830,5WsQg,,,6,0", "1111111,1100,5WsQg,,,8"],
            "futureKey": "keep-me"
          },
          "shortcuts": {
            "versionId": "0f1e2d3c4b5a69788796a5b4c3d2e1f001122334",
            "modes": {
              "day": {
                "content": [
                  {"cmd": "track-play", "params": {"card": "3nC80", "chapter": "daily", "track": "<yyyymmdd>"}},
                  {"cmd": "track-play", "params": {"card": "3nC80", "chapter": "radio-day", "track": "01"}}
                ]
              },
              "night": {
                "content": [
                  {"cmd": "track-play", "params": {"card": "3nC80", "chapter": "daily", "track": "<yyyymmdd>"}},
                  {"cmd": "track-play", "params": {"card": "3nC80", "chapter": "radio-night", "track": "01"}}
                ]
              }
            }
          }
        }
        """#
}
