@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("The register of disclosures")
struct DisclosureTests {
    @Test(
        "With one approval nothing is given; the second natural person opens exactly the scope, and the customer is told",
        arguments: Engine.allCases)
    func twoApprove(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let world = try await DisclosureWorld(installation)
            let platform = installation.platform
            let id = try await world.draft(people: ["ada@havn.example"], [.displayName, .title])
            #expect(await failure { try await platform.makeDisclosure(id, world.kim) } == .forbidden)
            try await platform.approveDisclosure(id, world.kim)
            #expect(await failure { try await platform.approveDisclosure(id, world.kim) } == .conflict(.state))
            #expect(await failure { try await platform.makeDisclosure(id, world.kim) } == .forbidden)
            #expect(try await platform.ownDisclosures(world.customers).isEmpty)
            try await platform.approveDisclosure(id, world.lou)
            let content = try await platform.makeDisclosure(id, world.lou)
            let text = String(decoding: content.bytes, as: UTF8.self)
            #expect(text.contains("\"displayName\":\"Ada\"") && text.contains("\"title\":\"Driver\""))
            #expect(!text.contains("ada@havn.example") && !text.contains("Bo"))
            let told = try #require(try await platform.ownDisclosures(world.customers).first)
            #expect(told.authority == "Public prosecutor" && told.scope.peopleCount == 1 && told.hash == content.hash)
            let deeds = try await world.company.deeds().filter { $0.hasPrefix("disclosure") }
            // One under the person, one for the organization.
            #expect(deeds == ["disclosure.made", "disclosure.made"])
            let own = try await world.operatorDeeds().filter { $0.hasPrefix("disclosure") }
            #expect(
                own == ["disclosure.drafted", "disclosure.approved", "disclosure.approved", "disclosure.made"])
            try await world.company.runJobs()
            #expect(installation.mailbox.letters.map(\.subject) == ["Data of your staff was disclosed"])
        }
    }

    @Test("One natural person counts once, also with another account of the same mailbox", arguments: Engine.allCases)
    func oneNaturalPerson(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let world = try await DisclosureWorld(installation)
            let platform = installation.platform
            let id = try await world.draft(people: [], [])
            try await platform.approveDisclosure(id, world.kim)
            for alias in ["kim+night@operator.example", "Kim+2@OPERATOR.example"] {
                let other = try await world.permit(ManageDisclosures.self, email: alias)
                #expect(await failure { try await platform.approveDisclosure(id, other) } == .conflict(.state))
            }
            #expect(await failure { try await platform.makeDisclosure(id, world.kim) } == .forbidden)
        }
    }

    @Test("Counts name nobody, and only who made it can fetch it again, for an hour", arguments: Engine.allCases)
    func counts(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let world = try await DisclosureWorld(installation)
            let platform = installation.platform
            let id = try await world.draft(people: [], [])
            try await platform.approveDisclosure(id, world.kim)
            try await platform.approveDisclosure(id, world.lou)
            let text = String(decoding: try await platform.makeDisclosure(id, world.kim).bytes, as: UTF8.self)
            #expect(text.contains("\"people\":{\"active\":3}"))
            _ = try await platform.makeDisclosure(id, world.kim)
            #expect(await failure { try await platform.makeDisclosure(id, world.lou) } == .conflict(.state))
            installation.clock.advance(by: Clock.hour)
            #expect(await failure { try await platform.makeDisclosure(id, world.kim) } == .conflict(.state))
        }
    }

    @Test(
        "Where the law forbids it, the customer’s evidence and register say nothing until the day, and then all",
        arguments: Engine.allCases)
    func secret(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let world = try await DisclosureWorld(installation)
            let platform = installation.platform
            let until = installation.clock.now + 10 * Clock.day
            let id = try await world.draft(people: ["ada@havn.example"], [.title], secretUntil: until)
            try await platform.approveDisclosure(id, world.kim)
            try await platform.approveDisclosure(id, world.lou)
            _ = try await platform.makeDisclosure(id, world.kim)
            await platform.keepRegisters()
            #expect(try await platform.ownDisclosures(world.customers).isEmpty)
            #expect(try await !world.company.deeds().contains("disclosure.made"))
            installation.clock.advance(by: 10 * Clock.day)
            await platform.keepRegisters()
            await platform.keepRegisters()
            #expect(try await platform.ownDisclosures(world.customers).count == 1)
            #expect(try await world.company.deeds().filter { $0 == "disclosure.made" }.count == 2)
        }
    }

    @Test("A refused one gives nothing, and what is drafted is checked", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let world = try await DisclosureWorld(installation)
            let platform = installation.platform
            let id = try await world.draft(people: [], [])
            try await platform.approveDisclosure(id, world.kim)
            try await platform.refuseDisclosure(id, world.lou)
            #expect(await failure { try await platform.approveDisclosure(id, world.lou) } == .conflict(.state))
            #expect(await failure { try await platform.makeDisclosure(id, world.lou) } == .conflict(.state))
            #expect(
                await failure { try await world.draft(people: ["nobody@havn.example"], [.title]) }
                    == .invalid(field: "people"))
            #expect(
                await failure { try await world.draft(people: ["ada@havn.example"], []) }
                    == .invalid(field: "attributes"))
            let past = installation.clock.now
            #expect(
                await failure { try await world.draft(people: [], [], secretUntil: past) }
                    == .invalid(field: "secretUntil"))
            let theirs = try world.company.permit(SeeDisclosures.self)
            #expect(await failure { try await platform.disclosures(theirs) } == .forbidden)
        }
    }

    @Test("X2: with its guard lifted, one approval would be enough", arguments: Engine.allCases)
    func mutant(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let world = try await DisclosureWorld(installation)
            let id = try await world.draft(people: ["ada@havn.example"], [.title])
            try await installation.platform.approveDisclosure(id, world.kim)
            let lifted = try await installation.open(lifting: [.x2])
            let content = try await lifted.makeDisclosure(id, world.kim)
            #expect(String(decoding: content.bytes, as: UTF8.self).contains("Driver"))
            await lifted.close()
        }
    }
}

/// A customer with two people beside its administrator, and two of the operator's people.
struct DisclosureWorld: Sendable {
    let company: Company
    let house: OperatorHouse
    let kim: Permit<ManageDisclosures>
    let lou: Permit<ManageDisclosures>
    let customers: Permit<SeeDisclosures>

    init(_ installation: Installation) async throws {
        company = try await installation.company()
        house = try await OperatorHouse(installation.platform)
        kim = try house.permit(ManageDisclosures.self)
        lou = try await Self.permit(ManageDisclosures.self, email: "lou@operator.example", house)
        customers = try company.permit(SeeDisclosures.self)
        try await company.create(.staff("ada", [.title: "Driver", .displayName: "Ada"]))
        try await company.create(.staff("bo", [.title: "Clerk", .displayName: "Bo"]))
    }

    /// Of another account of the operator's.
    func permit<A: Action>(_ action: A.Type, email: String) async throws -> Permit<A> {
        try await Self.permit(action, email: email, house)
    }

    private static func permit<A: Action>(
        _ action: A.Type, email: String, _ house: OperatorHouse
    ) async throws -> Permit<A> {
        let person = try await house.customer.write { tx in
            try tx.enrol(operator: email, as: .operator, by: .command).person
        }
        return try Policy.permit(
            action, to: .person(person, roles: [.operator]), in: house.customer.organization.id)
    }

    /// In the order of the operator's log.
    func operatorDeeds() async throws -> [String] {
        try await house.customer.read { tx in
            try tx.db.all("SELECT deed FROM evidence ORDER BY position") { $0.text(0) }
        }
    }

    func draft(
        people: [String], _ attributes: Set<Attribute>, secretUntil: Int64? = nil
    ) async throws -> UUIDValue {
        var draft = DisclosureDraft()
        draft.authority = "Public prosecutor"
        draft.basis = "Section 95, order 7 of 2026"
        draft.reason = "The order names them."
        draft.people = people
        draft.attributes = attributes
        draft.secretUntil = secretUntil
        return try await company.platform.draftDisclosure(of: "havn", draft, kim)
    }
}
