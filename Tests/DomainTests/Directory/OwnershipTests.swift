@testable import Domain
import TestSupport
import Testing

@Suite("Who may write a record")
struct OwnershipTests {
    @Test(
        "The first administrator's record is visible, and the directory's POST takes it over with its roles",
        arguments: Engine.allCases)
    func adoptionByPost(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let first = try #require(try await company.find(.userName("freja@havn.example")).first)
            let draft = RecordDraft.staff("Freja", [.title: "Head of People", .displayName: "Freja Lindqvist"])
            let adopted = try await company.create(draft)
            #expect(adopted.id == first.id)
            #expect(adopted.version == 2)
            try await Self.expectAdministrator(company, adopted)
            #expect(
                await failure { try await company.create(draft) } == .conflict(.uniqueness), "now it is the directory's"
            )
        }
    }

    @Test("So does its PATCH", arguments: Engine.allCases)
    func adoptionByPatch(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let first = try #require(try await company.find(.workEmail("freja@havn.example")).first)
            let adopted = try await company.update(first.id) { $0.attributes[.title] = "Head of People" }
            #expect(adopted.version == 2)
            try await Self.expectAdministrator(company, adopted)
            let other = try await company.connect("Okta")
            #expect(
                await failure { try await company.update(first.id, from: other.connection) { $0.active = false } }
                    == .forbidden)
        }
    }

    @Test("A PATCH that changes nothing still takes it over, once", arguments: Engine.allCases)
    func adoptionByEmptyPatch(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let first = try #require(try await company.find(.workEmail("freja@havn.example")).first)
            #expect(try await company.update(first.id) { _ in }.version == 2)
            #expect(try await company.update(first.id) { _ in }.version == 2)
        }
    }

    @Test("Groups too: another living connection neither renames, empties nor removes them", arguments: Engine.allCases)
    func groups(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(3)
            let group = try await company.createGroup("Payroll", people)
            let okta = try company.sync(try await company.connect("Okta").connection)
            func tried(_ change: @escaping @Sendable (inout GroupDraft) -> Void) async -> Failure.Kind? {
                await failure {
                    try await company.customer.write { tx in
                        try tx.updateGroup(group.id, if: nil, okta) { change(&$0) }
                    }
                }
            }
            #expect(await tried { $0.displayName = "Mine" } == .forbidden)
            #expect(await tried { $0.members = [] } == .forbidden)
            #expect(
                await failure { try await company.customer.write { tx in try tx.removeGroup(group.id, if: nil, okta) } }
                    == .forbidden)
        }
    }

    @Test("Another living connection is refused, and free once its tokens are revoked", arguments: Engine.allCases)
    func otherConnection(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada", [.title: "Clerk"]))
            let okta = try await company.connect("Okta").connection
            #expect(await failure { try await company.create(.staff("ada"), from: okta) } == .conflict(.uniqueness))
            #expect(
                await failure { try await company.update(ada.id, from: okta) { $0.attributes[.title] = "No" } }
                    == .forbidden)
            #expect(await failure { try await company.remove(ada.id, from: okta) } == .forbidden)
            #expect(try await company.record(ada.id).version == 1)
            let manage = try company.permit(ManageConnections.self)
            try await company.customer.write { try $0.revokeToken(company.token.id, manage) }
            let taken = try await company.create(.staff("ada", [.title: "Head"]), from: okta)
            #expect(taken.id == ada.id)
            try await Self.expectSources(company, ada, [.title: okta, .userName: company.connection])
        }
    }

    @Test("A connection whose last token has expired keeps nobody", arguments: Engine.allCases)
    func expired(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            company.clock.advance(by: Writing.tokenLifetime)
            let okta = try await company.connect("Okta").connection
            try await company.update(ada.id, from: okta) { $0.attributes[.title] = "Clerk" }
            try await company.remove(ada.id, from: okta)
        }
    }

    @Test("A connection's name means one connection, of one kind", arguments: Engine.allCases)
    func names(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let manage = try company.permit(ManageConnections.self)
            let again = try await company.customer.write { try $0.scimConnection(named: "ENTRA id", manage) }
            #expect(again == company.connection)
            #expect(
                await failure { try await company.customer.write { try $0.scimConnection(named: "operator", manage) } }
                    == .conflict(.uniqueness))
            for name in ["", "a\nb", "a\u{0}b", String(repeating: "x", count: 81)] {
                #expect(
                    await failure { try await company.customer.write { try $0.scimConnection(named: name, manage) } }
                        == .invalid(field: "name"))
            }
        }
    }

    private static func expectAdministrator(_ company: Company, _ record: DirectoryRecord) async throws {
        let person = try await company.person(of: record.id)
        #expect(person == company.administrator.id)
        let roles = try await company.customer.read { try $0.roles(of: person) }
        #expect(roles == [.administrator, .privacyOfficer])
        #expect(try await company.count("SELECT count(*) FROM person") == 1)
    }

    private static func expectSources(
        _ company: Company, _ record: DirectoryRecord, _ sources: [Attribute: UUIDValue]
    ) async throws {
        let person = try await company.person(of: record.id)
        let opened = try await company.customer.read { try $0.open(person, for: ServicePurpose.self) }
        for (attribute, source) in sources {
            #expect(opened.sourcedFields.first { $0.attribute == attribute }?.source == source, "\(attribute)")
        }
    }
}
