import HTTPTypes
import Hummingbird

/// Gives answers of the application the header fields that the site's rules have for their path.
struct APIFields<Context: RequestContext>: RouterMiddleware {
    let headers: SiteHeaders

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in headers.knownFields(forPath: request.uri.path) {
            guard let name = HTTPField.Name(field.name), response.headers[name] == nil else { continue }
            response.headers[name] = field.value
        }
        return response
    }
}
