import Domain
import HTTPTypes
import Hummingbird

/// The second step. Its pages are open to a login that has yet to prove it.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/factor?then= | – | KeepOwnSignIn |
/// | POST | /o/{slug}/factor?then= | prove | KeepOwnSignIn |
/// | GET | /o/{slug}/factor/setup | beginFactor | KeepOwnSignIn |
/// | POST | /o/{slug}/factor/setup | confirmFactor | KeepOwnSignIn |
struct FactorRoutes: Sendable {
    /// Longer than any code with its spaces.
    private static let codeBytesMax = 64

    func register(on rooms: RoomRoutes) {
        rooms.get(.factor(then: .overview), ask)
        rooms.post(.factor(then: .overview), prove)
        rooms.get(.factorSetup, begin)
        rooms.post(.factorSetup, confirm)
    }

    // MARK: - Proving

    private func ask(_ call: ConsoleCall) async throws -> Response {
        let destination = FactorDestination(then: try call.query().one("then"))
        let login = try await call.lookAtDoor { view in
            _ = try view.permit(KeepOwnSignIn.self)
            return view.login
        }
        guard login.hasFactor else {
            if login.need == .enrolment { return Response(to: call.address(.factorSetup)) }
            throw ProofNeeded(hasFactor: false)
        }
        return page(login, destination, nil, call)
    }

    private func prove(_ call: ConsoleCall) async throws -> Response {
        let destination = FactorDestination(then: try call.query().one("then"))
        let code = try Self.code(in: try await call.form())
        let rates = call.console.rates
        let (proof, login) = try await call.insideDoor { room in
            let permit = try room.permit(KeepOwnSignIn.self)
            try rates.take(Self.account(room.login))
            return (try room.tx.prove(room.login, code: code, permit), room.login)
        }
        switch proof {
        case .accepted(let secret):
            var response = Response(to: destination.address(slug: call.slug))
            call.console.cookies.set(secret, for: call.slug, on: &response.headers)
            return response
        case .wrong, .locked:
            return page(login, destination, proof, call)
        }
    }

    private func page(
        _ login: Login, _ destination: FactorDestination, _ proof: Proof?, _ call: ConsoleCall
    ) -> Response {
        let page = FactorPage(
            slug: call.slug, isRepeated: login.need == .nothing, destination: destination,
            trouble: proof.flatMap { Self.trouble($0, call) })
        return Self.answer(page.html(in: call.doorContext), proof, call)
    }

    // MARK: - Setting up

    private func begin(_ call: ConsoleCall) async throws -> Response {
        let (draft, login) = try await call.insideDoor { room -> (FactorDraft?, Login) in
            let permit = try room.permit(KeepOwnSignIn.self)
            let login = room.login
            // A second step is a way in: whoever sets one up has to be known for certain, now (ASVS 7.5.1).
            guard login.need != .code, login.isFreshlyProved(at: room.now) else { return (nil, login) }
            return (try room.tx.beginFactor(login, permit), login)
        }
        guard let draft else {
            if login.hasFactor { return Response(to: call.address(.factor(then: .setup))) }
            throw ProofNeeded(hasFactor: false)
        }
        let picture = QRCode(draft.address)?.html(label: call.texts.factor.picture) ?? HTML()
        let page = FactorSetupPage(
            slug: call.slug, isNeeded: login.need == .enrolment, replaces: login.hasFactor,
            key: FactorSetupPage.Key(picture: picture, text: draft.secret))
        return Response(page: page.html(in: call.doorContext))
    }

    private func confirm(_ call: ConsoleCall) async throws -> Response {
        let code = try Self.code(in: try await call.form())
        let rates = call.console.rates
        do {
            let (proof, codes, login) = try await call.insideDoor { room in
                let permit = try room.permit(KeepOwnSignIn.self)
                guard room.login.need != .code else { throw FactorNeeded(need: .code) }
                try rates.take(Self.account(room.login))
                let (proof, codes) = try room.tx.confirmFactor(room.login, code: code, permit)
                return (proof, codes, room.login)
            }
            guard case .accepted(let secret) = proof else {
                let page = FactorSetupPage(
                    slug: call.slug, isNeeded: login.need == .enrolment, replaces: login.hasFactor, key: nil,
                    trouble: Self.trouble(proof, call))
                return Self.answer(page.html(in: call.doorContext), proof, call)
            }
            let page = FactorCodesPage(
                slug: call.slug, codes: codes.map(\.text), isFirst: true,
                next: login.need == .enrolment ? .overview : .ownSignIn)
            var response = Response(page: page.html(in: DoorContext(texts: call.texts)))
            call.console.cookies.set(secret, for: call.slug, on: &response.headers)
            return response
        } catch let failure as Failure where failure.kind == .conflict(.state) {
            // Begun too long ago, or confirmed already: a new picture.
            return Response(to: call.address(.factorSetup))
        }
    }

    // MARK: -

    private static func code(in form: Form) throws -> String {
        String(decoding: try form.required("code").utf8.prefix(codeBytesMax), as: UTF8.self)
    }

    private static func account(_ login: Login) -> DoorRates.Key {
        .code(Array((login.person?.description ?? "").utf8))
    }

    private static func trouble(_ proof: Proof, _ call: ConsoleCall) -> FactorPage.Trouble? {
        switch proof {
        case .accepted: return nil
        case .wrong: return .wrong
        case .locked(let until):
            let zone = call.customer.organization.zone
            let civil = LocalZone(name: zone) { TimeZones.offset(of: zone, at: $0) }.civil(until)
            return .locked(until: call.texts.format.time(civil))
        }
    }

    private static func answer(_ page: HTML, _ proof: Proof?, _ call: ConsoleCall) -> Response {
        switch proof {
        case nil, .accepted: return Response(page: page)
        case .wrong: return Response(page: page, status: .badRequest)
        case .locked(let until):
            var response = Response(page: page, status: .tooManyRequests)
            let seconds = max(1, (until - call.console.platform.clock.now + 999) / 1_000)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
    }
}
