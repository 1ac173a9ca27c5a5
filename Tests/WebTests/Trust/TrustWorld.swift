import Logging
import TestSupport

@testable import Domain
@testable import Web

/// A platform with one customer, some of its staff, and the program's own way in; composed with some guards lifted.
struct TrustWorld: Sendable {
    let platform: Platform
    let customer: Customer
    let server: Server
    let clock: MovedClock
    /// The administrator's one-time link.
    let link: Secret

    static func run<Result: Sendable>(
        _ engine: Engine = .sqlite, lifting lifted: Set<PromiseID> = [],
        _ body: @escaping @Sendable (TrustWorld) async throws -> Result
    ) async throws -> Result {
        try await withScratchFolder { folder in
            let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let clock = MovedClock()
            guard engine == .postgres else {
                return try await run(StoragePlace(folder: folder), lifted, clock, log, body)
            }
            // There is one canary an installation.
            return try await Servers.withOwnDatabases { data, keys in
                let place = StoragePlace(folder: folder, databaseURL: data, keysURL: keys)
                return try await run(place, lifted, clock, log, body)
            }
        }
    }

    private static func run<Result: Sendable>(
        _ place: StoragePlace, _ lifted: Set<PromiseID>, _ clock: MovedClock, _ log: Logger,
        _ body: @escaping @Sendable (TrustWorld) async throws -> Result
    ) async throws -> Result {
        let guards = lifted.isEmpty ? Guards.standing : Guards(lifting: lifted)
        let platform = try await Platform.open(place, guards: guards, clock: clock.clock, log: log)
        let (organization, link) = try await platform.create(
            OrganizationDraft(
                slug: "havn", name: "Havn Logistics", domain: "havn.example", administratorEmail: "freja@havn.example"))
        let customer = try await platform.customer(organization.slug)
        let server = Server(platform: platform, options: ServerOptions(), metrics: MetricsRegistry(), log: log)
        let world = TrustWorld(
            platform: platform, customer: customer, server: server, clock: clock, link: link.secret)
        try await world.hire(12)
        let result = try await body(world)
        await platform.close()
        return result
    }

    private func hire(_ count: Int) async throws {
        let organization = customer.organization.id
        try await customer.write { tx in
            let manage = try Policy.permit(ManageConnections.self, to: .command, in: organization)
            let connection = try tx.scimConnection(named: "Entra ID", manage)
            let permit = try Policy.permit(SyncDirectory.self, to: .connection(connection), in: organization)
            for number in 1...count {
                _ = try tx.createRecord(RecordDraft(attributes: ConsoleWorld.person(number)), permit)
            }
        }
    }

    /// Runs all probes through the program's own router.
    func probe() async throws -> [PromiseID: ProbeRun] {
        let runs = try await platform.runProbes(door: try server.door())
        return Dictionary(runs.map { ($0.promise, $0) }) { first, _ in first }
    }
}
