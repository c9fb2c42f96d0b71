import Core
import HTTPTypes
import Hummingbird

/// Who may use a route.
enum Access: Equatable, Sendable {
    /// Also whoever is not signed in.
    case everyone
    /// Users of this role and above.
    case role(Role)

    static let listener = Access.role(.listener)
    static let member = Access.role(.member)
    static let admin = Access.role(.admin)

    /// - Throws: 401 without a session, 403 when the role does not suffice.
    func check(_ principal: Principal?) throws {
        guard case .role(let needed) = self else { return }
        guard let principal else { throw Problem(.unauthorized) }
        guard principal.user.role >= needed else {
            throw Problem(.forbidden, "This needs the role \(needed.rawValue).")
        }
    }
}

/// The routes of the API while they are collected. There is no other way to add one, and none without saying who may
/// use it: forgetting is a compile error, not an open door.
final class RouteTable {
    typealias Handler = @Sendable (Request, EdgeRequestContext) async throws -> Response

    /// One method on one path.
    struct Route {
        var method: HTTPRequest.Method
        /// `/api/cards/:slug`
        var path: String
        var access: Access
        var handler: Handler
    }

    private(set) var routes: [Route] = []

    func add(_ method: HTTPRequest.Method, _ path: String, for access: Access, _ handler: @escaping Handler) {
        routes.append(Route(method: method, path: path, access: access, handler: handler))
    }

    /// A `GET` route, which also answers `HEAD`.
    func read(_ path: String, for access: Access, _ handler: @escaping Handler) {
        add(.get, path, for: access, handler)
    }

    /// Hands the routes to the router. Other methods on their paths are refused with 405 and `Allow`.
    func register(on router: Router<EdgeRequestContext>) {
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            for route in routes {
                router.on(RouterPath(path), method: route.method) { [route] request, context in
                    try route.access.check(context.principal)
                    return try await route.handler(request, context)
                }
            }
            let offered = routes.map(\.method)
            let allow = Self.allow(offered)
            for method in Self.methods where !offered.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw RefusedRequest(problem: Problem(.methodNotAllowed), fields: [.allow: allow])
                }
            }
        }
    }

    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options]

    private static func allow(_ methods: [HTTPRequest.Method]) -> String {
        Self.methods.filter(methods.contains).map { $0 == .get ? "GET, HEAD" : $0.rawValue }.joined(separator: ", ")
    }
}
