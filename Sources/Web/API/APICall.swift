import Domain
import HTTPTypes
import Hummingbird

/// One request to the API, taken apart once.
struct APICall: Sendable {
    let operation: APIOperation
    private let token: Secret
    private let slug: String
    private let pathID: UUIDValue?
    /// What the query says, or why it cannot be read: told only to those who are admitted.
    private let arguments: Result<APIArguments, Failure>
    private let condition: EntityTags
    private let api: APIService

    /// - Throws: `Failure.unauthenticated` where the request brings no token.
    init(_ request: Request, _ context: WebContext, _ operation: APIOperation, _ api: APIService) throws {
        guard let header = request.headers[.authorization], let token = Secret(bearer: header) else {
            throw Failure(.unauthenticated, "Send the integration's token: Authorization: Bearer …")
        }
        self.token = token
        self.operation = operation
        self.api = api
        slug = try context.parameters.require("slug")
        pathID = operation.hasID ? UUIDValue(try context.parameters.require("id")) : nil
        condition = EntityTags(parsing: request.headers[.ifNoneMatch] ?? "")
        let query = request.uri.query ?? ""
        arguments = Result { () throws(Failure) in try APIArguments(query: query, operation.parameters) }
    }

    /// Runs the operation's verb in one transaction, in which the token is read too.
    ///
    /// - Parameter finish: makes of what the verb found what leaves the transaction.
    func run<A: Action, Found: Sendable, Finished: Sendable>(
        _ verb: APIVerb<A, Found>,
        _ finish: @escaping @Sendable (Reading, Found, APIQuestion) throws -> Finished
    ) async throws -> Finished {
        let customer = try await customer()
        switch verb {
        case .reads(let body):
            return try await customer.read { tx in
                let permit = try admit(tx, to: A.self)
                let question = try question(tx)
                return try finish(tx, try body(tx, question, permit), question)
            }
        case .records(let body):
            // What cannot be read takes no turn of the writer.
            if case .failure = arguments { _ = try await customer.read { tx in try refuse(tx, A.self) } }
            return try await customer.write { tx in
                let permit = try admit(tx, to: A.self)
                let question = try question(tx)
                return try finish(tx, try body(tx, question, permit), question)
            }
        }
    }

    /// The customer; an unknown organization is told apart from a wrong token by nobody.
    private func customer() async throws -> Customer {
        do {
            return try await api.platform.customer(slug)
        } catch let failure as Failure where failure.kind == .notFound {
            throw Failure.unknownIntegration
        }
    }

    private func admit<A: Action>(_ tx: Reading, to action: A.Type) throws -> Permit<A> {
        let permit = try tx.admit(integration: token, to: action)
        try api.rates.take(for: permit.principal.id, at: tx.now)
        return permit
    }

    private func refuse<A: Action>(_ tx: Reading, _ action: A.Type) throws {
        _ = try admit(tx, to: action)
        _ = try arguments.get()
    }

    private func question(_ tx: Reading) throws -> APIQuestion {
        let arguments = try arguments.get()
        let list = "\(operation.id) \(pathID.map(\.description) ?? "") \(arguments.filter)"
        return APIQuestion(
            arguments: arguments, pathID: pathID,
            place: try arguments.text("cursor").map { try tx.place(of: $0, in: list) }, condition: condition, list: list
        )
    }
}

extension Secret {
    /// What an Authorization header of the Bearer scheme presents (RFC 6750, section 2.1).
    init?(bearer header: String) {
        let bytes = Array(header.utf8)
        guard bytes.count > 7, bytes.count <= 512, bytes[6] == UInt8(ascii: " "),
            bytes.prefix(6).map(\.asciiLowered) == Array("bearer".utf8)
        else { return nil }
        self.init(presented: String(decoding: bytes[7...].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self))
    }
}
