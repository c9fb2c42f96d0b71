import Foundation
import HTTPTypes
import Hummingbird

/// `/authorize`: a page that asks, and the redirect that answers (`yoto-platform.md` §1.3).
struct AuthorizeRoutes: Sendable {
    let server: AuthorizationServer
    let settings: SettingsBox

    func add(to router: Router<SimulatorContext>) {
        router.get("/authorize") { request, _ in try await ask(request) }
        router.post("/authorize") { request, _ in try await answer(request) }
    }

    private func ask(_ request: Request) async throws -> Response {
        let fields: FormFields
        do {
            fields = try request.queryFields()
        } catch let error as FormFields.Malformed {
            return refusal(error.description)
        }
        let authorization: AuthorizeRequest
        do {
            authorization = try AuthorizeRequest(fields, clients: await server.clients)
        } catch {
            switch error {
            case .page(let reason): return refusal(reason)
            case .redirect(let location): return .found(location)
            }
        }
        if settings.current.autoApprove {
            return .found(authorization.location(ofCode: await server.allow(authorization)))
        }
        if authorization.mustNotAsk {
            let error = OAuthError(code: "login_required", description: "Login required")
            return .found(authorization.location(of: error))
        }
        let ticket = await server.ticket(for: authorization)
        return .page(
            LoginPages.consent(
                client: authorization.client, scopes: authorization.scopes, action: "/authorize",
                hidden: [("ticket", ticket)]))
    }

    private func answer(_ request: Request) async throws -> Response {
        let fields = try await request.bodyFields()
        guard let ticket = fields["ticket"], let authorization = await server.takeConsent(ticket) else {
            return refusal("This page was answered already or is too old. Go back to the application and start again.")
        }
        guard fields["decision"] == "allow" else { return .found(authorization.location(of: .notAuthorized)) }
        return .found(authorization.location(ofCode: await server.allow(authorization)))
    }

    /// Auth0 shows such mistakes to the user: nothing that came with the request can be trusted as an address.
    private func refusal(_ reason: String) -> Response {
        .page(LoginPages.message(title: "Something is wrong", reason), status: .forbidden)
    }
}
