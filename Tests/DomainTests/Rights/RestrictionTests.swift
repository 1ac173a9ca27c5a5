@testable import Domain
import Storage
import TestSupport
import Testing

/// Restriction, objection and correction, on both engines.
@Suite("Data that is stored and not used, and values set right")
struct RestrictionTests {
    @Test("Two rows in force close their union; one less may leave a purpose closed", arguments: Engine.allCases)
    func union(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let permit = try company.permit(RestrictProcessing.self)
            let wish = RightsWish(purpose: .personalization)
            let objection = try await company.ask(.objection, wish, by: person)
            #expect(
                try await company.closed(person) == ClosedPurposes(.personalization), "at once, before any decision")
            try await company.customer.write { tx in
                try tx.restrict(person, keepsSignIn: true, reason: "Disputed", permit)
            }
            #expect(try await company.closed(person) == .restriction)
            try await company.customer.write { tx in try tx.release(person, reason: "Settled", permit) }
            #expect(try await company.closed(person) == ClosedPurposes(.personalization))
            try await company.approve(objection)
            #expect(try await company.closed(person) == ClosedPurposes(.personalization))
            let own = try company.permit(AskForRights.self, to: .person(person, roles: []))
            try await company.customer.write { tx in try tx.endObjection(to: .personalization, own) }
            #expect(try await company.closed(person) == ClosedPurposes.none)
            let deeds = try await company.deeds()
            for deed in [
                "objection.begun", "restriction.begun", "restriction.ended", "objection.confirmed", "objection.ended",
            ] { #expect(deeds.filter { $0 == deed }.count == 1, "\(deed)") }
        }
    }

    @Test("A refused objection opens its purpose again; a withdrawn one too", arguments: [false, true])
    func lifted(_ isWithdrawn: Bool) async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let id = try await company.ask(.objection, RightsWish(purpose: .experience), by: person)
            #expect(try await company.closed(person) == ClosedPurposes(.experience))
            let (decide, own) = (
                try company.permit(DecideRights.self),
                try company.permit(AskForRights.self, to: .person(person, roles: []))
            )
            try await company.customer.write { tx in
                if isWithdrawn {
                    try tx.withdrawRequest(id, own)
                } else {
                    try tx.refuseRequest(id, reason: "Needed for a claim", authority: .germany, decide)
                }
            }
            #expect(try await company.closed(person) == ClosedPurposes.none)
        }
    }

    @Test(
        "Restriction without sign-in ends the logins, and is not the last administrator’s", arguments: Engine.allCases)
    func signIn(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let permit = try company.permit(RestrictProcessing.self)
            let secret = try await company.customer.write { tx in
                try tx.begin(person, .link, assured: true, in: .unknown)
            }
            #expect(try await company.customer.read { tx in try tx.login(secret) } != nil)
            try await company.customer.write { tx in
                try tx.restrict(person, keepsSignIn: false, reason: "Left for a while", permit)
            }
            #expect(try await company.customer.read { tx in try tx.login(secret) } == nil)
            let last = try #require(company.administrator.id)
            #expect(
                await failure {
                    try await company.customer.write { tx in
                        try tx.restrict(last, keepsSignIn: false, reason: "No", permit)
                    }
                } == .conflict(.state))
        }
    }

    @Test("With its guard lifted, a restriction is written down and closes nothing")
    func guards() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let lifted = Customer(
                organization: company.customer.organization, database: company.customer.database,
                keys: company.customer.keys, vault: company.customer.vault, clock: company.customer.clock,
                guards: Guards(lifting: [.r4, .r5]), wake: { _ in })
            let permit = try company.permit(RestrictProcessing.self)
            try await lifted.write { tx in
                try tx.restrict(person, keepsSignIn: true, reason: "Disputed", permit)
                try tx.object(person, to: .experience, reason: "By letter", permit)
            }
            #expect(try await company.closed(person) == ClosedPurposes.none)
        }
    }

    @Test(
        "A correction wins until the directory says something new; then the officer decides", arguments: Engine.allCases
    )
    func dispute(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let record = try await company.create(.staff("ada", [.title: "Shift lead"]))
            let person = try await company.person(of: record.id)
            let (correct, see) = (try company.permit(CorrectProfile.self), try company.permit(SeeRights.self))
            try await company.customer.write { tx in try tx.correct(person, .title, to: "Team lead", correct) }
            #expect(try await company.title(of: person) == "Team lead")
            try await company.update(record.id) { $0.attributes[.title] = "Shift lead" }
            #expect(
                try await company.customer.write { tx in try tx.disputes(see) }.isEmpty, "the stale value is no news")
            try await company.update(record.id) { $0.attributes[.title] = "Driver" }
            let disputes = try await company.customer.write { tx in try tx.disputes(see) }
            #expect(disputes.map(\.corrected) == ["Team lead"] && disputes.map(\.directory) == ["Driver"])
            #expect(try await company.title(of: person) == "Team lead")
            try await company.customer.write { tx in try tx.settleDispute(person, .title, keep: true, correct) }
            #expect(try await company.title(of: person) == "Team lead")
            try await company.update(record.id) { $0.attributes[.title] = "Mate" }
            try await company.customer.write { tx in try tx.settleDispute(person, .title, keep: false, correct) }
            #expect(try await company.title(of: person) == "Mate")
            #expect(
                await failure {
                    try await company.customer.write { tx in try tx.settleDispute(person, .title, keep: true, correct) }
                } == .conflict(.state))
        }
    }

    @Test("What opens doors is set right in the directory", arguments: Attribute.allCases)
    func atSource(_ attribute: Attribute) async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let correct = try company.permit(CorrectProfile.self)
            let outcome = await failure {
                try await company.customer.write { tx in try tx.correct(person, attribute, to: "x", correct) }
            }
            #expect((outcome == nil) == (attribute.isCorrectable && !attribute.needsInstruction))
            guard !attribute.isCorrectable else { return }
            try await company.customer.write { tx in try tx.askAtSource(of: person, attribute, correct) }
            try await company.runJobs()
            #expect(company.mailbox.letters.contains { $0.subject.contains("in the directory") })
        }
    }

    @Test(
        "A value that no directory could send is no correction",
        arguments: ["a\nb", "\u{7}", String(repeating: "x", count: 257)])
    func values(_ value: String) async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let correct = try company.permit(CorrectProfile.self)
            #expect(
                await failure {
                    try await company.customer.write { tx in try tx.correct(person, .title, to: value, correct) }
                } == .invalid(field: "value"))
        }
    }
}

extension Company {
    func closed(_ person: UUIDValue) async throws -> ClosedPurposes? {
        try await customer.read { tx in try tx.sealedPerson(person)?.closed }
    }

    func title(of person: UUIDValue) async throws -> String? {
        try await customer.read { tx in try tx.open(person, for: RightsPurpose.self).title?.revealed }
    }
}
