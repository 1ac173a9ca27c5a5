import Domain
import HTTPTypes
import Hummingbird

/// What the rooms answer to someone who has to sign in, or to prove more, first.
extension Console {
    /// A page or a way on for whatever a room has thrown.
    /// - Parameter call: nil where the request did not come as far as its organization.
    func respond(to error: any Error, for request: Request, in call: ConsoleCall?) async -> Response {
        guard let call else { return answer(error, to: request, in: nil) }
        do {
            return try await call.doorAnswer(to: error) ?? answer(error, to: request, in: call)
        } catch {
            return answer(error, to: request, in: call)
        }
    }
}

extension ConsoleCall {
    var doorContext: DoorContext { DoorContext(texts: texts, csrf: csrf) }

    /// The ways into the organization that are open now.
    func ways() async throws -> SignInDoorPage.Ways {
        let provider = try await customer.read { tx in try tx.signInProvider() }
        return SignInDoorPage.Ways(
            providerHost: provider.map { Self.host(of: $0.issuer) },
            mailsLinks: console.platform.offersMail && provider?.isOnly != true)
    }

    /// The browser has this login from here on.
    func signedIn(_ login: Secret, _ need: Login.Need) -> Response {
        var response = Response(to: address(need.room))
        console.cookies.set(login, for: slug, on: &response.headers)
        return response
    }

    /// Runs `read` for a page of the second step: whoever is signed in may still have to prove more.
    func lookAtDoor<Result: Sendable>(_ read: @escaping @Sendable (View) throws -> Result) async throws -> Result {
        guard let login else { throw NotSignedIn() }
        let call = self
        return try await customer.read { tx in try read(View(tx, login, call, isDoor: true)) }
    }

    /// Nil for what is an error and no matter of the door.
    fileprivate func doorAnswer(to error: any Error) async throws -> Response? {
        switch error {
        case is NotSignedIn: return try await turnAway()
        case let needed as FactorNeeded: return Response(to: address(needed.need.room))
        case let needed as ProofNeeded: return proof(needed)
        default: return nil
        }
    }

    private func turnAway() async throws -> Response {
        var page = SignInDoorPage(slug: slug, organization: customer.organization.name, ways: try await ways())
        page.isTurnedAway = true
        var response = Response(page: page.html(in: DoorContext(texts: texts)), status: .unauthorized)
        if login != nil { console.cookies.clearLogin(slug, on: &response.headers) }
        return response
    }

    /// The second step once more; a new sign-in for someone who has none.
    private func proof(_ needed: ProofNeeded) -> Response {
        let asked = FactorDestination(deed: request.uri.path)
        guard needed.hasFactor else {
            // The proof's own page is no way back: it was asked for on the way to another.
            let destination = asked == .overview ? (try? query().one("then")).map(FactorDestination.init(then:)) : asked
            let page = SignInAgainPage(slug: slug, back: (destination ?? .ownSignIn).wayBack(slug: slug))
            return Response(page: page.html(in: doorContext), status: .forbidden)
        }
        return Response(to: address(.factor(then: asked)))
    }

    /// `login.example` of `https://login.example/tenant`.
    private static func host(of issuer: String) -> String {
        let rest = issuer.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3)
        return String(decoding: rest.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
    }
}

extension Login.Need {
    /// Where someone with this need has to go.
    var room: Address.Room {
        switch self {
        case .nothing: .overview
        case .code: .factor(then: .overview)
        case .enrolment: .factorSetup
        }
    }
}
