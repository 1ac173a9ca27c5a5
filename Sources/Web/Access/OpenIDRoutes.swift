import Domain
import HTTPTypes
import Hummingbird
import Logging

/// Signing in at the employer's OpenID provider.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/sso | signInProvider; then on to the provider | – |
/// | GET | /o/{slug}/sso/callback | signIn | what the provider vouches for |
struct OpenIDRoutes: Sendable {
    private let used = UsedAttempts()

    func register(on rooms: RoomRoutes) {
        rooms.get(.singleSignOn, begin)
        rooms.get(.singleSignOnAnswer, finish)
    }

    /// The address's limit is all that holds this up: a limit of the organization would let anyone close its door.
    private func begin(_ call: ConsoleCall) async throws -> Response {
        guard let provider = try await call.customer.read({ tx in try tx.signInProvider() }) else {
            return Response(to: call.address(.door))
        }
        do {
            let (url, attempt) = try await call.console.openID(for: call.customer, provider)
                .begin(try OpenIDSettings(provider), redirectURI: Self.redirectURI(call))
            let end = call.console.platform.clock.now + OpenIDAttempt.lifetime
            let sealed = try call.customer.sealForBrowser(attempt.encoded, for: .openID, until: end)
            var response = Response(status: .found, headers: [.location: url, .cacheControl: "no-store"])
            call.console.cookies.set(attempt: sealed, for: call.slug, on: &response.headers)
            return response
        } catch {
            return fault(error, call)
        }
    }

    /// The attempt is over with the first answer, whatever it says.
    private func finish(_ call: ConsoleCall) async throws -> Response {
        var response: Response
        do {
            response = try await signIn(call)
        } catch {
            response = fault(error, call)
        }
        call.console.cookies.clearAttempt(call.slug, on: &response.headers)
        return response
    }

    private func signIn(_ call: ConsoleCall) async throws -> Response {
        guard let provider = try await call.customer.read({ tx in try tx.signInProvider() }),
            let sealed = call.console.cookies.attempt(call.slug, in: call.request.headers),
            let bytes = call.customer.openFromBrowser(sealed, for: .openID)
        else { throw OpenIDRefusal.attemptMalformed }
        let attempt = try OpenIDAttempt(bytes)
        guard used.use(bytes, at: call.console.platform.clock.now) else { throw OpenIDRefusal.attemptExpired }
        let parameters = PercentDecoding.items(call.request.uri.query ?? "").map { ($0.name, $0.value) }
        let identity = try await call.console.openID(for: call.customer, provider).finish(
            try OpenIDSettings(provider), attempt: attempt, parameters: parameters,
            redirectURI: Self.redirectURI(call))
        let vouched = VouchedIdentity(
            issuer: identity.issuer, subject: identity.subject.revealed,
            claimed: identity.claim(provider.claim)?.revealed, hasMFA: identity.hasMFA)
        let (before, browser) = (call.login, call.browser)
        let (login, need) = try await call.customer.write { tx in
            if let before { try tx.signOut(before) }
            let login = try tx.signIn(vouched, in: browser)
            return (login, try tx.login(login)?.need ?? .nothing)
        }
        return call.signedIn(login, need)
    }

    /// Where the provider signs the browser out; nil where it does not say, or does not answer.
    static func endSessionURL(_ call: ConsoleCall) async throws -> String? {
        guard let provider = try await call.customer.read({ tx in try tx.signInProvider() }),
            let settings = try? OpenIDSettings(provider)
        else { return nil }
        let client = call.console.openID(for: call.customer, provider)
        let back = call.console.base + call.address(.signedOut).path
        return try? await client.endSessionURL(settings, returningTo: back)
    }

    /// What is registered with the provider.
    static func redirectURI(_ call: ConsoleCall) -> String {
        call.console.base + call.address(.singleSignOnAnswer).path
    }

    // MARK: - What went wrong

    /// The page says little; the log has the refusal's name, which holds no value of anyone.
    private func fault(_ error: any Error, _ call: ConsoleCall) -> Response {
        let (fault, name): (SignInFaultPage.Fault, String)
        switch error {
        case OpenIDRefusal.answerDenied: (fault, name) = (.refusedThere, OpenIDRefusal.answerDenied.rawValue)
        case OpenIDRefusal.providerUnavailable:
            (fault, name) = (.unavailable, OpenIDRefusal.providerUnavailable.rawValue)
        case let refusal as OpenIDRefusal: (fault, name) = (.unusable, refusal.rawValue)
        case let failure as Failure where failure.kind == .unavailable: (fault, name) = (.unavailable, "unavailable")
        case let failure as Failure where failure.kind == .unauthenticated:
            (fault, name) = (.unknownPerson, "unknown-person")
        default: return call.console.answer(error, to: call.request, in: call)
        }
        let reference = Reference.make()
        call.console.errors.log.notice(
            "Signing in through a provider was refused",
            metadata: [
                "refusal": "\(name)", "reference": "\(reference)", "organization": "\(call.customer.organization.id)",
            ])
        let page = SignInFaultPage(slug: call.slug, fault: fault, reference: reference)
        return Response(
            page: page.html(in: DoorContext(texts: call.texts)),
            status: fault == .unavailable ? .serviceUnavailable : .unauthorized)
    }
}

extension OpenIDSettings {
    /// - Throws: `Failure.invalid` where what is stored is of an earlier form.
    init(_ provider: SignInProvider) throws(Failure) {
        try self.init(
            issuer: provider.issuer, clientID: provider.clientID, clientSecret: provider.clientSecret,
            claim: provider.claim, acr: provider.acr)
    }
}
