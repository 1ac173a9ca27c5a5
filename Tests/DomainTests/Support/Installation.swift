import Domain
import Logging
import Synchronization
import TestSupport
import Testing

/// A whole platform with a data folder (and PostgreSQL databases) of its own, on a clock that the test moves.
final class Installation: Sendable {
    let place: StoragePlace
    let clock: TestClock
    /// Where its mail goes.
    let mailbox: Mailbox
    private let current: Mutex<Platform>

    fileprivate init(place: StoragePlace, clock: TestClock, mailbox: Mailbox, platform: Platform) {
        self.mailbox = mailbox
        self.place = place
        self.clock = clock
        current = Mutex(platform)
    }

    var platform: Platform { current.withLock { $0 } }

    /// As after a stop: everything that was only in memory is gone.
    func restart() async throws {
        await platform.close()
        let platform = try await open()
        current.withLock { $0 = platform }
    }

    /// Another process on the same data.
    /// - Parameter lifting: the promises whose guards permit everything.
    func open(lifting promises: Set<PromiseID> = []) async throws -> Platform {
        try await Platform.open(
            place, outside: Outside(mail: mailbox), guards: Guards(lifting: promises), clock: clock.clock,
            log: Logger(label: "tests"))
    }

    /// A new organization with a connected directory.
    func company(_ slug: String = "havn", administrator: String = "freja@havn.example") async throws -> Company {
        let draft = try OrganizationDraft(
            slug: slug, name: "Havn Logistics", domain: "\(slug).example", administratorEmail: administrator)
        let (_, link) = try await platform.create(draft)
        return try await Company(platform: platform, slug: slug, link: link, clock: clock, mailbox: mailbox)
    }
}

/// Runs `body` with a new installation that nobody else uses, and removes it afterwards.
func withInstallation<Result>(
    _ engine: Engine, _ body: (Installation) async throws -> Result
) async throws -> Result {
    try await turn {
        try await withEmptyPlace(engine) { place in try await run(place, body) }
    }
}

/// Runs `body` with a place for an installation: an empty folder, and on PostgreSQL empty databases.
func withEmptyPlace<Result>(
    _ engine: Engine, ledger: String? = nil, _ body: (StoragePlace) async throws -> Result
) async throws -> Result {
    try await withScratchFolder { folder in
        switch engine {
        case .sqlite:
            return try await body(StoragePlace(folder: folder, ledger: ledger))
        case .postgres:
            let (data, keys) = (try await Servers.dataURL(), try await Servers.keysURL())
            return try await withOwnDatabase(at: data) { data in
                try await withOwnDatabase(at: keys) { keys in
                    try await body(StoragePlace(folder: folder, databaseURL: data, keysURL: keys, ledger: ledger))
                }
            }
        }
    }
}

/// Runs `body` with an installation that is there already.
func withOpened<Result>(
    _ place: StoragePlace, clock: TestClock, _ body: (Installation) async throws -> Result
) async throws -> Result {
    try await run(place, clock: clock, body)
}

/// Runs `body` with a new organization. On PostgreSQL it shares the server's platform database with other tests, which
/// costs less than a database of its own.
func withCompany<Result>(_ engine: Engine, _ body: (Company) async throws -> Result) async throws -> Result {
    try await turn {
        try await withScratchFolder { folder in
            var place = StoragePlace(folder: folder)
            if engine == .postgres {
                try shareRootKey(in: folder)
                place = StoragePlace(
                    folder: folder, databaseURL: try await Servers.dataURL(), keysURL: try await Servers.keysURL(),
                    ledger: try await Servers.ledger())
            }
            return try await run(place) { installation in
                let company = try await installation.company("t" + newSchemaName().split(separator: "_")[1])
                let result = try await body(company)
                try await company.expectConsistent()
                return result
            }
        }
    }
}

private func turn<Result>(_ body: () async throws -> Result) async throws -> Result {
    await Turnstile.installations.enter()
    do {
        let result = try await body()
        await Turnstile.installations.leave()
        return result
    } catch {
        await Turnstile.installations.leave()
        throw error
    }
}

private func run<Result>(
    _ place: StoragePlace, clock: TestClock = TestClock(), _ body: (Installation) async throws -> Result
) async throws -> Result {
    let mailbox = Mailbox()
    let platform = try await Platform.open(
        place, outside: Outside(mail: mailbox), clock: clock.clock, log: Logger(label: "tests"))
    let installation = Installation(place: place, clock: clock, mailbox: mailbox, platform: platform)
    do {
        let result = try await body(installation)
        await installation.platform.close()
        return result
    } catch {
        await installation.platform.close()
        throw error
    }
}

/// A new database of the server that `url` leads to.
private func withOwnDatabase<Result>(at url: String, _ body: (String) async throws -> Result) async throws -> Result {
    let name = newSchemaName()
    let parts = url.split(separator: "?", maxSplits: 1)
    let path = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    guard Command.run(["psql", "-qc", "CREATE DATABASE \(name)", url]) == 0 else {
        throw TestSupportError("no database could be made at \(url)")
    }
    defer { Command.run(["psql", "-qc", "DROP DATABASE \(name) WITH (FORCE)", url]) }
    return try await body(path + "/" + name + (parts.count > 1 ? "?" + parts[1] : ""))
}
