import ArgumentParser

/// The program. It only parses; each command builds a configuration and runs what it says.
@main
struct EdgeServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edge-server",
        abstract: "Yoto Smart Stream's server: the site, its audio and its API.",
        version: EdgeVersion.text,
        subcommands: [
            ServeCommand.self, UserCommand.self, BackupCommand.self, RestoreCommand.self, TokenCommand.self,
            DoctorCommand.self, MQTTCommand.self,
        ])
}
