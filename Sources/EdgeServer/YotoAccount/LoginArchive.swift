import Core
import Foundation

/// A login at Yoto as a file that may leave the machine: sealed under a passphrase, for `edge-server token`.
///
/// It is good until the login is renewed the next time, since refresh tokens work once (`yoto-platform.md` §1.5): a way
/// to move to another machine, not a backup to keep for months.
struct LoginArchive: Codable {
    private static let format = "yoto-smart-stream login"
    private static let purpose = "login-archive"

    var format: String
    var version: Int
    /// How the key follows from the passphrase; the derived key itself is left out.
    var cost: Int
    var salt: Data
    var sealed: Data

    /// Why a file cannot be read, in words.
    struct Failure: Error, Equatable, CustomStringConvertible {
        var description: String

        static let notOurs = Failure(description: "this is not a login that `edge-server token export` wrote")
        static let newer = Failure(description: "this file was written by a newer version of edge-server")
        static let passphrase = Failure(description: "the passphrase is wrong, or the file was changed")
    }

    /// Takes some 100 ms and 32 MiB, on purpose.
    init(_ login: YotoLogin, passphrase: String, cost: ScryptCost = .standard, random: RandomBytes = .system) throws {
        format = Self.format
        version = 1
        self.cost = cost.logN
        salt = Data(random(count: PasswordHash.saltBytes))
        sealed = try Self.box(passphrase, cost: cost, salt: salt)
            .seal(JSONEncoder().encode(login), for: Self.purpose)
    }

    /// Reads a file.
    ///
    /// - Throws: ``Failure``.
    init(json: Data) throws(Failure) {
        guard let archive = try? JSONDecoder().decode(LoginArchive.self, from: json), archive.format == Self.format
        else { throw .notOurs }
        guard archive.version == 1 else { throw .newer }
        self = archive
    }

    var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return try encoder.encode(self)
        }
    }

    /// - Throws: ``Failure``.
    func open(passphrase: String) throws(Failure) -> YotoLogin {
        let cost = ScryptCost(logN: cost)
        guard cost.isSane, salt.count == PasswordHash.saltBytes else { throw .notOurs }
        guard let box = try? Self.box(passphrase, cost: cost, salt: salt),
            let secret = try? box.open(sealed, for: Self.purpose),
            let login = try? JSONDecoder().decode(YotoLogin.self, from: secret)
        else { throw .passphrase }
        return login
    }

    private static func box(_ passphrase: String, cost: ScryptCost, salt: Data) throws -> SecretBox {
        let derived = try PasswordHash.make(passphrase, cost: cost, salt: Array(salt)).key
        guard let key = SealingKey(bytes: derived) else { preconditionFailure("scrypt gives as many bytes as asked") }
        return SecretBox(key: key)
    }
}
