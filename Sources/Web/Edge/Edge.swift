import Domain
import HTTPTypes
import Hummingbird

/// The outermost layer of every request: who calls, by which name, and whether they have to wait; then the answer's form
/// where nobody answered, its headers, and the counts.
///
/// The log and the metrics know the route, never the address: addresses may carry a filter, and filters carry names. Where
/// a request comes from is neither logged nor counted.
struct Edge: RouterMiddleware {
    private let errors: ErrorAnswers
    private let hosts: HostList
    private let forwarding: Forwarding
    private let admission: Admission
    private let headers: SecurityHeaders
    private let counters = RouteCounters()

    /// - Parameter limits: shared with handlers that count accounts and organizations; nil for its own.
    init(errors: ErrorAnswers, options: ServerOptions = ServerOptions(), limits: Limits? = nil) {
        self.errors = errors
        hosts = HostList(base: options.base, listensOn: options.host, others: options.hosts)
        forwarding = Forwarding(proxies: options.trustedProxies)
        admission = Admission(limits: limits ?? Limits(options.rates))
        headers = SecurityHeaders(isSecure: OwnOrigin(base: options.base).isSecure)
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let started = ContinuousClock.now
        let precinct = Precinct(path: request.uri.path)
        let caller = forwarding.caller(
            of: request.head, from: context.peer, isSecure: request.head.scheme == "https")
        var context = context
        context.client = caller.address
        context.isForwarded = caller.isForwarded
        var response: Response
        do {
            response = try await answered(request, context, precinct, caller, next)
        } catch {
            response = answer(error, request, precinct)
        }
        headers.set(on: &response, for: precinct, isOverTLS: caller.isSecure)
        counters.count(
            method: request.method, route: context.endpointPath ?? "(none)", status: response.status.code,
            duration: ContinuousClock.now - started)
        // On a kept connection a body after HEAD would be read as the next answer (RFC 9110, section 9.3.2).
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answered(
        _ request: Request, _ context: WebContext, _ precinct: Precinct, _ caller: Caller,
        _ next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if precinct != .health { try hosts.require(caller.hosts) }
        let pass = try admission.admit(request, precinct, from: caller.address)
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = answer(error, request, precinct)
        }
        admission.settle(pass, response.status)
        return response
    }

    private func answer(_ error: any Error, _ request: Request, _ precinct: Precinct) -> Response {
        if let error = error as? HostList.Misdirected {
            let isPage = precinct != .scim && !precinct.answersProblems
            return isPage
                ? ErrorPage.response(error.failure, status: 421, reference: nil, for: request)
                : ProblemAnswer.response(error.failure, status: 421)
        }
        if precinct == .scim {
            let problem = SCIMProblem(errors.failure(for: error))
            var response = Response(status: .init(code: problem.status), scim: SCIMErrorWriter.body(problem))
            if let wait = problem.retryAfter { response.headers[.retryAfter] = String(wait) }
            return allowing(response, problem.failure)
        }
        let (failure, reference) = errors.answer(to: error)
        if precinct.answersProblems { return allowing(ProblemAnswer.response(failure), failure) }
        return allowing(ErrorPage.response(failure, reference: reference, for: request), failure)
    }

    private func allowing(_ response: Response, _ failure: Failure) -> Response {
        guard case .method(let allowed) = failure.kind else { return response }
        var response = response
        response.headers[.allow] = allowed
        return response
    }
}
