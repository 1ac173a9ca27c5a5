@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Integrations, the customer's own programs")
struct IntegrationTests {
    @Test("A token admits to what its scopes say, and is told which one it lacks", arguments: Engine.allCases)
    func scopes(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let issued = try await company.integrate([.peopleRead, .syncRead])
            let permit = try await company.customer.read { tx in
                try tx.admit(integration: issued.secret, to: ReadPeople.self)
            }
            #expect(permit.principal == .integration(issued.id, scopes: [.peopleRead, .syncRead]))
            #expect(permit.organization == company.customer.organization.id)
            #expect(await Self.admission(company, issued.secret, ReadSyncLog.self) == nil)
            do {
                _ = try await company.customer.read { try $0.admit(integration: issued.secret, to: ReadGroups.self) }
                Issue.record("admitted without the scope")
            } catch let failure as Failure {
                #expect(failure.kind == .forbidden)
                #expect(failure.message.contains("groups:read"))
            }
        }
    }

    @Test("No scope opens what people and directories may do", arguments: Engine.allCases)
    func others(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let issued = try await company.integrate(Set(Scope.allCases))
            let read: [any Action.Type] = [ReadPeople.self, ReadGroups.self, ReadSyncLog.self]
            for action in Policy.actions where !read.contains(where: { $0 == action }) {
                #expect(await Self.admission(company, issued.secret, action) == .forbidden, "\(action.name)")
            }
            #expect(await failure { try company.permit(ManageIntegrations.self, to: .command) } == .forbidden)
            let token = company.token.secret
            #expect(await Self.admission(company, token) == .unauthenticated, "a directory's token is no integration's")
            #expect(
                await failure {
                    try await company.customer.read { try $0.admit(issued.secret, to: ReadDirectory.self) }
                }
                    == .unauthenticated)
        }
    }

    @Test("What is unknown, ended or revoked is refused in one and the same way", arguments: Engine.allCases)
    func ends(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (short, long) = (try await company.integrate(days: 1), try await company.integrate(days: 365))
            #expect(await Self.admission(company, Secret(presented: "iia_unknown")) == .unauthenticated)
            company.clock.advance(by: Clock.day - 1)
            #expect(await Self.admission(company, short.secret) == nil)
            company.clock.advance(by: 1)
            #expect(await Self.admission(company, short.secret) == .unauthenticated)
            #expect(await Self.admission(company, long.secret) == nil)
            let manage = try company.permit(ManageIntegrations.self)
            try await company.customer.write { try $0.revokeIntegration(long.id, manage) }
            #expect(await Self.admission(company, long.secret) == .unauthenticated)
            for id in [long.id, UUIDValue.random()] {
                #expect(
                    await failure { try await company.customer.write { try $0.revokeIntegration(id, manage) } }
                        == .notFound)
            }
            let listed = try await company.customer.read { try $0.integrations(manage) }
            #expect(Set(listed.map(\.id)) == [short.id, long.id])
            #expect(listed.allSatisfy { !$0.isLiving(at: company.clock.now) })
            #expect(listed.first { $0.id == long.id }?.revokedAt == company.clock.now)
        }
    }

    @Test("Neither the token nor its name lies in the clear", arguments: Engine.allCases)
    func stored(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let issued = try await company.integrate([.syncRead, .groupsRead], named: "Nightly report")
            let revealed = issued.secret.revealed
            #expect(revealed.hasPrefix("iia_") && revealed.utf8.count == 47)
            let (name, scopes, prefix, hash) = try await company.customer.read { tx in
                try found(
                    try tx.db.first("SELECT name, scopes, prefix, hash FROM integration") {
                        ($0.blob(0), $0.text(1), $0.text(2), $0.blob(3))
                    })
            }
            #expect(scopes == "groups:read sync:read")
            #expect(prefix == String(decoding: Array(revealed.utf8.prefix(12)), as: UTF8.self))
            #expect(hash == issued.secret.hash)
            #expect(!String(decoding: name, as: UTF8.self).contains("report"))
            let manage = try company.permit(ManageIntegrations.self)
            let listed = try await company.customer.read { try $0.integration(issued.id, manage) }
            #expect(listed.name == "Nightly report" && listed.scopes == [.syncRead, .groupsRead])
            #expect(listed.createdBy == company.administrator.id)
        }
    }

    @Test("A name, a scope and a lifetime are needed, each within its bounds", arguments: Engine.allCases)
    func bounds(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let long = String(repeating: "n", count: 81)
            for name in ["", "two\nlines", long, "a\u{0}"] {
                #expect(await failure { try await company.integrate(named: name) } == .invalid(field: "name"))
            }
            #expect(await failure { try await company.integrate([]) } == .invalid(field: "scope"))
            for days in [0, -1, 366, .max] {
                #expect(await failure { try await company.integrate(days: days) } == .invalid(field: "lifetime"))
            }
            let count = try await company.count("SELECT count(*) FROM integration")
            #expect(count == 0)
        }
    }

    @Test("One organization has at most a hundred that live", arguments: Engine.allCases)
    func many(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let manage = try company.permit(ManageIntegrations.self)
            try await company.customer.write { tx in
                for number in 0..<100 {
                    _ = try tx.createIntegration(
                        named: "N\(number)", scopes: [.syncRead], lifetimeDays: 1 + number, manage)
                }
            }
            #expect(await failure { try await company.integrate() } == .conflict(.state))
            company.clock.advance(by: Clock.day)
            #expect(await failure { try await company.integrate() } == nil)
        }
    }

    @Test("When it was last used is written with the counts", arguments: Engine.allCases)
    func used(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let issued = try await company.integrate()
            company.clock.advance(by: Clock.hour)
            #expect(await Self.admission(company, issued.secret) == nil)
            try await company.customer.flushTally()
            #expect(try await company.count("SELECT used_at FROM integration") == company.clock.now)
        }
    }

    @Test("Making and revoking one is in the evidence", arguments: Engine.allCases)
    func evidence(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let issued = try await company.integrate()
            #expect(try await company.deeds().contains("integration.created"))
            let manage = try company.permit(ManageIntegrations.self)
            try await company.customer.write { try $0.revokeIntegration(issued.id, manage) }
            #expect(try await company.deeds().contains("integration.revoked"))
        }
    }

    @Test("Another organization's token and permit open nothing here", arguments: Engine.allCases)
    func foreign(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let ours = try await installation.company("havn")
            let theirs = try await installation.company("kaveri")
            let issued = try await theirs.integrate(Set(Scope.allCases))
            #expect(await Self.admission(ours, issued.secret) == .unauthenticated)
            let permit = try await theirs.customer.read {
                try $0.admit(integration: issued.secret, to: ReadPeople.self)
            }
            #expect(
                await failure {
                    try await ours.customer.write { try $0.people(PeopleFilter(), after: nil, limit: 9, permit) }
                } == .forbidden)
            let manage = try ours.permit(ManageIntegrations.self)
            #expect(
                await failure { try await ours.customer.write { try $0.revokeIntegration(issued.id, manage) } }
                    == .notFound)
            #expect(await Self.admission(theirs, issued.secret) == nil)
        }
    }

    static func admission(
        _ company: Company, _ secret: Secret, _ action: any Action.Type = ReadPeople.self
    ) async -> Failure.Kind? {
        func admit<A: Action>(_ action: A.Type) async -> Failure.Kind? {
            await failure { try await company.customer.read { try $0.admit(integration: secret, to: action) } }
        }
        return await admit(action)
    }
}

extension Company {
    @discardableResult
    func integrate(
        _ scopes: Set<Scope> = [.peopleRead], named name: String = "Report", days: Int = 90
    ) async throws -> IssuedIntegration {
        let manage = try permit(ManageIntegrations.self)
        return try await customer.write { tx in
            try tx.createIntegration(named: name, scopes: scopes, lifetimeDays: days, manage)
        }
    }
}
