import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What all operations of the API share.
struct APIService: Sendable {
    let platform: Platform
    let rates: APIRates
    let errors: ErrorAnswers
}

/// The JSON API at `/api/v1/{slug}` for the customer's own programs, and its document at `/api/v1/openapi.json`.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /people, /people/{id} | people, person | ReadPeople |
/// | GET | /groups, /groups/{id}, /groups/{id}/members | groups, group, members | ReadGroups |
/// | GET | /connections, /connections/{id} | connections, connection | ReadSyncLog |
/// | GET | /arrivals, /dropped-names | arrivals, droppedNames | ReadSyncLog |
/// | GET | /change-sets, /change-sets/{id} | changeSets, changeSet | ReadSyncLog |
struct APIRoutes: Sendable {
    static let operations: [APIOperation] = PeopleAPI.operations + GroupsAPI.operations + SyncLogAPI.operations

    private let api: APIService
    private let document: [UInt8]

    /// - Parameter base: the program's public address, without a slash at its end.
    init(platform: Platform, base: String, errors: ErrorAnswers) {
        api = APIService(platform: platform, rates: APIRates(), errors: errors)
        document = OpenAPIDocument(base: base, operations: Self.operations).bytes
    }

    func register(on router: Router<WebContext>) {
        let document = document
        let tag = "\"\(ContentHash.of(document))\""
        router.get("api/v1/openapi.json") { request, _ in
            // It says nothing of any customer: whoever writes a program against it may read it.
            if EntityTags(parsing: request.headers[.ifNoneMatch] ?? "").contains(ContentHash.of(document)) {
                return Response(status: .notModified, headers: [.eTag: tag])
            }
            return Response(
                status: .ok,
                headers: [.contentType: "application/json", .eTag: tag, .cacheControl: "public, max-age=300"],
                body: .init(byteBuffer: ByteBuffer(bytes: document)))
        }
        for operation in Self.operations { on(router, operation) }
    }

    private func on(_ router: Router<WebContext>, _ operation: APIOperation) {
        let api = api
        router.get(RouterPath("api/v1/{slug}/\(operation.path)")) { request, context in
            do {
                return try await operation.run(try APICall(request, context, operation, api))
            } catch {
                return APIAnswer.problem(
                    api.errors.failure(for: error), scopes: operation.scopes,
                    hasToken: request.headers[.authorization] != nil)
            }
        }
    }
}
