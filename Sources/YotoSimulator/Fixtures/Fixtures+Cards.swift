/// Cards of the example family, whole (`yoto-platform.md` §6.3).
extension Fixtures {
    /// F-con-1 and F-con-2 together: two stories, made by the family.
    static let bedtimeStories = #"""
        {
          "cardId": "Aa1B2", "title": "Bedtime stories", "availability": "", "clubAvailability": [],
          "content": {
            "activity": "yoto_Player", "config": {"onlineOnly": false, "resumeTimeout": 2592000},
            "cover": {"imageL": "{origin}/cdn/myo-cover/star_grapefruit.gif"},
            "editSettings": {"autoOverlayLabels": "disabled", "editKeys": false}, "hidden": false, "restricted": true,
            "version": "1", "playbackType": "linear",
            "chapters": [
              {
                "key": "01", "title": "The owl", "overlayLabel": "1", "overlayLabelOverride": null,
                "defaultTrackDisplay": null, "defaultTrackAmbient": null, "ambient": null, "duration": 349,
                "fileSize": 4212345, "hasStreams": false,
                "display": {"icon16x16": "yoto:#zqMsa9te3kLeFmlI9UXQameVvAWYIBgePGLgCl1pg0g"},
                "tracks": [
                  {
                    "key": "01", "title": "The owl", "type": "audio", "format": "opus",
                    "trackUrl": "yoto:#ZHsFiE0RLF_QN7Xl8MHRz5M0jO-5ZbuKWX4uoB5wHtI", "overlayLabel": "1",
                    "overlayLabelOverride": null, "duration": 349, "fileSize": 4212345, "channels": "stereo",
                    "transitions": {}, "ambient": null,
                    "display": {"icon16x16": "yoto:#zqMsa9te3kLeFmlI9UXQameVvAWYIBgePGLgCl1pg0g"}
                  }
                ]
              },
              {
                "key": "02", "title": "The fox", "overlayLabel": "2", "duration": 382, "fileSize": 4600000,
                "hasStreams": false, "display": {"icon16x16": "yoto:#gtUcffFjKzjAY8vUxe4xE-Np33RcOEbpF8sDXm_xy5I"},
                "tracks": [
                  {
                    "key": "01", "title": "The fox", "type": "audio", "format": "opus",
                    "trackUrl": "yoto:#d_n2tehh4n6y5-Zg0L-QNyqOBDlPkCExVo1zWucghFc", "overlayLabel": "2",
                    "duration": 382, "fileSize": 4600000, "channels": "stereo", "display": {"icon16x16": null}
                  }
                ]
              }
            ]
          },
          "metadata": {
            "category": "stories", "cover": {"imageL": "{origin}/cdn/myo-cover/star_grapefruit.gif"},
            "description": "Two short stories", "languages": ["en"],
            "media": {"duration": 731, "fileSize": 8812345, "readableFileSize": 8.4, "hasStreams": false},
            "status": {"name": "new", "updatedAt": "2026-11-01T10:00:00.000Z"}, "author": "Home"
          },
          "createdAt": "2026-11-01T10:00:00.000Z", "updatedAt": "2026-11-20T08:15:30.123Z",
          "deleted": false, "slug": "bedtime-stories", "sortkey": "bedtime-stories",
          "userId": "auth0|65f000000000000000000001",
          "createdByClientId": "FAKEclientid00000000000000000000",
          "shareLinkCreatedAt": "2026-11-02T10:00:00.000Z", "shareLinkUrl": "https://share.yoto.co/p/FAKE1",
          "sharing": {
            "linkCreatedAt": "2026-11-02T10:00:00.000Z", "linkUrl": "https://share.yoto.co/p/FAKE1", "shareCount": 0,
            "shareLimit": 10
          }
        }
        """#

    /// F-con-1 and F-con-5 together: a card with one stream.
    static let houseRadio = #"""
        {
          "cardId": "St3aM", "title": "House radio", "availability": "",
          "content": {
            "activity": "yoto_Player", "config": {"onlineOnly": true, "resumeTimeout": 0},
            "editSettings": {"transcodeAudioUploads": true}, "version": "1", "playbackType": "linear",
            "chapters": [
              {
                "key": "01", "title": "Morning music", "overlayLabel": "1", "duration": 0, "fileSize": 0,
                "hasStreams": true, "display": {"icon16x16": "yoto:#ZuVmuvnoFiI4el6pBPvq0ofcgQ18HjrCmdPEE7GCnP8"},
                "tracks": [
                  {
                    "key": "01", "title": "Morning music", "type": "stream", "format": "mp3",
                    "trackUrl": "https://audio.example.org/s/FAKETOKEN/morning.mp3", "overlayLabel": "1", "duration": 0,
                    "fileSize": 0, "channels": "stereo", "isNew": true,
                    "display": {"icon16x16": "yoto:#ZuVmuvnoFiI4el6pBPvq0ofcgQ18HjrCmdPEE7GCnP8"}
                  }
                ]
              }
            ]
          },
          "metadata": {
            "description": "Streams from home", "media": {"duration": 0, "fileSize": 0, "hasStreams": true},
            "authors": [], "narrators": [], "copyrights": []
          },
          "createdAt": "2026-11-10T10:00:00.000Z", "updatedAt": "2026-11-10T10:00:00.000Z",
          "deleted": false, "userId": "auth0|65f000000000000000000001", "_id": "6740f0000000000000000001",
          "createdByClientId": "FAKEclientid00000000000000000000"
        }
        """#
}
