@testable import Domain
import Logging
import Storage
import TestSupport
import Testing

/// Requests from asking to the answer, on both engines.
@Suite("Asking for rights, and deciding")
struct RightsVerbsTests {
    @Test("A person asks, an officer approves, and each step is seen by both", arguments: Engine.allCases)
    func correction(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let ada = try await company.create(.staff("ada", [.title: "Shift lead"]))
            let person = try await company.person(of: ada.id)
            let wish = RightsWish(text: "I moved.", attribute: .title, value: "Team lead, inbound")
            let id = try await company.ask(.rectification, wish, by: person)
            try await company.approve(id)
            let shown = try await company.ownRequest(id, of: person)
            #expect(shown.request.state == .done)
            #expect(shown.steps.map(\.kind) == [.received, .identified, .approved, .done])
            #expect(shown.wish == wish)
            #expect(shown.held == "Team lead, inbound")
            #expect(shown.number == "R-2026-0001")
            // What the directory said stays what SCIM answers.
            #expect(try await company.record(ada.id).draft.attributes[.title] == "Shift lead")
            let deeds = try await company.deeds()
            for deed in ["request.received", "request.step", "profile.corrected", "request.ended"] {
                #expect(deeds.contains(deed), "\(deed)")
            }
        }
    }

    @Test("Numbers have no gaps, and begin anew with the employer’s year", arguments: Engine.allCases)
    func numbers(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let first = try await company.ask(.access, RightsWish(), by: person)
            #expect(await failure { try await company.ask(.access, RightsWish(), by: person) } == .conflict(.state))
            let second = try await company.ask(.restriction, RightsWish(), by: person)
            installation.clock.advance(by: 310 * Clock.day)
            let third = try await company.ask(.portability, RightsWish(), by: person)
            var numbers: [String] = []
            for id in [first, second, third] { numbers.append(try await company.ownRequest(id, of: person).number) }
            #expect(numbers.prefix(2) == ["R-2026-0001", "R-2026-0002"])
            #expect(numbers[2] == "R-2027-0001")
        }
    }

    @Test("Whose identity nobody knows is not decided on", arguments: Engine.allCases)
    func letter(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let (decide, now) = (try company.permit(DecideRights.self), installation.clock.now)
            let id = try await company.customer.write { tx in
                try tx.enterRequest(
                    .restriction, RightsWish(), of: person, receivedAt: now - 3 * Clock.day, how: "A letter", decide)
            }
            #expect(await failure { try await company.approve(id) } == .conflict(.state))
            try await company.customer.write { tx in
                try tx.confirmIdentity(of: id, how: "Came with a passport", decide)
            }
            try await company.approve(id)
            let shown = try await company.ownRequest(id, of: person)
            #expect(shown.request.receivedAt == now - 3 * Clock.day)
            #expect(shown.steps.map(\.kind) == [.received, .identified, .approved, .done])
            #expect(shown.steps.map { $0.note?.text } == ["A letter", "Came with a passport", nil, nil])
            #expect(
                await failure {
                    try await company.customer.write { tx in
                        try tx.enterRequest(
                            .access, RightsWish(), of: person, receivedAt: now + 1, how: "", decide)
                    }
                } == .invalid(field: "received"))
        }
    }

    @Test("A refusal carries its reason and where to complain; somebody else reads neither", arguments: Engine.allCases)
    func refusal(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let other = try await company.person(of: try await company.create(.staff("ben")).id)
            let id = try await company.ask(.access, RightsWish(), by: person)
            let decide = try company.permit(DecideRights.self)
            try await company.customer.write { tx in
                try tx.refuseRequest(id, reason: "Asked for weekly.", authority: .denmark, decide)
            }
            let note = try await company.ownRequest(id, of: person).steps.last?.note
            #expect(note == RightsNote("Asked for weekly.", authority: .denmark))
            #expect(await failure { try await company.ownRequest(id, of: other) } == .notFound)
            let own = try company.permit(AskForRights.self, to: .person(other, roles: []))
            #expect(
                await failure { try await company.customer.write { tx in try tx.withdrawRequest(id, own) } }
                    == .notFound)
        }
    }

    @Test(
        "An erasure by command needs a person too; then the person is gone and the request is done",
        arguments: Engine.allCases)
    func erasure(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let record = try await company.create(.staff("ada"))
            let person = try await company.person(of: record.id)
            let command = try company.permit(ApproveErasure.self, to: .command)
            let id = try await company.customer.write { tx in
                try tx.requestErasure(of: person, reason: "A letter", key: "anna-2026", command)
            }
            #expect(
                await failure {
                    try await company.customer.write { tx in try tx.approveErasure(id, key: "other", command) }
                } == .conflict(.state))
            let officer = try company.permit(ApproveErasure.self)
            try await company.customer.write { tx in try tx.approveErasure(id, officer) }
            try await company.runJobs()
            let see = try company.permit(SeeRights.self)
            let shown = try await company.customer.write { tx in try tx.rightsCase(id, see) }
            #expect(shown.request.state == .done)
            #expect(shown.request.person == nil && shown.name == nil && shown.wish == nil)
            #expect(shown.steps.allSatisfy { $0.note == nil }, "what was written went with the key")
            #expect(shown.erasure?.certificate != nil)
            #expect(await failure { try await company.record(record.id) } == .notFound)
        }
    }

    @Test("An approved copy is made by a job, for the person to fetch", arguments: Engine.allCases)
    func copy(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            try await company.makeOfficer()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let id = try await company.ask(.access, RightsWish(text: "All of it"), by: person)
            try await company.approve(id)
            #expect(try await company.ownRequest(id, of: person).request.state == .doing)
            try await company.runJobs()
            let shown = try await company.ownRequest(id, of: person)
            #expect(shown.request.state == .done)
            #expect(shown.steps.map(\.kind) == [.received, .identified, .approved, .doing, .done])
            #expect(try await company.count("SELECT count(*) FROM export_file") == 1)
        }
    }

    @Test("Officers are reminded seven and two days before, and once it is overdue", arguments: Engine.allCases)
    func reminders(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            try await company.makeOfficer()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let id = try await company.ask(.access, RightsWish(), by: person)
            let due = try await company.ownRequest(id, of: person).request.dueAt
            try await company.runJobs()
            func subjects() -> [String] { company.mailbox.letters.map(\.subject) }
            let before = subjects().count
            for (at, expected) in [
                (due - 8 * Clock.day, 0), (due - 6 * Clock.day, 1), (due - Clock.day, 2), (due + 1, 3),
            ] {
                installation.clock.advance(by: at - installation.clock.now)
                try await company.runJobs()
                #expect(subjects().count - before == expected, "\(due - at)")
            }
            #expect(subjects().last?.contains("overdue") == true)
            installation.clock.advance(by: due + 5 * Clock.day - installation.clock.now)
            try await company.runJobs()
            #expect(subjects().count - before == 3)
        }
    }

    @Test("Who asks gets a mail for each step, in the language of the page", arguments: Engine.allCases)
    func mails(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let id = try await company.ask(.restriction, RightsWish(language: .german), by: person)
            try await company.approve(id)
            try await company.runJobs()
            let own = company.mailbox.letters.filter { $0.address.address.contains("ada") }
            // It is restricted now: only mail about rights still goes out.
            #expect(own.map(\.purpose) == [.rights, .rights, .rights])
            #expect(own.contains { $0.subject.contains("ist eingegangen") })
        }
    }
}

extension Company {
    @discardableResult
    func ask(_ kind: RightsKind, _ wish: RightsWish, by person: UUIDValue) async throws -> UUIDValue {
        let permit = try permit(AskForRights.self, to: .person(person, roles: []))
        return try await customer.write { tx in try tx.ask(kind, wish, permit) }
    }

    func approve(_ id: UUIDValue, keepsSignIn: Bool = true) async throws {
        let permit = try permit(DecideRights.self)
        try await customer.write { tx in try tx.approveRequest(id, keepsSignIn: keepsSignIn, permit) }
    }

    func ownRequest(_ id: UUIDValue, of person: UUIDValue) async throws -> RightsCase {
        let permit = try permit(SeeOwnData.self, to: .person(person, roles: []))
        return try await customer.read { tx in try tx.ownRequest(id, permit) }
    }

    /// The first administrator is the privacy officer too.
    func makeOfficer() async throws {
        guard let person = administrator.id else { return }
        let permit = try permit(ManageAccess.self)
        try await customer.write { tx in try tx.give(.privacyOfficer, to: person, permit) }
    }
}
