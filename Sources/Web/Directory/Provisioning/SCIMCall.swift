import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// One SCIM request, taken apart once.
struct SCIMCall: Sendable {
    /// A user of one organization's directory is small; a group can have 20,000 members.
    static let bodyMax = 4 * 1_048_576

    let request: Request
    let context: WebContext
    let slug: String
    let token: Secret
    /// The address of this organization's service.
    let base: String
    private let service: SCIMService

    init(_ request: Request, _ context: WebContext, _ service: SCIMService) throws {
        self.request = request
        self.context = context
        self.service = service
        slug = try context.parameters.require("slug")
        base = service.base + "/scim/v2/" + slug
        guard let header = request.headers[.authorization], let token = Self.bearer(header) else {
            throw Failure(.unauthenticated, "Send the connection's token: Authorization: Bearer …")
        }
        self.token = token
    }

    private static func bearer(_ header: String) -> Secret? {
        let bytes = Array(header.utf8)
        guard bytes.count > 7, bytes.count <= 512, bytes[6] == UInt8(ascii: " "),
            bytes.prefix(6).map(\.asciiLowered) == Array("bearer".utf8)
        else { return nil }
        return Secret(presented: String(decoding: bytes[7...].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self))
    }

    /// The customer; an unknown organization is told apart from a wrong token by nobody.
    func customer() async throws -> Customer {
        do {
            return try await service.platform.customer(slug)
        } catch let failure as Failure where failure.kind == .notFound {
            throw Failure(
                .unauthenticated, "This token is unknown, expired or revoked. Create a new one on the directory page.")
        }
    }

    /// The resource's id in the path.
    func id() throws -> UUIDValue {
        guard let id = UUIDValue(try context.parameters.require("id")) else {
            throw Failure.notFound("There is no such resource here.")
        }
        return id
    }

    func query() throws -> SCIMQuery {
        guard let query = request.uri.query, !query.isEmpty else { return try SCIMQuery(items: []) }
        guard query.utf8.count <= 16_384 else {
            throw SCIMProblem.tooLarge("The query is longer than 16 KiB; send it as POST to .search.")
        }
        return try SCIMQuery(items: PercentDecoding.items(query))
    }

    /// The body as JSON.
    /// - Throws: a SCIM problem for another media type, a body over the limit, or JSON that is not well-formed.
    func json(max: Int = bodyMax) async throws -> JSON {
        if let type = request.headers[.contentType] {
            let name = type.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }.map(\.asciiLowered)
            guard name == Array("application/scim+json".utf8) || name == Array("application/json".utf8) else {
                throw SCIMProblem.invalid(
                    .invalidSyntax, "Content-Type", "Send the body as application/scim+json or application/json.")
            }
        }
        try await admitLarge()
        let body = try await collected(max)
        guard body.readableBytes > 0 else {
            throw SCIMProblem.invalid(.invalidSyntax, "body", "The body is empty; send a JSON object.")
        }
        return try body.withUnsafeReadableBytes { bytes in try JSON(scim: bytes) }
    }

    /// What a body may hold before anyone knows who sends it.
    private static let strangerMax = 65_536

    /// A large body is collected only for those who may write: the token is looked at before it, and again with it.
    private func admitLarge() async throws {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length <= Self.strangerMax { return }
        _ = try await customer().read { tx in try tx.admit(token, to: ReadDirectory.self) }
    }

    private func collected(_ max: Int) async throws -> ByteBuffer {
        do {
            return try await request.body.collect(upTo: max)
        } catch is NIOTooManyBytesError {
            throw SCIMProblem.tooLarge("The body is larger than \(max / 1_048_576) MiB; send less at once.")
        }
    }

    /// The condition of If-Match on the version that a write meets.
    var ifMatch: VersionCondition? {
        guard let header = request.headers[.ifMatch] else { return nil }
        let condition = SCIMCondition(parsing: header)
        return { condition.names($0) }
    }

    /// Whether If-None-Match says that the caller has this version already.
    func isKnown(_ version: Int64) -> Bool {
        guard let header = request.headers[.ifNoneMatch] else { return false }
        return SCIMCondition(parsing: header).names(version)
    }

    /// Admits a search that looks at everyone, before it takes its turn.
    func admitScan() async throws {
        _ = try await customer().read { tx in try admit(tx, to: ReadDirectory.self, cost: .scan) }
    }

    func admit<A: Action>(_ tx: Reading, to action: A.Type, cost: SCIMRates.Cost = .indexed) throws -> Permit<A> {
        let permit = try tx.admit(token, to: action)
        try service.rates.take(cost, for: permit.principal.id, at: tx.now)
        return permit
    }
}
