import Foundation
import TestSupport
import Testing

/// What all tests lean on.
@Suite(.timeLimit(.minutes(5)))
struct TestSupportTests {
    @Test func run_tellsOutputErrorAndExitCode() async throws {
        let output = try await Subprocess.run("sh", ["-c", "echo out; echo err >&2; exit 7"])
        #expect(output.standardOutput == "out\n")
        #expect(output.standardError == "err\n")
        #expect(output.exitCode == 7)
    }

    @Test func run_passesFolderEnvironmentAndMuchOutput() async throws {
        try await withTemporaryFolder { folder in
            let script = "pwd; echo $WORD; yes | head -c 300000"
            let output = try await Subprocess.run(
                "sh", ["-c", script], environment: ["WORD": "here", "PATH": "/usr/bin:/bin"], workingFolder: folder)
            let lines = output.standardOutput.split(separator: "\n")
            #expect(lines[0].hasSuffix(folder.lastPathComponent))
            #expect(lines[1] == "here")
            #expect(output.standardOutput.utf8.count > 300_000)
        }
    }

    @Test func missingProgram_isNotStarted() async {
        await #expect(throws: Subprocess.Failure.self) { try await Subprocess.run("no-such-program-here") }
        #expect(!Subprocess.isInstalled("no-such-program-here"))
        #expect(Subprocess.isInstalled("sh"))
    }

    /// A child that inherited this thread's signal mask would sleep on.
    @Test func terminate_reachesTheChild() async throws {
        let code = try await Subprocess.withRunning("sleep", ["60"]) { child in
            child.terminate()
            return try await child.waitUntilExit().exitCode
        }
        #expect(code == 128 + SIGTERM)
    }

    @Test func timeout_killsTheChildAndItsChildren() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "pids").path(percentEncoded: false)
            let script = "sleep 60 & echo $$ $! > \(file); wait"
            await #expect(throws: Subprocess.Failure.self) {
                try await Subprocess.run("sh", ["-c", script], timeout: .milliseconds(300))
            }
            for id in try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isWhitespace) {
                let process = try #require(pid_t(id))
                try await waitUntilGone(process)
            }
        }
    }

    @Test func waitUntilOutput_seesTextAndEarlyEnd() async throws {
        try await Subprocess.withRunning("sh", ["-c", "echo ready; sleep 60"]) { child in
            let seen = try await child.waitUntilOutput(contains: "ready")
            #expect(seen.contains("ready"))
            #expect(child.isRunning)
            child.kill()
            await #expect(throws: Subprocess.Failure.self) { try await child.waitUntilOutput(contains: "never") }
            #expect(!child.isRunning)
        }
    }

    @Test func temporaryFolder_isGoneAfterwardsEvenWhenTheBodyThrows() async throws {
        struct Stop: Error { let folder: URL }
        do {
            try await withTemporaryFolder { folder in throw Stop(folder: folder) }
        } catch let stop as Stop {
            #expect(!FileManager.default.fileExists(atPath: stop.folder.path(percentEncoded: false)))
        }
    }

    @Test func seededGenerator_repeatsItself() {
        var first = SeededGenerator(seed: 1)
        var second = SeededGenerator(seed: 1)
        var other = SeededGenerator(seed: 2)
        #expect(first.next() == second.next())
        #expect(first.next() != other.next())
    }

    /// Whoever adopted an orphan reaps it in its own time; a zombie is dead enough.
    private func waitUntilGone(_ process: pid_t) async throws {
        for _ in 0..<1_000 where kill(process, 0) == 0 {
            let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            if status == nil || status?.contains(") Z ") == true { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(kill(process, 0) != 0, "process \(process) is still there")
    }
}
