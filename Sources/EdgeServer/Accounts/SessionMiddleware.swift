import HTTPTypes
import Hummingbird

/// Learns from the session cookie who makes a request, and gives browsers the cookie again when it lasts longer.
struct SessionMiddleware: RouterMiddleware {
    typealias Context = EdgeRequestContext

    let sessions: SessionService
    let cookie: SessionCookie

    func handle(
        _ request: Request, context: EdgeRequestContext,
        next: @concurrent (Request, EdgeRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let token = cookie.token(in: request.headers),
            let recognised = try await sessions.recognise(token)
        else { return try await next(request, context) }
        var context = context
        context.principal = recognised.principal
        var response = try await next(request, context)
        if recognised.wasExtended, response.headers[.setCookie] == nil {
            response.headers[.setCookie] = cookie.setting(token)
        }
        return response
    }
}
