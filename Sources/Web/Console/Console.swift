import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What all handlers of the console share.
struct Console: Sendable {
    let platform: Platform
    /// The public address, without a slash at its end.
    let base: String
    let errors: ErrorAnswers
    let origin: OwnOrigin
    /// How often one network, one account and one organization can be tried.
    var rates = DoorRates()

    init(platform: Platform, base: String, errors: ErrorAnswers) {
        self.platform = platform
        self.base = base
        self.errors = errors
        origin = OwnOrigin(base: base)
    }

    var cookies: Cookies { Cookies(isSecure: origin.isSecure) }

    /// The way to the provider of a customer, through the egress gate.
    func openID(for customer: Customer, _ provider: SignInProvider) -> OpenIDClient {
        platform.providers.client(of: provider, for: customer.organization.id)
    }

    static func texts(for request: Request) -> Texts {
        Texts.in(Language.preferred(by: request.headers[.acceptLanguage]))
    }

    /// A page for whatever went wrong; what is not the caller's fault is logged and counted first.
    /// - Parameter call: nil where the request did not come as far as its organization.
    func answer(_ error: any Error, to request: Request, in call: ConsoleCall?) -> Response {
        let texts = Self.texts(for: request)
        // With an organization the door answers this one: see `respond`.
        let error = error is NotSignedIn ? Failure(.unauthenticated, texts.errors.unauthenticated.lead) : error
        let (failure, reference) = errors.answer(to: error)
        let problem = SCIMProblem(failure)
        // Our own sentences are in English; another language has those of its catalogue.
        let message = texts.language == texts.roomLanguage ? failure.message : nil
        let page = ErrorPage(
            status: problem.status, reference: reference, message: message, retryAfter: problem.retryAfter,
            back: call.map { $0.address(.overview) } ?? .start)
        var response = Response(page: page.html(in: DoorContext(texts: texts)), status: .init(code: problem.status))
        if let wait = problem.retryAfter { response.headers[.retryAfter] = String(wait) }
        return response
    }
}

extension Response {
    /// A page that no cache keeps.
    init(page: HTML, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: page.bytes)))
    }

    /// Leads a browser on by GET. Only our own addresses are led to.
    init(to address: Address) {
        self.init(status: .seeOther, headers: [.location: address.path, .cacheControl: "no-store"])
    }
}
