import HTTPTypes
import Hummingbird

/// Gives answers of the application the header fields that the site's rules have for the API: whatever the router
/// answers is made for one request, and is not to be stored because a rule for files matches its path.
struct APIFields<Context: RequestContext>: RouterMiddleware {
    let headers: SiteHeaders

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in headers.knownFields(forPath: "/api/") {
            guard let name = HTTPField.Name(field.name), response.headers[name] == nil else { continue }
            response.headers[name] = field.value
        }
        return response
    }
}
