import Domain
import HTTPTypes
import Hummingbird

/// How people sign in. What changes it needs a proof of the last minutes (ASVS 7.5).
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/access/sign-in | signInProvider, boundIdentities | SeeAccess |
/// | POST | /o/{slug}/access/sign-in | connect, after the provider's document was read | ManageSignIn |
/// | POST | /o/{slug}/access/sign-in/only | setSingleSignOnOnly | ManageSignIn |
/// | GET, POST | /o/{slug}/access/sign-in/disconnection | disconnectProvider | ManageSignIn |
struct SignInSettingsRoutes: Sendable {
    /// What a form can get wrong.
    private static let fields: Set<String> = ["issuer", "clientID", "clientSecret", "claim", "acr"]

    func register(on rooms: RoomRoutes) {
        rooms.get(.signInSettings) { call in try await Self.page(call) }
        rooms.post(.signInSettings, save)
        rooms.post(.singleSignOnOnly, setOnly)
        rooms.get(.providerRemoval, askRemoval)
        rooms.post(.providerRemoval, remove)
    }

    private func save(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let typed = try SignInSettingsForm(form)
        let hadSecret = !(try form.one("clientSecret") ?? "").isEmpty
        // Whoever may not connect a provider does not make the server ask one either.
        try await call.look { view in try Self.requireManager(view) }
        try call.console.rates.take(.fetching(call.customer.organization.id))
        do {
            let secret = try SignInSettingsForm.secret(form)
            let found = try await call.discover(try typed.settings(secret: secret))
            let draft = try typed.draft(secret: secret, origins: found.origins)
            try await call.inside { room in
                try Self.requireManager(room)
                try room.tx.connect(draft, try room.permit(ManageSignIn.self))
            }
        } catch let failure as Failure {
            guard case .invalid(let field) = failure.kind, Self.fields.contains(field) else { throw failure }
            return try await Self.page(
                call, .badRequest, typed: typed, error: (field, failure.message), hadSecret: hadSecret)
        }
        try await call.console.platform.registerProvider(of: call.customer)
        return call.done(.signInSettings, .access(.providerSaved))
    }

    private func setOnly(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let isOnly: Bool
        switch try form.required("only") {
        case "yes": isOnly = true
        case "no": isOnly = false
        default: throw Failure.invalid("only", "People sign in through the provider only, or beside mailed links.")
        }
        do {
            try await call.inside { room in
                try Self.requireManager(room)
                try room.tx.setSingleSignOnOnly(isOnly, try room.permit(ManageSignIn.self))
            }
        } catch let failure as Failure where failure.kind == .conflict(.state) {
            return try await Self.page(call, .conflict, problem: failure.message)
        }
        return call.done(.signInSettings, .access(isOnly ? .providerOnly : .providerBeside))
    }

    private func askRemoval(_ call: ConsoleCall) async throws -> Response {
        let mailsLinks = call.console.platform.offersMail
        return try await call.view { view in
            try Self.requireManager(view)
            guard try view.tx.signInProvider() != nil else { throw Failure.notFound("No provider is connected.") }
            return Question { context in ConfirmPage.disconnection(mailsLinks: mailsLinks, in: context) }
        }
    }

    private func remove(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        try await call.inside { room in
            try Self.requireManager(room)
            try room.tx.disconnectProvider(try room.permit(ManageSignIn.self))
        }
        try await call.console.platform.registerProvider(of: call.customer)
        return call.done(.signInSettings, .access(.providerRemoved))
    }

    private static func requireManager(_ room: RoomIn<some Reading>) throws {
        _ = try room.permit(ManageSignIn.self)
        try room.requireFreshProof()
    }

    private static func page(
        _ call: ConsoleCall, _ status: HTTPResponse.Status = .ok, typed: SignInSettingsForm? = nil,
        error: (field: String, message: String)? = nil, hadSecret: Bool = false, problem: String? = nil
    ) async throws -> Response {
        let mailsLinks = call.console.platform.offersMail
        let base = call.console.base
        let (redirect, signedOut) = (call.address(.singleSignOnAnswer).path, call.address(.signedOut).path)
        return try await call.view(status) { view in
            let permit = try view.permit(SeeAccess.self)
            let provider = try view.tx.signInProvider()
            let bound = try view.tx.boundIdentities(permit)
            return SignInSettingsPage(
                connected: provider.map { SignInSettingsPage.Connected($0, bound: Int(bound)) },
                form: typed ?? provider.map(SignInSettingsForm.init) ?? SignInSettingsForm(),
                redirectAddress: base + redirect, signedOutAddress: base + signedOut, mailsLinks: mailsLinks,
                isProved: view.login.isFreshlyProved(at: view.now), error: error, hadSecret: hadSecret,
                problem: problem)
        }
    }
}

extension SignInSettingsPage.Connected {
    init(_ provider: SignInProvider, bound: Int) {
        self.init(
            host: provider.host, issuer: provider.issuer, claim: provider.claim,
            attribute: provider.attribute, hasSecret: provider.clientSecret != nil, origins: provider.origins,
            isOnly: provider.isOnly, boundCount: bound, changedAt: provider.changedAt)
    }
}
