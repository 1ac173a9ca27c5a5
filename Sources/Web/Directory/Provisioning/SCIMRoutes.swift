import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// SCIM 2.0 at `/scim/v2/{slug}` (RFC 7643, 7644, 9865): what a directory connection may read and write.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET, POST | /Users | list, create | ReadDirectory, SyncDirectory |
/// | GET, PUT, PATCH, DELETE | /Users/{id} | read, replace, change, remove | ReadDirectory, SyncDirectory |
/// | GET, POST | /Groups | list, create | ReadDirectory, SyncDirectory |
/// | GET, PUT, PATCH, DELETE | /Groups/{id} | read, replace, change, remove | ReadDirectory, SyncDirectory |
/// | POST | /.search, /Users/.search, /Groups/.search | list | ReadDirectory |
/// | POST | /Bulk | many writes | SyncDirectory |
/// | GET | /Me, /Schemas, /ResourceTypes, /ServiceProviderConfig | discovery | ReadDirectory |
struct SCIMRoutes: Sendable {
    let service: SCIMService

    func register(on router: Router<WebContext>) {
        let root = router.group("/scim/v2/{slug}")
        let users = SCIMUsers(service: service)
        let groups = SCIMGroups(service: service)
        let searches = SCIMSearches(service: service)
        on(root, .get, "Users", users.list)
        on(root, .post, "Users", users.create)
        on(root, .get, "Users/{id}", users.read)
        on(root, .put, "Users/{id}", users.replace)
        on(root, .patch, "Users/{id}", users.change)
        on(root, .delete, "Users/{id}", users.remove)
        on(root, .get, "Groups", groups.list)
        on(root, .post, "Groups", groups.create)
        on(root, .get, "Groups/{id}", groups.read)
        on(root, .put, "Groups/{id}", groups.replace)
        on(root, .patch, "Groups/{id}", groups.change)
        on(root, .delete, "Groups/{id}", groups.remove)
        on(root, .post, "Users/.search", users.search)
        on(root, .post, "Groups/.search", groups.search)
        on(root, .post, ".search", searches.search)
        on(root, .post, "Bulk", SCIMBulkRun(users: users, groups: groups, service: service).run)
        let discovery = SCIMDiscoveryRoutes(service: service)
        on(root, .get, "Me", discovery.me)
        on(root, .get, "ServiceProviderConfig", discovery.configuration)
        on(root, .get, "Schemas", discovery.schemas)
        on(root, .get, "Schemas/{urn}", discovery.schema)
        on(root, .get, "ResourceTypes", discovery.resourceTypes)
        on(root, .get, "ResourceTypes/{name}", discovery.resourceType)
    }

    /// Registers a handler; what it throws is answered as a SCIM error.
    private func on(
        _ group: RouterGroup<WebContext>, _ method: HTTPRequest.Method, _ path: RouterPath,
        _ handler: @escaping @Sendable (SCIMCall) async throws -> Response
    ) {
        let service = service
        group.on(path, method: method) { request, context in
            do {
                return try await handler(SCIMCall(request, context, service))
            } catch {
                return try service.answer(error)
            }
        }
    }
}

/// What all SCIM handlers share.
struct SCIMService: Sendable {
    let platform: Platform
    /// The address of the program, without a slash at its end.
    let base: String
    let rates: SCIMRates
    let errors: ErrorAnswers

    /// A SCIM error for anything that went wrong; what is not ours is logged and counted first.
    func answer(_ error: any Error) throws -> Response {
        let problem = (error as? SCIMProblem) ?? SCIMProblem(errors.failure(for: error))
        var response = Response(status: .init(code: problem.status), scim: SCIMErrorWriter.body(problem))
        if problem.status == 401 { response.headers[.wwwAuthenticate] = "Bearer realm=\"scim\"" }
        if let wait = problem.retryAfter { response.headers[.retryAfter] = String(wait) }
        return response
    }
}

extension Response {
    init(status: HTTPResponse.Status, scim body: [UInt8], etag version: Int64? = nil, location: String? = nil) {
        var headers = HTTPFields()
        headers[.contentType] = "application/scim+json"
        headers[.cacheControl] = "no-store"
        if let version { headers[.eTag] = SCIMCondition.tag(version) }
        if let location { headers[.location] = location }
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
