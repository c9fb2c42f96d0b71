import Core
import Foundation

/// What a new password must be. Length counts, kinds of characters do not (NIST SP 800-63B §5.1.1.2).
enum PasswordRules {
    static let length = 10...200

    /// - Throws: `Problem` that says what is missing, without the password.
    static func check(_ password: String, username: Username) throws(Problem) {
        guard length.contains(password.count), password.utf8.count <= 4 * length.upperBound else {
            throw Problem(
                .unprocessable, "A password has \(length.lowerBound) to \(length.upperBound) characters.")
        }
        let plain = password.lowercased()
        guard plain != username.key else {
            throw Problem(.unprocessable, "The password must not be the user name.")
        }
        guard !common.contains(plain), Set(plain).count > 2 else {
            throw Problem(.unprocessable, "This password is among the first that anybody would try. Choose another.")
        }
    }

    /// Frequent ones in published lists that are long enough, and what a family's installation invites.
    private static let common: Set<String> = [
        "1234567890", "12345678910", "123456789a", "1q2w3e4r5t", "1q2w3e4r5t6y", "0123456789", "0987654321",
        "123123123123", "1029384756", "abcdefghij", "abcd123456", "asdfghjkl1", "asdfghjkl;", "qwertyuiop",
        "qwertyuiop1", "qwertz1234", "qwerty12345", "qwerty123456", "qazwsxedcrfv", "password12", "password123",
        "password1234", "password12345", "passw0rd123", "iloveyou123", "letmein1234", "welcome123", "welcome1234",
        "administrator", "adminadmin", "admin12345", "admin123456", "changeme123", "football123", "sunshine123",
        "princess123", "monkey1234", "superman123", "yotoplayer", "yotoplayer1", "yotoyotoyoto", "yotosmartstream",
        "smartstream", "raspberrypi", "correcthorsebatterystaple",
    ]
}
