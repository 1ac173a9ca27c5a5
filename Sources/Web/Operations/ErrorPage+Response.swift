import Domain
import HTTPTypes
import Hummingbird
import NIOCore

extension ErrorPage {
    /// The page for a failure that no room of the console has answered.
    /// - Parameters:
    ///   - status: instead of the one that the failure's kind has.
    ///   - reference: as the log has it.
    static func response(
        _ failure: Failure, status: Int? = nil, reference: String?, for request: Request
    ) -> Response {
        let problem = SCIMProblem(failure)
        let status = status ?? problem.status
        let texts = Texts.in(Language.preferred(by: request.headers[.acceptLanguage]))
        let page = ErrorPage(
            status: status, reference: reference, message: failure.message,
            retryAfter: problem.retryAfter)
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
        if let wait = problem.retryAfter { headers[.retryAfter] = String(wait) }
        let body = page.html(in: DoorContext(texts: texts)).bytes
        return Response(
            status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
