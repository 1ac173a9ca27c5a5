@testable import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite("The security audit of a running installation")
struct AuditTests {
    private static func outcomes(_ run: AuditRun) -> [String: AuditOutcome] {
        Dictionary(uniqueKeysWithValues: run.results.map { ($0.check, $0.outcome) })
    }

    @Test("A new installation has no failure", arguments: Engine.allCases)
    func sound(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let company = try await installation.company()
            let run = try await installation.platform.audit(try house.permit(RunAudit.self))
            #expect(run.results.map(\.check) == AuditCheck.all.map(\.id))
            #expect(run.results.filter { $0.outcome == .failed } == [])
            let found = Self.outcomes(run)
            for check in ["II-001", "II-002", "II-003", "II-006", "II-102", "II-103", "II-104", "II-105", "II-106"] {
                #expect(found[check] == .passed, "\(check)")
            }
            #expect(found["II-201"] == .notChecked && found["II-604"] == .warned)
            #expect(run.customers[company.customer.organization.id]?.map(\.outcome).contains(.failed) == false)
        }
    }

    @Test("Who may read the root key, the folder or a database is seen", arguments: Engine.allCases)
    func modes(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let folder = installation.place.folder
            func set(_ mode: Int, _ path: String) throws {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            }
            try set(0o640, folder + "/root.key")
            try set(0o755, folder)
            if engine == .sqlite { try set(0o644, folder + "/platform.sqlite") }
            let found = Self.outcomes(try await installation.platform.audit(try house.permit(RunAudit.self)))
            #expect(found["II-001"] == .failed)
            #expect(found["II-002"] == .failed)
            #expect(found["II-003"] == (engine == .sqlite ? .failed : .passed))
            try set(0o600, folder + "/root.key")
            try set(0o700, folder)
        }
    }

    @Test("A column that nobody declared is found, in the customer that has it", arguments: Engine.allCases)
    func undeclared(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let (havn, kaveri) = (try await installation.company(), try await installation.company("kaveri"))
            _ = try await havn.customer.database.write { db in
                try db.run("ALTER TABLE person ADD COLUMN birthday TEXT")
            }
            _ = try await installation.platform.database.write { db in
                try db.run("ALTER TABLE organization ADD COLUMN secret TEXT")
            }
            let run = try await installation.platform.audit(try house.permit(RunAudit.self))
            let found = Self.outcomes(run)
            #expect(found["II-102"] == .failed && found["II-103"] == .failed)
            func part(_ company: Company) -> AuditOutcome? {
                run.customers[company.customer.organization.id]?.first { $0.check == "II-102" }?.outcome
            }
            #expect(part(havn) == .failed)
            #expect(part(kaveri) == .passed)
            let detail = run.results.first { $0.check == "II-102" }?.detail
            #expect(detail?.contains("havn: undeclared person.birthday.") == true)
        }
    }

    @Test("What rows say of access and work is seen", arguments: Engine.allCases)
    func rows(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let company = try await installation.company()
            let now = installation.clock.now
            _ = try await company.customer.database.write { db in
                try db.run(
                    "UPDATE token SET created_at = $1, expires_at = $2",
                    [
                        .integer(now - 91 * Clock.day), .integer(now + 400 * Clock.day),
                    ])
                try db.run("UPDATE gate SET brake_percent = 60")
                try db.run("UPDATE person SET erase_at = $1", [.integer(now - 2 * Clock.day)])
                try db.run(
                    """
                    INSERT INTO job (id, kind, due_at, lease_until, attempts, failure)
                    VALUES ($1, 'sweep', $2, 0, 7, 'x')
                    """,
                    [.blob(UUIDValue.random().bytes), .integer(now - 2 * Clock.day)])
                try db.run(
                    "INSERT INTO visit (id, operator, reason, opened_at, ends_at) VALUES ($1, $2, $3, $4, $5)",
                    [
                        .blob(UUIDValue.random().bytes), .blob(house.kim.bytes), .blob([1]), .integer(now - Clock.hour),
                        .integer(now - Clock.minute),
                    ])
                try db.run(
                    """
                    INSERT INTO login (id, hash, visit, method, assured, created_at, seen_at, proved_at, expires_at,
                        family, platform)
                    SELECT id, id, id, 'visit', 1, $1, 0, 0, $2, 'other', 'other' FROM visit
                    """, [.integer(now), .integer(now + Clock.day)])
            }
            _ = try await installation.platform.database.write { db in
                try db.run("UPDATE wake SET due_at = $1", [.integer(now - Clock.hour)])
                try db.run(
                    """
                    INSERT INTO backup (id, at, expires_at, folder, root, organizations, bytes, verified_at)
                    VALUES ($1, $2, $3, 'x', $4, 1, 1, $5)
                    """,
                    [
                        .blob(UUIDValue.random().bytes), .integer(now - 9 * Clock.day), .integer(now - Clock.day),
                        .blob([1]), .integer(now - 9 * Clock.day),
                    ])
            }
            let found = Self.outcomes(try await installation.platform.audit(try house.permit(RunAudit.self)))
            for check in ["II-403", "II-405", "II-406", "II-501", "II-502", "II-503", "II-506", "II-604", "II-605"] {
                #expect(found[check] == .failed, "\(check)")
            }
            for check in ["II-401", "II-402", "II-404", "II-407"] { #expect(found[check] == .warned, "\(check)") }
        }
    }

    @Test(
        "A run is kept with its hash in the next, in the operator's evidence and in the customers'",
        arguments: Engine.allCases)
    func kept(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let house = try await OperatorHouse(platform)
            let company = try await installation.company()
            let (run, see) = (try house.permit(RunAudit.self), try house.permit(SeeAudit.self, as: .operatorAuditor))
            let first = try await platform.audit(run)
            installation.clock.advance(by: Clock.hour)
            let second = try await platform.audit(run)
            #expect(first.previous == nil && second.previous == first.hash)
            #expect(try await platform.audits(limit: 9, see).map(\.results) == [second.results, first.results])
            #expect(try await platform.auditSummaries(limit: 9, see).map(\.counts) == [second.counts, first.counts])
            #expect(try await house.deeds().count { $0 == "audit.run" } == 2)
            let mine = try await platform.auditParts(limit: 9, try company.permit(SeeAudit.self))
            #expect(
                mine.map(\.results) == [second, first].map { $0.customers[company.customer.organization.id] ?? [] })
            #expect(
                mine.first.map { $0.results.allSatisfy { AuditCheck.named($0.check)?.isOfCustomers == true } } == true)
            #expect(try await company.count("SELECT count(*) FROM evidence WHERE deed = 'audit.run'") == 2)

            // A run that somebody changed does not fit the hash in the next one.
            _ = try await platform.database.write { db in
                try db.run(
                    "UPDATE audit_run SET content = $1 WHERE id = $2",
                    [
                        .blob(second.content), .blob(first.id.bytes),
                    ])
            }
            #expect(Self.outcomes(try await platform.audit(run))["II-607"] == .failed)
        }
    }

    @Test("It runs by itself when the interval is over, and a missed one is a failure", arguments: Engine.allCases)
    func schedule(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            _ = try await OperatorHouse(platform)
            #expect(try await platform.auditIfDue() != nil)
            #expect(try await platform.auditIfDue() == nil)
            installation.clock.advance(by: AuditSchedule.interval - 1)
            #expect(try await platform.auditIfDue() == nil)
            installation.clock.advance(by: 1)
            let onTime = try #require(try await platform.auditIfDue())
            #expect(Self.outcomes(onTime)["II-606"] == .passed)
            installation.clock.advance(by: AuditSchedule.interval + AuditSchedule.tolerance)
            #expect(try await platform.auditIsOverdue() == false)
            installation.clock.advance(by: 1)
            #expect(try await platform.auditIsOverdue())
            let late = try #require(try await platform.auditIfDue())
            #expect(Self.outcomes(late)["II-606"] == .failed)
            #expect(try await platform.auditIsOverdue() == false)
            #expect(try await platform.latestAudit()?.id == late.id)
        }
    }

    @Test("Nobody but the operator's people sees or runs the whole", arguments: Engine.allCases)
    func permits(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let house = try await OperatorHouse(platform)
            let company = try await installation.company()
            _ = try await platform.audit(try house.permit(RunAudit.self))
            let see = try company.permit(SeeAudit.self)
            #expect(await failure { _ = try await platform.audits(limit: 1, see) } == .forbidden)
            #expect(await failure { _ = try await platform.auditSummaries(limit: 1, see) } == .forbidden)
            #expect(throws: Failure.self) { try company.permit(RunAudit.self) }
            #expect(throws: Failure.self) { try house.permit(RunAudit.self, as: .operatorAuditor) }
            // A permit of nobody's organization has no part in any run.
            let stranger = try Policy.permit(SeeAudit.self, to: company.administrator, in: .random())
            #expect(try await platform.auditParts(limit: 9, stranger).isEmpty)
        }
    }

    @Test("A run's bytes are read back as they were written, and damaged ones are refused")
    func bytes() throws {
        var facts = AuditFacts.sound()
        facts.process.isRoot = true
        facts.waivers = AuditWaivers(Array("II-701 ops 2026-03-02 In a container.\n".utf8))
        let (results, customers) = facts.judged()
        let run = AuditRun(
            id: .random(), at: facts.now, results: results, customers: customers,
            previous: Array(repeating: 7, count: 32))
        let content = run.content
        #expect(try AuditRun(content: content) == run)
        let only = facts.customers[1].organization
        #expect(try AuditRun(content: content, only: only).customers == customers.filter { $0.key == only })
        for length in stride(from: 0, to: content.count, by: 97) {
            #expect(throws: Failure.self) { try AuditRun(content: Array(content.prefix(length))) }
        }
    }
}
