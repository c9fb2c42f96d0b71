/// Display icons (`yoto-platform.md` §6.4).
extension Fixtures {
    /// F-med-8: icons that Yoto offers to all.
    static let publicIcons = #"""
        [
          {
            "displayIconId": "63e0000000000000000000a1", "mediaId": "gtUcffFjKzjAY8vUxe4xE-Np33RcOEbpF8sDXm_xy5I",
            "userId": "yoto", "createdAt": "2023-02-06T12:00:00.000Z", "title": "Fox",
            "url": "{origin}/media-secure-v2/icons/gtUcffFjKzjAY8vUxe4xE-Np33RcOEbpF8sDXm_xy5I", "public": true,
            "new": false, "publicTags": ["fox", "animals"]
          },
          {
            "displayIconId": "63e0000000000000000000a2", "mediaId": "7NCxBObDSMktexpFIOxZdz38yep6Wf-Vm9qjhzDwKKc",
            "userId": "yoto", "createdAt": "2024-05-01T12:00:00.000Z", "title": "Moon",
            "url": "{origin}/media-secure-v2/icons/7NCxBObDSMktexpFIOxZdz38yep6Wf-Vm9qjhzDwKKc", "public": true,
            "new": true, "publicTags": ["moon", "night"]
          }
        ]
        """#

    /// F-med-9: icons of this family.
    static let ownIcons = #"""
        [
          {
            "displayIconId": "6740f00000000000000000b1", "mediaId": "zqMsa9te3kLeFmlI9UXQameVvAWYIBgePGLgCl1pg0g",
            "userId": "auth0|65f000000000000000000001", "createdAt": "2026-11-01T09:58:00.000Z",
            "url": "{origin}/media-secure-v2/icons/zqMsa9te3kLeFmlI9UXQameVvAWYIBgePGLgCl1pg0g", "public": false
          }
        ]
        """#
}
