import ArgumentParser
import Core
import Foundation

/// Where a command takes a new password from. Never from the command line: others can see that.
struct PasswordOptions: ParsableArguments {
    @Flag(name: .customLong("password-stdin"), help: "Read the password from the first line of standard input.")
    var fromStandardInput = false
    @Flag(name: .customLong("generate"), help: "Make a password up, and print it once.")
    var generates = false

    func validate() throws {
        if fromStandardInput, generates { throw ValidationError("choose one of --password-stdin and --generate") }
    }

    /// The new password, and whether it was made up and is to be shown.
    ///
    /// - Throws: `Problem`, or `ValidationError` when there is nobody to ask.
    func read(random: RandomBytes = .system) throws -> (password: String, isGenerated: Bool) {
        if generates { return (GeneratedPassword.text(random: random), true) }
        if fromStandardInput {
            guard let line = readLine() else {
                throw Problem(.unprocessable, "There is no password on standard input.")
            }
            return (line, false)
        }
        guard isatty(STDIN_FILENO) == 1 else {
            throw ValidationError("nobody can be asked here: give --password-stdin or --generate")
        }
        let first = Self.ask("New password: ")
        guard first == Self.ask("Once more: ") else {
            throw Problem(.unprocessable, "These are two different passwords.")
        }
        return (first, false)
    }

    /// A password that was chosen before.
    ///
    /// - Throws: `Problem`, or `ValidationError` when there is nobody to ask.
    static func readExisting(fromStandardInput: Bool) throws -> String {
        if fromStandardInput {
            guard let line = readLine() else {
                throw Problem(.unprocessable, "There is no password on standard input.")
            }
            return line
        }
        guard isatty(STDIN_FILENO) == 1 else {
            throw ValidationError("nobody can be asked here: give --password-stdin")
        }
        return ask("Password: ")
    }

    /// Asks without showing what is typed.
    private static func ask(_ prompt: String) -> String {
        getpass(prompt).map { String(cString: $0) } ?? ""
    }
}

/// A password that can be read out on the phone: four groups of five letters and digits, 98 bits.
enum GeneratedPassword {
    /// Without those that look alike.
    private static let characters = Array("abcdefghjkmnpqrstvwxyz23456789")

    static func text(random: RandomBytes) -> String {
        // Bytes beyond the last whole multiple are left out, so that every character is as likely.
        let limit = 256 / characters.count * characters.count
        var picked: [Character] = []
        while picked.count < 20 {
            picked += random(count: 32).filter { $0 < limit }.map { characters[Int($0) % characters.count] }
        }
        return stride(from: 0, to: 20, by: 5).map { String(picked[$0..<$0 + 5]) }.joined(separator: "-")
    }
}
