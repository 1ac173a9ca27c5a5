import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Errors as `application/problem+json` (RFC 9457), with the parameter that is wrong as `field`, where it is one.
enum ProblemAnswer {
    /// - Parameter status: instead of the one that the failure's kind has.
    static func response(_ failure: Failure, status: Int? = nil) -> Response {
        let problem = SCIMProblem(failure)
        let status = status ?? problem.status
        var body = JSONWriter(capacity: 256)
        body.beginObject()
        body.name("type")
        body.string("about:blank")
        body.name("title")
        body.string(Texts.english.errors.entry(status: status).headline)
        body.name("status")
        body.integer(status)
        body.name("detail")
        body.string(failure.message)
        if case .invalid(let field) = failure.kind {
            body.name("field")
            body.string(field)
        }
        body.endObject()
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if let wait = problem.retryAfter { headers[.retryAfter] = String(wait) }
        return Response(
            status: .init(code: status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: body.bytes)))
    }
}
