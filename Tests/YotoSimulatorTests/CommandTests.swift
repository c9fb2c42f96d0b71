import ArgumentParser
import Testing

@testable import YotoSimulator

@Test("The command has the name that scripts use")
func commandName() {
    #expect(YotoSimulatorCommand.configuration.commandName == "yoto-simulator")
}
