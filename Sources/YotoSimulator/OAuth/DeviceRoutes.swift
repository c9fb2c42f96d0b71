import Foundation
import Hummingbird

/// `/oauth/device/code` and the page where the user answers (`yoto-platform.md` §1.4, RFC 8628).
struct DeviceRoutes: Sendable {
    let server: AuthorizationServer
    let settings: SettingsBox
    let origin: Origin

    func add(to router: Router<SimulatorContext>) {
        router.post("/oauth/device/code") { request, _ in try await start(request) }
        router.get("/activate") { request, _ in try await ask(request) }
        router.post("/activate") { request, _ in try await answer(request) }
    }

    private func start(_ request: Request) async throws -> Response {
        let fields = try await request.bodyFields()
        let client = try await server.authenticate(fields, basic: request.basicCredentials)
        let (code, device) = try await server.startDevice(fields, client: client)
        let page = origin.url("/activate")
        let settings = settings.current
        return .wire([
            "device_code": .string(code), "user_code": .string(device.userCode), "verification_uri": .string(page),
            "verification_uri_complete": .string("\(page)?user_code=\(device.userCode)"),
            "expires_in": .int(settings.deviceCodeSeconds), "interval": .int(device.interval),
        ])
    }

    private func ask(_ request: Request) async throws -> Response {
        guard let code = try request.queryFields()["user_code"] else {
            return .page(LoginPages.activation(message: nil))
        }
        guard let question = await server.deviceQuestion(userCode: code) else {
            return .page(
                LoginPages.activation(message: "This code is not known or is too old. Look at the device again."),
                status: .badRequest)
        }
        return .page(
            LoginPages.consent(
                client: question.client, scopes: question.scopes, action: "/activate", hidden: [("user_code", code)]))
    }

    private func answer(_ request: Request) async throws -> Response {
        let fields = try await request.bodyFields()
        let isAllowed = fields["decision"] == "allow"
        guard let code = fields["user_code"], await server.answerDevice(userCode: code, allow: isAllowed) else {
            return .page(
                LoginPages.activation(message: "This code is not known or is too old. Look at the device again."),
                status: .badRequest)
        }
        return .page(
            isAllowed
                ? LoginPages.message(
                    title: "Device connected", "You may close this page; the device goes on by itself.")
                : LoginPages.message(title: "Device refused", "The device was not connected. You may close this page."))
    }
}
