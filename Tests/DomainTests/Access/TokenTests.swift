@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Tokens of directory connections")
struct TokenTests {
    @Test("A token admits its connection, and only what connections may", arguments: Engine.allCases)
    func admits(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let secret = company.token.secret
            let permit = try await company.customer.read { try $0.admit(secret, to: SyncDirectory.self) }
            #expect(permit.principal == .connection(company.connection))
            #expect(permit.organization == company.customer.organization.id)
            #expect(await Self.admission(company, secret, SeeStaff.self) == .forbidden)
            let unknown = Secret(presented: secret.revealed + "x")
            #expect(await Self.admission(company, unknown) == .unauthenticated)
            #expect(await Self.admission(company, Secret(presented: "")) == .unauthenticated)
        }
    }

    @Test("Neither the token nor more than its beginning is stored", arguments: Engine.allCases)
    func stored(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let revealed = company.token.secret.revealed
            #expect(revealed.hasPrefix("iis_"))
            #expect(revealed.utf8.count == 47)
            let (prefix, hash) = try await company.customer.read { tx in
                try found(try tx.db.first("SELECT prefix, hash FROM token") { ($0.text(0), $0.blob(1)) })
            }
            #expect(prefix == String(revealed.prefix(12)))
            #expect(hash == company.token.secret.hash)
            #expect(hash.count == 32)
        }
    }

    @Test("It ends after a year, and at once when it is revoked", arguments: Engine.allCases)
    func ends(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let manage = try company.permit(ManageConnections.self)
            let second = try await company.connect("Okta")
            try await company.customer.write { try $0.revokeToken(second.token.id, manage) }
            #expect(await Self.admission(company, second.token.secret) == .unauthenticated)
            #expect(
                await failure { try await company.customer.write { try $0.revokeToken(second.token.id, manage) } }
                    == .notFound)
            company.clock.advance(by: 365 * Clock.day - 1)
            #expect(await Self.admission(company, company.token.secret) == nil)
            company.clock.advance(by: 1)
            #expect(await Self.admission(company, company.token.secret) == .unauthenticated)
        }
    }

    @Test("Two tokens overlap, so that a directory moves without a gap", arguments: Engine.allCases)
    func rotation(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let manage = try company.permit(ManageConnections.self)
            let next = try await company.customer.write { try $0.issueToken(.bearer, for: company.connection, manage) }
            #expect(await Self.admission(company, company.token.secret) == nil)
            #expect(await Self.admission(company, next.secret) == nil)
            try await company.customer.write { try $0.revokeToken(company.token.id, manage) }
            #expect(await Self.admission(company, company.token.secret) == .unauthenticated)
            #expect(await Self.admission(company, next.secret) == nil)
            let see = try company.permit(SeeDirectory.self)
            let listed = try await company.customer.read { try $0.tokens(of: company.connection, see) }
            #expect(listed.count == 2)
            #expect(listed.count { $0.isLiving(at: company.clock.now) } == 1)
        }
    }

    @Test("A client secret buys access for an hour and is no token itself", arguments: Engine.allCases)
    func clientCredentials(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let manage = try company.permit(ManageConnections.self)
            let client = try await company.customer.write {
                try $0.issueToken(.client, for: company.connection, manage)
            }
            #expect(await Self.admission(company, client.secret) == .unauthenticated)
            let wrong: [(String, Secret)] = [
                ("\(UUIDValue.random())", client.secret), ("\(client.id)", Secret(presented: "iic_no")),
                ("\(company.token.id)", company.token.secret), ("", client.secret),
            ]
            for (id, secret) in wrong {
                #expect(
                    await failure {
                        try await company.customer.write { try $0.buyAccess(clientID: id, clientSecret: secret) }
                    }
                        == .unauthenticated)
            }
            let access = try await company.customer.write {
                try $0.buyAccess(clientID: "\(client.id)", clientSecret: client.secret)
            }
            company.clock.advance(by: Clock.hour - 1)
            #expect(await Self.admission(company, access.secret) == nil)
            company.clock.advance(by: 1)
            #expect(await Self.admission(company, access.secret) == .unauthenticated)
        }
    }

    @Test("With a client secret end the access tokens that it has bought", arguments: Engine.allCases)
    func revokedClient(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let manage = try company.permit(ManageConnections.self)
            let client = try await company.customer.write {
                try $0.issueToken(.client, for: company.connection, manage)
            }
            let buy: @Sendable (Writing) throws -> IssuedToken = {
                try $0.buyAccess(clientID: "\(client.id)", clientSecret: client.secret)
            }
            let access = try await company.customer.write(buy)
            #expect(await Self.admission(company, access.secret) == nil)
            try await company.customer.write { try $0.revokeToken(client.id, manage) }
            #expect(await Self.admission(company, access.secret) == .unauthenticated)
            #expect(await failure { try await company.customer.write(buy) } == .unauthenticated)
            #expect(await Self.admission(company, company.token.secret) == nil, "bearer tokens stay")
        }
    }

    @Test("Only a SCIM connection has tokens", arguments: Engine.allCases)
    func kinds(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.importFile(staffFile([("ada", "Clerk")]))
            let manage = try company.permit(ManageConnections.self)
            let see = try company.permit(SeeDirectory.self)
            let others = try await company.customer.read { try $0.connections(see) }.filter { $0.kind != .scim }
            #expect(others.count == 2)
            for other in others {
                #expect(
                    await failure {
                        try await company.customer.write { try $0.issueToken(.bearer, for: other.id, manage) }
                    }
                        == .notFound)
            }
        }
    }

    @Test("When a token was last used is written with the counts", arguments: Engine.allCases)
    func used(engine: Engine) async throws {
        try await withCompany(engine) { company in
            company.clock.advance(by: Clock.hour)
            #expect(await Self.admission(company, company.token.secret) == nil)
            try await company.customer.flushTally()
            #expect(try await company.count("SELECT used_at FROM token") == company.clock.now)
        }
    }

    private static func admission(
        _ company: Company, _ secret: Secret, _ action: any Action.Type = ReadDirectory.self
    ) async -> Failure.Kind? {
        func admit<A: Action>(_ action: A.Type) async -> Failure.Kind? {
            await failure { try await company.customer.read { try $0.admit(secret, to: action) } }
        }
        return await admit(action)
    }
}
