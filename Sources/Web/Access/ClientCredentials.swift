import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// OAuth 2.0 client credentials at `/oauth/{slug}/token` (RFC 6749, section 4.4): a directory buys an hour's access.
struct ClientCredentials: Sendable {
    let platform: Platform
    let errors: ErrorAnswers

    func register(on router: Router<WebContext>) {
        router.post("oauth/{slug}/token") { request, context in
            do {
                return try await token(request, try context.parameters.require("slug"))
            } catch let failure as Failure where failure.kind == .unauthenticated || failure.kind == .notFound {
                return Self.refusal("invalid_client", status: .unauthorized)
            } catch let failure as Failure {
                guard case .invalid(let field) = failure.kind else { return ProblemAnswer.response(failure) }
                return Self.refusal(field, status: .badRequest, failure.message)
            }
        }
    }

    private func token(_ request: Request, _ slug: String) async throws -> Response {
        let body = try await request.body.collect(upTo: 16_384)
        let fields = PercentDecoding.items(String(buffer: body))
        func field(_ name: String) throws -> String? {
            let values = fields.filter { $0.name == name }
            guard values.count < 2 else { throw Failure.invalid("invalid_request", "Send \(name) once.") }
            return values.first?.value
        }
        guard let grant = try field("grant_type"), !grant.isEmpty else {
            throw Failure.invalid("invalid_request", "Send grant_type=client_credentials.")
        }
        guard grant == "client_credentials" else {
            throw Failure.invalid("unsupported_grant_type", "The grant type is client_credentials.")
        }
        guard
            let (id, secret) = try Self.basic(request) ?? Self.pair(try field("client_id"), try field("client_secret"))
        else { throw Failure(.unauthenticated, "Send the client id and the client secret.") }
        let issued = try await platform.customer(slug).write { tx in
            try tx.buyAccess(clientID: id, clientSecret: Secret(presented: secret))
        }
        var json = JSONWriter(capacity: 256)
        json.beginObject()
        json.name("access_token")
        json.string(issued.secret.revealed)
        json.name("token_type")
        json.string("Bearer")
        json.name("expires_in")
        json.integer(Writing.accessLifetime / 1_000)
        json.endObject()
        return Self.answer(json, .ok)
    }

    private static func pair(_ id: String?, _ secret: String?) -> (String, String)? {
        guard let id, let secret else { return nil }
        return (id, secret)
    }

    /// HTTP Basic, with the form encoding of RFC 6749, section 2.3.1, undone.
    private static func basic(_ request: Request) throws -> (String, String)? {
        guard let header = request.headers[.authorization] else { return nil }
        let bytes = Array(header.utf8)
        guard bytes.count > 6, bytes.prefix(6).map(\.asciiLowered) == Array("basic ".utf8),
            let decoded = Data(base64Encoded: Data(bytes[6...])), let colon = decoded.firstIndex(of: UInt8(ascii: ":"))
        else { throw Failure(.unauthenticated, "The Authorization header is not of the Basic scheme.") }
        return (PercentDecoding.decode(decoded[..<colon]), PercentDecoding.decode(decoded[(colon + 1)...]))
    }

    private static func refusal(_ error: String, status: HTTPResponse.Status, _ text: String? = nil) -> Response {
        var json = JSONWriter(capacity: 128)
        json.beginObject()
        json.name("error")
        json.string(error)
        if let text {
            json.name("error_description")
            json.string(text)
        }
        json.endObject()
        var response = answer(json, status)
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Basic realm=\"oauth\"" }
        return response
    }

    private static func answer(_ json: JSONWriter, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
