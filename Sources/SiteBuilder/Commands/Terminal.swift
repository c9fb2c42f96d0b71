import Foundation

/// Words for the person at the terminal: all on standard error, so that standard output holds only results.
enum Terminal {
    /// A line of progress.
    static func say(_ line: String) { write(line + "\n") }

    /// A question, with the cursor behind it.
    static func ask(_ text: String) { write(text) }

    /// What went wrong.
    static func complain(_ text: String) { write(text.hasSuffix("\n") ? text : "site-builder: \(text)\n") }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
