import Domain
import HTTPTypes
import Hummingbird

/// Signing in by a one-time link, and out.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/sign-in | signInProvider: the ways in | – |
/// | POST | /o/{slug}/sign-in | requestSignInLink | – |
/// | GET | /o/{slug}/sign-in/{token} | state: a mail scanner must not use the link up | – |
/// | POST | /o/{slug}/sign-in/{token} | signIn | the link |
/// | POST | /o/{slug}/sign-out | signOut | the login |
/// | GET | /o/{slug}/signed-out | – | – |
struct SignInRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.door) { call in try await door(call) }
        rooms.post(.door, mailLink)
        rooms.get(.signIn(token: ""), ask)
        rooms.post(.signIn(token: ""), signIn)
        rooms.post(.signOut, signOut)
        rooms.get(.signedOut, signedOut)
    }

    private func door(_ call: ConsoleCall, wrongEmail: String? = nil) async throws -> Response {
        var page = SignInDoorPage(
            slug: call.slug, organization: call.customer.organization.name, ways: try await call.ways())
        page.wrongEmail = wrongEmail
        return Response(
            page: page.html(in: DoorContext(texts: call.texts)), status: wrongEmail == nil ? .ok : .badRequest)
    }

    private func mailLink(_ call: ConsoleCall) async throws -> Response {
        let typed = try await call.openForm().one("email") ?? ""
        guard let email = TypedEmail(typed) else { return try await door(call, wrongEmail: typed) }
        // Where only the provider lets people in, the page says so instead of promising a mail.
        guard try await call.ways().mailsLinks else { return try await door(call) }
        return try await call.console.mailLink(
            to: email, at: call.customer, for: call.request, from: call.client, back: call.address(.door))
    }

    // MARK: - The link

    private func ask(_ call: ConsoleCall) async throws -> Response {
        let token = try call.parameter("token")
        let link = Secret(presented: token)
        let asking = call.console.cookies.asking(in: call.request.headers)
        let state = try await call.customer.read { tx in try tx.state(of: link, in: asking) }
        guard state == .usable else { return dead(state, call) }
        let page = SignInPage(slug: call.slug, organization: call.customer.organization.name, token: token)
        return Response(page: page.html(in: DoorContext(texts: call.texts)))
    }

    private func dead(_ state: LinkState, _ call: ConsoleCall) -> Response {
        let context = DoorContext(texts: call.texts)
        return state == .elsewhere
            ? Response(page: SignInElsewherePage(slug: call.slug).html(in: context), status: .forbidden)
            : Response(page: SignInExpiredPage(slug: call.slug).html(in: context), status: .gone)
    }

    private func signIn(_ call: ConsoleCall) async throws -> Response {
        try call.requireSameOrigin()
        let link = Secret(presented: try call.parameter("token"))
        let asking = call.console.cookies.asking(in: call.request.headers)
        let before = call.login
        let browser = call.browser
        do {
            let (login, need) = try await call.customer.write { tx in
                // The browser's former login ends with the new one: nobody can plant a session and wait.
                if let before { try tx.signOut(before) }
                let login = try tx.signIn(with: link, from: asking, in: browser)
                return (login, try tx.login(login)?.need ?? .nothing)
            }
            return call.signedIn(login, need)
        } catch let failure as Failure where failure.kind == .unauthenticated {
            let state = try await call.customer.read { tx in try tx.state(of: link, in: asking) }
            return dead(state, call)
        }
    }

    // MARK: - Out

    private func signOut(_ call: ConsoleCall) async throws -> Response {
        var isEmployers = false
        if let login = call.login {
            _ = try await call.form()
            isEmployers = try await call.customer.write { tx in
                let isEmployers = try tx.login(login)?.method == .sso
                try tx.signOut(login)
                return isEmployers
            }
        }
        var response = Response(to: call.address(.signedOut))
        call.console.cookies.clearLogin(call.slug, on: &response.headers)
        if isEmployers { call.console.cookies.set(.stillAtEmployer, on: &response.headers) }
        return response
    }

    private func signedOut(_ call: ConsoleCall) async throws -> Response {
        var page = SignedOutPage(slug: call.slug)
        if call.flash == .stillAtEmployer { page.employerURL = try await OpenIDRoutes.endSessionURL(call) }
        var response = Response(page: page.html(in: DoorContext(texts: call.texts)))
        if call.flash != nil { call.console.cookies.clearFlash(on: &response.headers) }
        return response
    }
}
