@testable import Domain
import TestSupport
import Testing

@Suite("The customer's instruction on attributes")
struct InstructionTests {
    private let all: [Attribute: String] = [
        .department: "Port", .manager: "freja", .employeeNumber: "E-17", .workPhone: "+45 1",
    ]

    @Test("Without it they are dropped, whoever sends them", arguments: Engine.allCases)
    func dropped(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("ada", all))
            #expect(made.draft == .staff("ada"))
            #expect(try await company.record(made.id).draft == .staff("ada"))
            let same = try await company.update(made.id) { $0.attributes[.department] = "Port" }
            #expect(same.version == 1)
            let file = try await company.importFile("Work email,Department\nbo@havn.example,Port\n")
            #expect(file.joiners == 1)
            #expect(try await company.find(.userName("bo@havn.example")).first?.draft.attributes[.department] == nil)
        }
    }

    @Test("With it they are kept, and nothing beyond it", arguments: Engine.allCases)
    func kept(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.instruct(company, [.department, .workPhone])
            let made = try await company.create(.staff("ada", all))
            #expect(made.draft == .staff("ada", [.department: "Port", .workPhone: "+45 1"]))
            #expect(try await company.record(made.id).draft == made.draft)
        }
    }

    @Test("Withdrawn, the job removes what is stored, and it does not count as lost", arguments: Engine.allCases)
    func withdrawn(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.instruct(company, [.department, .workPhone])
            var people: [DirectoryRecord] = []
            for number in 0..<8 { people.append(try await company.create(.staff("p\(number)", all))) }
            try await Self.instruct(company, [.workPhone])
            for person in people.prefix(7) { try await company.update(person.id) { $0.attributes[.title] = "Clerk" } }
            try await company.runJobs()
            for person in people {
                let draft = try await company.record(person.id).draft
                #expect(draft.attributes[.department] == nil)
                #expect(draft.attributes[.workPhone] == "+45 1")
            }
            #expect(try await company.record(people[7].id).version == 2)
            #expect(try await company.deeds().count { $0 == "attributes.withdrawn" } == 1)
            #expect(try await company.staged().isEmpty)
        }
    }

    @Test("What was blanked does not come back once its attribute is withdrawn", arguments: Engine.allCases)
    func notRestored(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.instruct(company, [.department])
            var people: [DirectoryRecord] = []
            for number in 0..<8 { people.append(try await company.create(.staff("p\(number)", all))) }
            for person in people { try await company.update(person.id) { $0.attributes[.department] = nil } }
            try await Self.instruct(company, [])
            try await company.runJobs()
            try await company.decide(try #require(try await company.staged().first), apply: false)
            #expect(try await company.record(people[0].id).draft.attributes[.department] == nil)
        }
    }

    @Test("Each is a version of its own, with who gave it and when", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.instruct(company, [.workPhone, .department])
            company.clock.advance(by: 5)
            let command = try company.permit(InstructAttributes.self, to: .command)
            try await company.customer.write { tx in
                try tx.instruct(attributes: [], command)
                try tx.instruct(brake: Brake(peopleMax: 9, percentMax: 20), command)
            }
            let see = try company.permit(SeeDirectory.self)
            let given = try await company.customer.read { try $0.instructions(.attributes, see) }
            #expect(given.map(\.version) == [2, 1])
            #expect(given.map(\.content) == ["", "department,workPhone"])
            #expect(given.map(\.givenBy) == [.command, .person])
            #expect(given.map(\.person) == [nil, company.administrator.id])
            #expect(given.map(\.givenAt) == [TestClock.start + 5, TestClock.start])
            #expect(try await company.customer.read { try $0.instructions(.brake, see) }.map(\.version) == [3])
            #expect(
                await failure { try await company.customer.write { try $0.instruct(attributes: [.title], command) } }
                    == .invalid(field: "attributes"))
            #expect(
                await failure { try company.permit(InstructAttributes.self, to: .connection(company.connection)) }
                    == .forbidden)
        }
    }

    @Test("The catalogue fits the gate's number and comes back from it")
    func bits() {
        for bits in Int64(0)..<16 { #expect(Catalogue(bits: bits).bits == bits) }
        #expect(Catalogue(bits: 0) == Catalogue())
        #expect(Catalogue(bits: 1).allows(.department))
        #expect(!Catalogue(bits: 1).allows(.manager))
        #expect(Attribute.allCases.filter { !$0.needsInstruction }.allSatisfy(Catalogue().allows))
        #expect(Set(Attribute.allCases.filter(\.needsInstruction)) == Set(Attribute.instructable))
    }

    static func instruct(_ company: Company, _ attributes: Set<Attribute>) async throws {
        let permit = try company.permit(InstructAttributes.self)
        try await company.customer.write { _ = try $0.instruct(attributes: attributes, permit) }
    }
}
