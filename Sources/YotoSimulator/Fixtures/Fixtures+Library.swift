/// The family library (`yoto-platform.md` §6.5).
extension Fixtures {
    /// F-fam-1: an official card that the family owns.
    static let library = #"""
        [
          {
            "cardId": "Of4cL", "familyId": "fam0000000000000000001", "provenanceId": "6412f0000000000000000001",
            "reason": "physical-add", "shareType": "yoto", "inFamilyLibrary": true,
            "addedAt": "2025-12-26T07:04:18.977Z", "createdAt": "2025-12-26T07:04:18.977Z",
            "updatedAt": "2026-10-10T03:58:16.732Z", "lastPlayedAt": "2026-11-22T18:30:49.402Z",
            "masterUid": "04aabbccddee80",
            "card": {
              "cardId": "Of4cL", "title": "Example Adventures: The Frozen Lake",
              "slug": "example-adventures-the-frozen-lake", "sortkey": "example-adventures-the-frozen-lake",
              "userId": "yoto", "createdAt": "2020-09-03T17:30:17.911Z", "updatedAt": "2022-07-21T14:30:22.231Z",
              "content": {
                "activity": "yoto_Player", "availability": "", "version": "1",
                "editSettings": {"editKeys": false, "autoOverlayLabels": "chapters-offset-1"},
                "config": {"trackNumberOverlayTimeout": 0, "disableAutoOverlayLabels": false},
                "cover": {"imageL": "{origin}/card-content/yoto/pub/FAKEcover"}
              },
              "metadata": {
                "author": "Example Press", "category": "stories", "description": "A made-up story card.",
                "languages": ["en"], "previewAudio": "shopify-slug", "seriestitle": "Example Adventures",
                "seriesorder": "2", "status": {"name": "live", "updatedAt": "2020-11-24T17:08:54.839Z"},
                "media": {"duration": 2883, "fileSize": 35189015, "hasStreams": false},
                "cover": {"imageL": "{origin}/card-content/yoto/pub/FAKEcover?width=250"}
              }
            }
          }
        ]
        """#

    /// F-fam-2: the same card, resolved. Its keys are not plain numbers.
    static let frozenLake = #"""
        {
          "cardId": "Of4cL", "title": "Example Adventures: The Frozen Lake", "userId": "yoto",
          "slug": "example-adventures-the-frozen-lake",
          "content": {
            "activity": "yoto_Player", "version": "1",
            "editSettings": {"editKeys": false, "autoOverlayLabels": "chapters-offset-1"},
            "config": {"trackNumberOverlayTimeout": 0},
            "chapters": [
              {
                "key": "01-INT", "title": "Introduction", "overlayLabel": "", "overlayLabelOverride": null,
                "ambient": null, "defaultTrackDisplay": null, "defaultTrackAmbient": null, "duration": 349,
                "fileSize": 2915405, "hasStreams": false,
                "display": {"icon16x16": "{origin}/card-content/yoto/FAKEicon1"},
                "tracks": [
                  {
                    "key": "01-INT", "title": "Introduction", "type": "audio", "format": "aac", "channels": "mono",
                    "overlayLabel": "", "overlayLabelOverride": null, "ambient": null, "duration": 349,
                    "fileSize": 2915405, "transitions": {},
                    "display": {"icon16x16": "{origin}/card-content/yoto/FAKEicon1"},
                    "trackUrl": "{origin}/secure-media/yoto/FAKEhash?Expires=1795539600&Policy=FAKE&Signature=FAKE&Key-Pair-Id=KFAKE#sha256=FAKEhash"
                  }
                ]
              },
              {
                "key": "02-1", "title": "Not the pond", "overlayLabel": "1", "duration": 140, "fileSize": 1111649,
                "hasStreams": false, "display": {"icon16x16": "{origin}/card-content/yoto/FAKEicon2"},
                "tracks": [
                  {
                    "key": "02-1", "title": "Not the pond", "type": "audio", "format": "aac", "channels": "mono",
                    "overlayLabel": "1", "duration": 140, "fileSize": 1111649, "transitions": {},
                    "display": {"icon16x16": "{origin}/card-content/yoto/FAKEicon2"},
                    "trackUrl": "{origin}/secure-media/yoto/FAKEhash2?Expires=1795539600&Policy=FAKE&Signature=FAKE&Key-Pair-Id=KFAKE#sha256=FAKEhash2"
                  }
                ]
              }
            ]
          },
          "metadata": {
            "author": "Example Press", "category": "stories",
            "media": {"duration": 2883, "fileSize": 35189015, "hasStreams": false},
            "cover": {"imageL": "{origin}/card-content/yoto/pub/FAKEcover"}
          },
          "createdAt": "2020-09-03T17:30:17.911Z", "updatedAt": "2022-07-21T14:30:22.231Z"
        }
        """#

    /// F-fam-3: groups of the library.
    static let groups = #"""
        [
          {
            "id": "grp_0001", "familyId": "fam0000000000000000001", "name": "Bedtime", "imageId": "fp-cards",
            "imageUrl": "{origin}/cdn/library/groups/fp-cards.png",
            "items": [
              {"contentId": "Of4cL", "addedAt": "2026-11-01T10:00:00.000Z"},
              {"contentId": "Aa1B2", "addedAt": "2026-11-02T10:00:00.000Z"}
            ],
            "cards": [], "createdAt": "2026-11-01T10:00:00.000Z", "lastModifiedAt": "2026-11-02T10:00:00.000Z"
          }
        ]
        """#

    /// F-fam-4: pictures of the family.
    static let familyImages = #"""
        [
          {
            "imageId": "83dcc6ad6da6a27a5f383bf38c0e693f61ce462cce2232402ac7243bba20560f", "name": "us.jpg",
            "lastModified": "2026-10-01T09:00:00.000Z", "eTag": "\"d41d8cd98f00b204e9800998ecf8427e\"", "size": 482113
          }
        ]
        """#
}
