import Storage
import TestSupport
import Testing

@testable import Domain

@Suite("Those who left")
struct LeaverTests {
    @Test("are erased when the grace period ends, and not a day before", arguments: Engine.allCases)
    func grace(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            let bo = try await company.create(.staff("bo"))
            try await company.remove(ada.id)
            company.clock.advance(by: 30 * Clock.day - 1)
            try await company.runJobs()
            #expect(try await company.state(of: ada) == .left)
            company.clock.advance(by: Writing.sweepRest)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM person WHERE state <> 'active'") == 0)
            #expect(try await company.count("SELECT count(*) FROM erasure WHERE cause = 'grace'") == 1)
            #expect(try await company.state(of: bo) == .active)
        }
    }

    @Test("go after as many days as the customer has instructed", arguments: Engine.allCases)
    func instructed(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let permit = try company.permit(InstructPurposes.self)
            let before = try await company.create(.staff("ada"))
            try await company.remove(before.id)
            let version = try await company.customer.write { tx in try tx.instruct(graceDays: 0, permit) }
            #expect(version == 1)
            #expect(try await company.deeds().last == "instruction.recorded")
            let after = try await company.create(.staff("bo"))
            try await company.remove(after.id)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM erasure") == 1, "at the next sweep")
            #expect(try await company.state(of: before) == .left, "whoever had left keeps the date")
            for days: Int64 in [-1, 91] {
                let kind = await failure {
                    try await company.customer.write { tx in try tx.instruct(graceDays: days, permit) }
                }
                #expect(kind == .invalid(field: "graceDays"))
            }
        }
    }

    @Test("come back within it as the same person, and nobody erases them", arguments: Engine.allCases)
    func returning(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            let person = try await company.person(of: ada.id)
            try await company.remove(ada.id)
            company.clock.advance(by: 20 * Clock.day)
            let again = try await company.create(.staff("ada"))
            #expect(try await company.person(of: again.id) == person)
            company.clock.advance(by: 20 * Clock.day)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM erasure") == 0)
        }
    }

    @Test("are in the preview, which says what the sweep then does", arguments: Engine.allCases)
    func preview(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            let person = try await company.person(of: ada.id)
            let bo = try await company.create(.staff("bo"))
            try await company.use(person, times: 7)
            try await company.remove(bo.id)
            let permit = try company.permit(SeeTrust.self)
            let now = company.clock.now
            let today = try await company.customer.read { tx in try tx.sweepPreview(permit) }
            #expect(today.lines.map(\.swept) == Sweep.ofCustomers.map(\.swept) + [.leavers])
            #expect(today.lines.allSatisfy { $0.count == 0 })
            let usage = try found(today.lines.first { $0.swept == .usage })
            #expect(usage.next == now - 360 + 90 * Clock.day)
            #expect(today.graceDays == 30)
            let later = try await company.customer.read { tx in
                try tx.sweepPreview(at: now + 90 * Clock.day, permit)
            }
            let counts = Dictionary(uniqueKeysWithValues: later.lines.map { ($0.swept, $0.count) })
            #expect(counts[.usage] == 7 && counts[.leavers] == 1)
            #expect(later.lines.first { $0.swept == .leavers }?.oldest == now + 30 * Clock.day)
            company.clock.advance(by: 90 * Clock.day)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM usage") == 0)
            #expect(try await company.count("SELECT count(*) FROM erasure") == 1)
        }
    }
}
