import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// One request to an organization's console, taken apart once.
struct ConsoleCall: Sendable {
    /// The use for which a login's secret makes the token of its forms.
    private static let csrfUse = "console form"

    let request: Request
    let console: Console
    let customer: Customer
    let texts: Texts
    /// What the browser's cookie presents; a transaction finds out whether it is a login.
    let login: Secret?
    let flash: Flash?
    /// Where the request comes from, for limits only (promise D3).
    let client: ClientAddress
    /// What of the product is used by this call; nil where that is nothing that is counted.
    var feature: Feature?
    private let parameters: Parameters

    /// - Throws: `Failure.notFound` for an organization that is not here.
    /// - Parameters:
    ///   - slug: nil for that of the address.
    ///   - admitsLeaving: whether the organization may be closed, as long as its data can be taken.
    init(
        _ request: Request, _ context: WebContext, _ console: Console, slug: String? = nil, admitsLeaving: Bool = false
    ) async throws {
        self.request = request
        self.console = console
        client = context.client
        parameters = context.parameters
        let name = try slug ?? context.parameters.require("slug")
        customer =
            try await (admitsLeaving ? console.platform.customerOrLeaving(name) : console.platform.customer(name))
        texts = Console.texts(for: request)
        login = console.cookies.login(customer.organization.slug, in: request.headers)
        flash = console.cookies.flash(in: request.headers)
    }

    var slug: String { customer.organization.slug }
    /// What is kept of the browser with a login.
    var browser: BrowserKind { BrowserKind(userAgent: request.headers[.userAgent]) }
    var csrf: String { login?.derived(for: Self.csrfUse) ?? "" }
    var scimBase: String { "\(console.base)/scim/v2/\(slug)" }
    var tokenEndpoint: String { "\(console.base)/oauth/\(slug)/token" }

    func address(_ room: Address.Room) -> Address { .room(slug: slug, room) }

    /// An id in the path.
    /// - Throws: `Failure.notFound`: what is no id names nothing.
    func id(_ name: String = "id") throws -> UUIDValue {
        guard let id = UUIDValue(try parameters.require(name)) else {
            throw Failure.notFound("There is nothing at this address.")
        }
        return id
    }

    func parameter(_ name: String) throws -> String { try parameters.require(name) }

    func query() throws -> Form { try Form(encoded: request.uri.query ?? "") }

    /// What a provider says about itself, before it is connected.
    /// - Throws: `Failure.invalid("issuer")`.
    func discover(_ settings: OpenIDSettings) async throws -> (origins: [String], hasLogout: Bool) {
        let metadata = try await console.platform.discoverProvider(settings, for: customer.organization.id)
        return (metadata.origins, metadata.canEndSession)
    }

    // MARK: - Transactions

    /// What the cookie presents.
    /// - Throws: `NotSignedIn` where there is none, or it is a visitor's whom the operator no longer lets.
    private func presented() async throws -> Secret {
        guard let login, try await console.platform.stillMayVisit(login, customer) else { throw NotSignedIn() }
        return login
    }

    /// Runs `verbs` in one write transaction, in which the login is read too.
    /// - Throws: `NotSignedIn`, and what `verbs` throws.
    func inside<Result: Sendable>(_ verbs: @escaping @Sendable (Room) throws -> Result) async throws -> Result {
        let login = try await presented()
        let call = self
        let (result, person) = try await customer.write { tx in
            let room = try Room(tx, login, call)
            return (try verbs(room), room.login.person)
        }
        noteUse(by: person)
        return result
    }

    /// What was asked for was given: the feature was used. A visitor of the operator's is nobody of the staff.
    private func noteUse(by person: UUIDValue?) {
        guard let feature, let person else { return }
        customer.usage.count(feature, person, at: customer.clock.now)
    }

    /// As `inside`, for the pages of the second step: whoever is signed in may still have to prove more.
    func insideDoor<Result: Sendable>(
        _ verbs: @escaping @Sendable (Room) throws -> Result
    ) async throws -> Result {
        let login = try await presented()
        let call = self
        return try await customer.write { tx in try verbs(Room(tx, login, call, isDoor: true)) }
    }

    /// Runs `verbs` in one read transaction, in which the login is read too.
    func look<Result: Sendable>(_ verbs: @escaping @Sendable (View) throws -> Result) async throws -> Result {
        let login = try await presented()
        let call = self
        let (result, person) = try await customer.read { tx in
            let view = try View(tx, login, call)
            return (try verbs(view), view.login.person)
        }
        noteUse(by: person)
        return result
    }

    /// A page whose values one read transaction gives: it shows nobody but the reader.
    func view<Page: ConsolePage>(
        _ status: HTTPResponse.Status = .ok, _ read: @escaping @Sendable (View) throws -> Page
    ) async throws -> Response {
        let (page, context) = try await look { view in (try read(view), try view.context()) }
        return drawn(page, context, status)
    }

    /// A page whose values one transaction gives; it is drawn once that is durable.
    func page<Page: ConsolePage>(
        _ status: HTTPResponse.Status = .ok, _ read: @escaping @Sendable (Room) throws -> Page
    ) async throws -> Response {
        let (page, context) = try await inside { room in (try read(room), try room.context()) }
        return drawn(page, context, status)
    }

    func drawn(
        _ page: some ConsolePage, _ context: ConsoleContext, _ status: HTTPResponse.Status
    ) -> Response {
        var response = Response(page: page.html(in: context), status: status)
        if flash != nil { console.cookies.clearFlash(on: &response.headers) }
        return response
    }

    /// After a deed: on to a page, which says what was done.
    func done(_ room: Address.Room, _ flash: Flash? = nil) -> Response {
        var response = Response(to: address(room))
        if let flash { console.cookies.set(flash, on: &response.headers) }
        return response
    }

    // MARK: - Forms

    /// - Throws: `Failure.forbidden` where another site's page sent the request.
    func requireSameOrigin() throws { try console.origin.require(request.headers) }

    /// - Throws: `Failure.forbidden` where the form was not made for this login.
    func requireToken(_ form: Form) throws {
        guard let login else { throw NotSignedIn() }
        guard let token = try form.one("csrf"), login.hasDerived(token, for: Self.csrfUse) else {
            throw Failure(.forbidden, texts.frame.flash(.formExpired).detail)
        }
    }

    /// The fields of a POST that one of our own pages sent, with or without a login.
    /// - Throws: `Failure.forbidden`, `.limit` above 64 KiB, `.invalid`.
    func openForm() async throws -> Form { try await Form(of: request, console) }

    /// The fields of a POST that one of our own pages sent for this login.
    /// - Throws: `NotSignedIn`, `Failure.forbidden`, `.limit` above 64 KiB, `.invalid`.
    func form() async throws -> Form {
        try requireSameOrigin()
        guard login != nil else { throw NotSignedIn() }
        let form = try await openForm()
        try requireToken(form)
        return form
    }
}
