@testable import Domain
import TestSupport
import Testing

@Suite("The customer's instructions on uses")
struct UsesTests {
    @Test("Each change is a version of its own, with who gave it and when", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.instruct(uses: [.experience, .training])
            company.clock.advance(by: 7)
            try await company.instruct(uses: [.experience, .training])
            try await company.instruct(uses: .training)
            let permit = try company.permit(InstructPurposes.self)
            let instructed = try await company.customer.read { try $0.instructedUses(permit) }
            #expect(instructed.uses == .training)
            #expect(instructed.history.map(\.version) == [3, 2, 1])
            #expect(instructed.history.map(\.topic) == [.experience, .training, .experience])
            #expect(instructed.history.map(\.isBegun) == [false, true, true])
            #expect(instructed.newest(.experience)?.givenAt == TestClock.start + 7)
            #expect(instructed.newest(.experience)?.person == company.administrator.id)
            #expect(try await company.deeds().count { $0 == "instruction.recorded" } == 3)
            let learner = Principal.person(.random(), roles: [])
            #expect(await failure { try company.permit(InstructPurposes.self, to: learner) } == .forbidden)
        }
    }

    @Test("Ending feature use ends statistics with it, and leaves training alone", arguments: Engine.allCases)
    func together(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.instruct(uses: [.experience, .training])
            let group = try await company.createGroup("Drivers")
            try await company.instruct(statistics: [group.id])
            let permit = try company.permit(InstructPurposes.self)
            #expect(try await company.customer.read { try $0.statisticGroups(permit) } == [group.id])
            try await company.instruct(uses: .training)
            let instructed = try await company.customer.read { try $0.instructedUses(permit) }
            #expect(instructed.uses == .training)
            #expect(instructed.newest(.statistics)?.groups == [])
        }
    }

    @Test("Receipts give a value for each day and purpose", arguments: Engine.allCases)
    func receipts(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try await company.people(of: try await company.create(1))[0]
            try await company.customer.flushTally()
            let permit = try company.permit(InstructPurposes.self)
            let before = try await company.customer.read { try $0.receipts(days: 3, permit) }
            company.clock.advance(by: 2 * Clock.day)
            _ = try await company.customer.read { try $0.open(person, for: CommunicationPurpose.self).name }
            try await company.close(.restriction, for: person)
            #expect(
                await failure {
                    try await company.customer.read { try $0.open(person, for: CommunicationPurpose.self).name }
                } == .forbidden)
            try await company.customer.flushTally()
            let after = try await company.customer.read { try $0.receipts(days: 3, permit) }
            #expect(after[.communication]?.map(\.opened) == [0, 0, 1])
            #expect(after[.communication]?.map(\.refused) == [0, 0, 1])
            #expect(after[.service]?[0] == before[.service]?[2])
            #expect(Set(after.keys) == Set(PurposeName.allCases))
        }
    }
}

@Suite("Reading one attribute by a purpose's name")
struct AttributeReadingTests {
    @Test("gives what the inventory grants, and refuses the rest with evidence", arguments: Engine.allCases)
    func granted(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let record = try await company.create(.staff("ada", [.title: "Harbour pilot"]))
            let person = try await company.person(of: record.id)
            let customer = company.customer
            for attribute in [Attribute.title, .workEmail, .displayName] {
                for purpose in PurposeName.allCases {
                    let isGranted = Inventory.grants(attribute, to: purpose)
                    let refusal = await failure {
                        let value = try await customer.read(attribute, of: person, for: purpose, by: .program)
                        #expect(value?.revealed == record.draft.attributes[attribute])
                    }
                    #expect(refusal == (isGranted ? nil : .forbidden), "\(attribute.path) for \(purpose.rawValue)")
                }
            }
            // Title is for four of the eight purposes, work e-mail and name for five.
            #expect(try await company.deeds().count { $0 == "purpose.refused" } == 4 + 3 + 3)
            #expect(!Inventory.grants(.title, to: .communication) && !Inventory.grants(.displayName, to: .experience))
            #expect(try await customer.read(.middleName, of: person, for: .service, by: .program) == nil)
        }
    }

    @Test("is refused where the purpose is closed for the person", arguments: Engine.allCases)
    func closed(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try await company.people(of: try await company.create(1))[0]
            try await company.close(.restriction, for: person)
            let customer = company.customer
            #expect(
                await failure { try await customer.read(.title, of: person, for: .service, by: .program) } == .forbidden
            )
            #expect(try await customer.read(.title, of: person, for: .rights, by: .program) != nil)
            #expect(try await company.deeds().count { $0 == "purpose.refused" } == 1)
            #expect(
                await failure { try await customer.read(.title, of: .random(), for: .rights, by: .program) }
                    == .notFound)
        }
    }

    @Test("gives everything with the guard lifted: the probe can fail")
    func lifted() async throws {
        try await withLifted([.g2]) { company in
            let person = try await company.people(of: try await company.create(1))[0]
            #expect(try await company.customer.read(.title, of: person, for: .experience, by: .program) != nil)
        }
    }
}
