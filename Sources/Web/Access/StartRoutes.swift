import Domain
import HTTPTypes
import Hummingbird

/// The door: what this is, and the way to one's organization. Nobody is signed in here.
///
/// | Method | Path | Answer |
/// |---|---|---|
/// | GET | / | the start page |
/// | POST | /sign-in | a link mailed, or on to the organization's own door; nobody learns who is known |
/// | GET | /o?slug= | leads on to the organization, or back to the form |
struct StartRoutes: Sendable {
    private typealias Handler = @Sendable (Request, ClientAddress) async throws -> Response

    let console: Console

    func register(on router: Router<WebContext>) {
        on(router, .start, .get) { request, _ in page(StartPage(offersMail: console.platform.offersMail), request) }
        on(router, .mailedSignIn, .post, mailLink)
        on(router, .chooser, .get, choose)
    }

    private func on(
        _ router: Router<WebContext>, _ address: Address, _ method: HTTPRequest.Method, _ handler: @escaping Handler
    ) {
        let console = console
        router.on(RouterPath(address.pattern), method: method) { request, context in
            do {
                return try await handler(request, context.client)
            } catch {
                return console.answer(error, to: request, in: nil)
            }
        }
    }

    private func page(_ page: StartPage, _ request: Request, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(page: page.html(in: DoorContext(texts: Console.texts(for: request))), status: status)
    }

    private func mailLink(_ request: Request, _ client: ClientAddress) async throws -> Response {
        let form = try await Form(of: request, console)
        let typed = try form.one("email") ?? ""
        guard let email = TypedEmail(typed) else {
            return page(
                StartPage(offersMail: console.platform.offersMail, wrongEmail: typed), request, .badRequest)
        }
        var customer: Customer?
        if let home = try await console.platform.homeRealm(ofEmail: email.text) {
            let found = try await console.platform.customer(home.slug)
            // Its own page has the one button; a form must not lead to the provider itself.
            if try await found.read({ tx in try tx.signInProvider() }) != nil {
                return Response(to: .room(slug: home.slug, .door))
            }
            customer = found
        }
        return try await console.mailLink(to: email, at: customer, for: request, from: client, back: .start)
    }

    private func choose(_ request: Request, _: ClientAddress) async throws -> Response {
        let typed = try Form(encoded: request.uri.query ?? "").one("slug") ?? ""
        let slug = String(decoding: HeaderParameters.trimmed(Array(typed.lowercased().utf8)), as: UTF8.self)
        guard !slug.isEmpty else { return Response(to: .start) }
        if slug.utf8.count <= 63, let organization = try await console.platform.organization(slug),
            organization.state == .active
        {
            return Response(to: .room(slug: organization.slug, .overview))
        }
        return page(StartPage(offersMail: console.platform.offersMail, unknownSlug: typed), request, .notFound)
    }
}
