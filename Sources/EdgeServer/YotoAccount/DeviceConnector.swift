import Core
import ServiceLifecycle

/// Asks Yoto about a device code until it was typed in, refused or is over. The newest connection counts; an older one
/// is left alone.
struct DeviceConnector: Service {
    let account: YotoAccountService
    let audit: AuditLog
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    func run() async throws {
        for await connection in account.deviceConnections.cancelOnGracefulShutdown() {
            guard case .device(let device) = connection.step else { continue }
            await poll(connection, device)
        }
    }

    private func poll(_ connection: PendingConnection, _ device: YotoDeviceAuthorization) async {
        let oauth = account.oauth(for: connection)
        var device = device
        while await account.isWaiting(connection.id), await pause(device.interval) {
            do throws(YotoOAuthError) {
                let tokens = try await oauth.poll(device)
                guard await account.finishDevice(connection.id, .success(tokens)) else { return }
                // The account is connected, whether or not that can be written down.
                try? await audit.record(.yotoConnected, actor: connection.actor)
                return
            } catch {
                if error.code == .slowDown { device.slowDown() }
                // Nothing was decided: the code is good until Yoto says that it is not.
                guard error.isPassing else {
                    _ = await account.finishDevice(connection.id, .failure(error))
                    return
                }
            }
        }
    }

    /// - Returns: `false` when the edge stops meanwhile.
    private func pause(_ interval: Duration) async -> Bool {
        await cancelWhenGracefulShutdown { (try? await sleep(interval)) != nil }
    }
}
