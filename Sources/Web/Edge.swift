import Domain
import HTTPTypes
import Hummingbird
import Metrics
import NIOCore
import Synchronization

/// The outermost layer: answers what nobody answered, in the form of the address asked for; headers; counts.
///
/// The log and the metrics know the route, never the address: addresses may carry a filter, and filters carry names.
struct Edge: RouterMiddleware {
    let errors: ErrorAnswers
    private let counters = RouteCounters()

    init(errors: ErrorAnswers) { self.errors = errors }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let started = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = answer(error, request)
        }
        if !request.uri.path.hasPrefix("/scim/") { SecurityHeaders.set(on: &response) }
        response.headers[.xContentTypeOptions] = "nosniff"
        counters.count(
            method: request.method, route: context.endpointPath ?? "(none)", status: response.status.code,
            duration: ContinuousClock.now - started)
        return response
    }

    private func answer(_ error: any Error, _ request: Request) -> Response {
        let path = request.uri.path
        if path.hasPrefix("/scim/") {
            let problem = SCIMProblem(errors.failure(for: error))
            return allowing(
                Response(status: .init(code: problem.status), scim: SCIMErrorWriter.body(problem)), problem.failure)
        }
        let (failure, reference) = errors.answer(to: error)
        if path.hasPrefix("/api/") || path.hasPrefix("/oauth/") || path.hasPrefix("/health/") || path == "/metrics" {
            return allowing(ProblemAnswer.response(failure), failure)
        }
        return allowing(ErrorPage.response(failure, reference: reference, for: request), failure)
    }

    private func allowing(_ response: Response, _ failure: Failure) -> Response {
        guard case .method(let allowed) = failure.kind else { return response }
        var response = response
        response.headers[.allow] = allowed
        return response
    }
}

/// What every page carries, beside the strict Content-Security-Policy (ASVS 3.4).
enum SecurityHeaders {
    static let policy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")

    private static let others: [HTTPField] = [
        ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ].compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }

    static func set(on response: inout Response) {
        response.headers[.contentSecurityPolicy] = policy
        response.headers.append(contentsOf: others)
    }
}

/// One counter and one timer for each route and status, looked up without building labels again.
final class RouteCounters: Sendable {
    private struct Key: Hashable {
        let method: HTTPRequest.Method
        let route: String
        let status: Int
    }

    private struct Cell {
        let count: Counter
        let duration: Timer
    }

    private let cells = Mutex<[Key: Cell]>([:])

    func count(method: HTTPRequest.Method, route: String, status: Int, duration: Duration) {
        let key = Key(method: method, route: route, status: status)
        let cell = cells.withLock { cells in
            if let cell = cells[key] { return cell }
            let labels = [("method", method.rawValue), ("route", route), ("status", String(status))]
            let cell = Cell(
                count: Counter(label: "http_requests_total", dimensions: labels),
                duration: Timer(label: "http_request_duration", dimensions: [("route", route)]))
            cells[key] = cell
            return cell
        }
        cell.count.increment()
        let (seconds, attoseconds) = duration.components
        cell.duration.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

/// Errors as `application/problem+json` (RFC 9457).
enum ProblemAnswer {
    static func response(_ failure: Failure) -> Response {
        let problem = SCIMProblem(failure)
        var body = JSONWriter(capacity: 256)
        body.beginObject()
        body.name("type")
        body.string("about:blank")
        body.name("title")
        body.string(Texts.english.errors.entry(status: problem.status).headline)
        body.name("status")
        body.integer(problem.status)
        body.name("detail")
        body.string(failure.message)
        body.endObject()
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if let wait = problem.retryAfter { headers[.retryAfter] = String(wait) }
        return Response(
            status: .init(code: problem.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: body.bytes)))
    }
}
