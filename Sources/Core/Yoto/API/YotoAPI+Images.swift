package import Foundation
import HTTPClient

/// Covers, display icons and family images (`yoto-platform.md` §2.8, §2.9, §2.11). All calls throw ``YotoAPIError`` or
/// what the credentials throw.
extension YotoAPI {
    /// What a cover is for, which decides its size.
    package enum CoverType: String, CaseIterable, Sendable {
        case standard = "default"
        case activities, music, sfx, stories, myo, podcast, radio
    }

    /// Uploads a cover. WebP is refused.
    ///
    /// - Parameter contentType: `image/jpeg` or `image/png`.
    package func uploadCover(
        _ image: Data, contentType: String, type: CoverType = .standard, filename: String? = nil
    ) async throws -> YotoCoverImage {
        try await cover(coverCall(type, filename: filename, imageURL: nil).sending(image, contentType: contentType))
    }

    /// Lets Yoto fetch a cover from an address.
    package func uploadCover(from imageURL: String, type: CoverType = .standard) async throws -> YotoCoverImage {
        try await cover(coverCall(type, filename: nil, imageURL: imageURL))
    }

    /// Yoto's own icons.
    package func publicIcons() async throws -> [YotoIcon] {
        try await objects("displayIcons", of: YotoCall("GET", "/media/displayIcons/user/yoto")).map(
            YotoIcon.init(json:))
    }

    /// The family's icons.
    package func myIcons() async throws -> [YotoIcon] {
        try await objects("displayIcons", of: YotoCall("GET", "/media/displayIcons/user/me")).map(YotoIcon.init(json:))
    }

    /// Uploads an icon.
    ///
    /// - Parameters:
    ///   - contentType: `image/png` or `image/gif`.
    ///   - converts: whether Yoto makes it 16 × 16 and darker; else it must be exactly that.
    package func uploadIcon(
        _ image: Data, contentType: String, converts: Bool = true, filename: String? = nil
    ) async throws -> YotoIcon {
        let query: [(String, String?)] = [("autoConvert", converts ? "true" : "false"), ("filename", filename)]
        let call = try YotoCall("POST", "/media/displayIcons/user/me/upload", query: query)
        let icon = YotoIcon(json: try await object("displayIcon", of: call.sending(image, contentType: contentType)))
        guard !icon.mediaID.isEmpty else {
            throw YotoAPIError(.malformed, call: call.name, message: "the answer has no mediaId")
        }
        return icon
    }

    /// The family's pictures.
    package func familyImages() async throws -> [YotoFamilyImage] {
        try await objects("images", of: YotoCall("GET", "/media/family/images")).map(YotoFamilyImage.init(json:))
    }

    /// The two sizes in which family images are served.
    package enum FamilyImageSize: Sendable {
        case large, small

        fileprivate var pixels: (width: Int, height: Int) {
            switch self {
            case .large: (640, 480)
            case .small: (320, 320)
            }
        }
    }

    /// The signed address of a family image, good for 7 days.
    package func familyImageURL(_ id: String, size: FamilyImageSize = .large) async throws -> String {
        let query: [(String, String?)] = [("width", "\(size.pixels.width)"), ("height", "\(size.pixels.height)")]
        let call = try YotoCall("GET", "/media/family/images/{}", [id], query: query)
        let response = try await response(to: call, accepting: [302, 303, 307])
        guard let location = response.headers["location"] else {
            throw YotoAPIError(
                .malformed, call: call.name, message: "the answer has no address", status: response.status)
        }
        return location
    }

    /// Uploads a family image, JPEG, GIF or PNG of at most 8 MB.
    package func uploadFamilyImage(_ image: Data, contentType: String) async throws -> YotoFamilyImage {
        let call = try YotoCall("POST", "/media/family/images").sending(image, contentType: contentType)
        guard let answer = try await value(call).object, answer[string: "imageId"] != nil else {
            throw YotoAPIError(.malformed, call: call.name, message: "the answer has no imageId")
        }
        return YotoFamilyImage(json: answer)
    }

    private func coverCall(_ type: CoverType, filename: String?, imageURL: String?) throws(YotoAPIError) -> YotoCall {
        try YotoCall(
            "POST", "/media/coverImage/user/me/upload",
            query: [
                ("autoconvert", "true"), ("coverType", type.rawValue), ("filename", filename), ("imageUrl", imageURL),
            ])
    }

    private func cover(_ call: YotoCall) async throws -> YotoCoverImage {
        let cover = YotoCoverImage(json: try await object("coverImage", of: call))
        guard !cover.url.isEmpty else {
            throw YotoAPIError(.malformed, call: call.name, message: "the answer has no mediaUrl")
        }
        return cover
    }
}
