import ArgumentParser

/// `yoto-simulator`: a Yoto cloud on loopback.
@main
struct YotoSimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yoto-simulator", abstract: "A Yoto cloud on loopback, for development, demo and tests.")
}
