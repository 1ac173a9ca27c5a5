import Domain
import HTTPTypes
import Hummingbird

/// The console at `/o/{slug}`, and the door before it at `/`.
///
/// Each handler says its method, address and permits in its own file; the addresses come from `Address`.
struct ConsoleRoutes: Sendable {
    private let console: Console

    init(platform: Platform, base: String, errors: ErrorAnswers, rates: DoorRates = DoorRates()) {
        var console = Console(platform: platform, base: base, errors: errors)
        console.rates = rates
        self.console = console
    }

    func register(on router: Router<WebContext>) {
        let rooms = RoomRoutes(router: router, console: console)
        StartRoutes(console: console).register(on: router)
        SignInRoutes().register(on: rooms)
        OpenIDRoutes().register(on: rooms)
        FactorRoutes().register(on: rooms)
        LoginsRoutes().register(on: rooms)
        let reader = DomainReader(through: console.platform.egress)
        DomainsRoutes(reader: reader).register(on: rooms)
        VisitsRoutes().register(on: rooms)
        OperatorRoutes(console: console, reader: reader).register(on: router)
        OverviewRoutes().register(on: rooms)
        StaffRoutes().register(on: rooms)
        GroupRoutes().register(on: rooms)
        TeamRoutes().register(on: rooms)
        AccessRoutes().register(on: rooms)
        SignInSettingsRoutes().register(on: rooms)
        DirectoryRoutes().register(on: rooms)
        ConnectionRoutes().register(on: rooms)
        AttributeRoutes().register(on: rooms)
        BrakeRoutes().register(on: rooms)
        ImportRoutes().register(on: rooms)
        ChangeRoutes().register(on: rooms)
        IntegrationRoutes().register(on: rooms)
        AuditRoutes().register(on: rooms)
        PurposesRoutes().register(on: rooms)
        StatisticsRoutes().register(on: rooms)
        TrustRoutes().register(on: rooms)
        PrivacyRoutes().register(on: rooms)
        EvidenceRoutes().register(on: rooms)
        ErasureRoutes().register(on: rooms)
        HoldRoutes().register(on: rooms)
        RegisterRoutes().register(on: rooms)
        LeavingRoutes().register(on: rooms)
    }
}

/// Registers handlers of rooms; what they throw is answered as a page.
struct RoomRoutes {
    typealias Handler = @Sendable (ConsoleCall) async throws -> Response

    let router: Router<WebContext>
    let console: Console

    func get(_ room: Address.Room, _ handler: @escaping Handler) { on(room, .get, handler) }
    func post(_ room: Address.Room, _ handler: @escaping Handler) { on(room, .post, handler) }

    private func on(_ room: Address.Room, _ method: HTTPRequest.Method, _ handler: @escaping Handler) {
        let console = console
        let feature = Feature(room: room)
        router.on(RouterPath(Address.room(slug: "", room).pattern), method: method) { request, context in
            var call: ConsoleCall?
            do {
                var made = try await ConsoleCall(
                    request, context, console, admitsLeaving: room.isOpenWhileLeaving)
                made.feature = feature
                call = made
                return try await handler(made)
            } catch {
                return await console.respond(to: error, for: request, in: call)
            }
        }
    }
}
