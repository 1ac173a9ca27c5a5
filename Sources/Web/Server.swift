package import Domain
import HTTPTypes
package import Hummingbird
import HummingbirdCore
package import Logging
package import ServiceLifecycle

/// The program's one root on the web: every address, wired to what it needs.
package struct Server: Sendable {
    private let platform: Platform
    private let options: ServerOptions
    private let metrics: MetricsRegistry
    private let log: Logger

    package init(platform: Platform, options: ServerOptions, metrics: MetricsRegistry, log: Logger) {
        self.platform = platform
        self.options = options
        self.metrics = metrics
        self.log = log
    }

    /// - Parameter onListening: called once the address answers.
    package func services(onListening: @escaping @Sendable () async -> Void = {}) throws -> [any Service] {
        let certificates = try options.certificate.map { files in try CertificateStore(files, log: log) }
        let settings = options.connections
        let places = ConnectionPlaces(settings, Forwarding(proxies: options.trustedProxies))
        let ended = ConnectionEnds()
        let application = Application(
            responder: try router().buildResponder(),
            server: HTTPServerBuilder { responder in
                EdgeChannel(
                    responder: responder, settings: settings, places: places, ended: ended, certificates: certificates)
            },
            configuration: .init(address: .hostname(options.host, port: options.port), serverName: nil),
            onServerRunning: { _ in await onListening() },
            logger: log)
        return certificates.map { [CertificateWatch(certificates: $0), application] } ?? [application]
    }

    /// One line a route, `METHOD /path`: `Tests/Golden/routes.txt`.
    package func listing() throws -> String {
        try routes().routes.map { "\($0.method.rawValue) \($0.path)" }.sorted().joined(separator: "\n") + "\n"
    }

    /// Every route of the program, and a refusal for each method that an address does not have.
    package func router() throws -> Router<WebContext> {
        let router = try routes()
        refuseOtherMethods(on: router)
        return router
    }

    /// The program's own way in, for its probes: the same router, called without a connection.
    package func door() throws -> ProgramDoor {
        ProgramDoor(try router().buildResponder(), base: options.base, log: log)
    }

    private func routes() throws -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        let errors = ErrorAnswers(log: log)
        let limits = Limits(options.rates)
        router.add(middleware: Edge(errors: errors, options: options, limits: limits))
        let assets = try Assets()
        let service = SCIMService(
            platform: platform, base: options.base, rates: SCIMRates(perSecond: options.scimRate), errors: errors)
        SCIMRoutes(service: service).register(on: router)
        ClientCredentials(platform: platform, errors: errors).register(on: router)
        APIRoutes(platform: platform, base: options.base, errors: errors).register(on: router)
        HealthRoutes(platform: platform, metrics: metrics, token: options.metricsToken).register(on: router)
        SecurityText(contact: options.securityContact, base: options.base, clock: platform.clock).register(on: router)
        PolicyRoutes(platform: platform, contact: options.securityContact, errors: errors).register(on: router)
        assets.register(on: router)
        ConsoleRoutes(platform: platform, base: options.base, errors: errors, rates: DoorRates(limits))
            .register(on: router)
        return router
    }

    /// Every address answers every method: one that it does not have with 405 and those that it has. The method is that
    /// of the request line; headers and fields such as `X-HTTP-Method-Override` change nothing.
    private func refuseOtherMethods(on router: Router<WebContext>) {
        let methods: [HTTPRequest.Method] = [
            .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect, HTTPRequest.Method("QUERY"),
        ].compactMap(\.self)
        let known = Dictionary(grouping: router.routes, by: \.path.description).values
        for routes in known {
            guard let path = routes.first?.path else { continue }
            let present = routes.map(\.method)
            let allowed = present.map(\.rawValue).sorted().joined(separator: ", ")
            for method in methods where !present.contains(method) && !(method == .head && present.contains(.get)) {
                router.on(path, method: method) { _, _ -> Response in
                    throw Failure(.method(allowed: allowed), "This address takes \(allowed).")
                }
            }
        }
    }
}
