import Storage
import Synchronization
import TestSupport
import Testing

@testable import Domain
@testable import Web

@Suite("Running the probes")
struct ProbeTests {
    /// A way in behind which nothing is where it should be.
    private struct WrongDoor: CanaryDoor {
        let status: Int

        func send(
            _ method: String, _ path: String, headers: [(name: String, value: String)], body: [UInt8]
        ) async throws -> CanaryAnswer {
            CanaryAnswer(status: status, body: Array("{}".utf8))
        }
    }

    /// The way in but for one path, which answers otherwise.
    private struct DentedDoor: CanaryDoor {
        let inner: any CanaryDoor
        let method: String
        let path: String

        func send(
            _ method: String, _ path: String, headers: [(name: String, value: String)], body: [UInt8]
        ) async throws -> CanaryAnswer {
            if method == self.method, path.utf8.starts(with: self.path.utf8) {
                return CanaryAnswer(status: 404, body: [])
            }
            return try await inner.send(method, path, headers: headers, body: body)
        }
    }

    @Test("A probe whose handler answers 404 is broken, never kept", arguments: [404, 500, 200])
    func notFound(status: Int) async throws {
        try await TrustWorld.run { world in
            let runs = try await world.platform.runProbes(door: WrongDoor(status: status))
            let needing: [PromiseID] = [.s1, .s2, .s3, .d1, .d2, .g1, .g2, .g4, .g6, .e1, .x1, .r2, .r3]
            for run in runs where needing.contains(run.promise) {
                #expect(run.outcome == .broken, "\(run.promise.rawValue): \(run.measured)")
            }
        }
    }

    @Test(
        "A part that answers 404 breaks the promises that look there",
        arguments: [("GET", "/policy", PromiseID.g1), ("PUT", "/scim", .g4), ("GET", "/scim", .s2)])
    func dented(method: String, path: String, promise: PromiseID) async throws {
        try await TrustWorld.run { world in
            let door = DentedDoor(inner: try world.server.door(), method: method, path: path)
            let runs = try await world.platform.runProbes(door: door)
            let run = try #require(runs.first { $0.promise == promise })
            #expect(run.outcome == .broken, "\(run.measured)")
        }
    }

    @Test("Without a way in nothing of the canary counts as kept")
    func noDoor() async throws {
        try await TrustWorld.run { world in
            let runs = try await world.platform.runProbes(door: nil)
            for run in runs where run.promise == .s2 || run.promise == .g1 || run.promise == .r3 {
                #expect(run.outcome == .notChecked)
            }
            let report = try await world.platform.trust()
            #expect(!report.kept.contains { $0.promise.id == .s2 })
        }
    }

    @Test("Probes run once a day, and again when a day has passed")
    func daily() async throws {
        try await TrustWorld.run { world in
            let door = try world.server.door()
            #expect(try await world.platform.probeIfDue(door: door))
            #expect(try await !world.platform.probeIfDue(door: door))
            world.clock.pass(Clock.day)
            #expect(try await world.platform.probeIfDue(door: door))
        }
    }

    @Test("A failure, and its end, are evidence at the operator's; what stays broken is said once")
    func evidence() async throws {
        try await TrustWorld.run { world in
            _ = try await world.platform.createOperator(email: "kim@operator.example")
            _ = try await world.probe()
            let broken = DentedDoor(inner: try world.server.door(), method: "GET", path: "/policy")
            for _ in 0..<2 {
                world.clock.pass(Clock.day)
                try await world.platform.runDueJobs()
                _ = try await world.platform.runProbes(door: broken)
            }
            world.clock.pass(Clock.day)
            try await world.platform.runDueJobs()
            _ = try await world.probe()
            let own = try await world.platform.customer(Organization.operatorSlug)
            let deeds = try await own.read { tx in
                try tx.db.all("SELECT deed FROM evidence WHERE deed LIKE 'probe.%' ORDER BY position") { $0.text(0) }
            }
            // G1 looks at the page, and so does X1.
            #expect(deeds == ["probe.failed", "probe.failed", "probe.kept-again", "probe.kept-again"])
        }
    }

    @Test("A run older than 26 hours counts as not kept; results are kept for 90 days")
    func overdue() async throws {
        try await TrustWorld.run { world in
            _ = try await world.probe()
            #expect(try await world.platform.trust().notKept.isEmpty)
            world.clock.pass(TrustReport.intervalMax + 1)
            let report = try await world.platform.trust()
            #expect(report.notKept.count == report.inForce.count)
            world.clock.pass(90 * Clock.day)
            _ = try await world.probe()
            try await world.platform.sweepOwn()
            let rows = try await world.platform.database.read { db in
                try db.first("SELECT count(*) FROM probe_run") { $0.integer(0) } ?? 0
            }
            #expect(rows == Int64(report.inForce.count))
        }
    }

    @Test("Each organization has its own results in its own database; the canary is nobody's customer")
    func own() async throws {
        try await TrustWorld.run { world in
            _ = try await world.probe()
            let organization = world.customer.organization.id
            let rows = try await world.customer.read { tx in
                try tx.trust(
                    Policy.permit(
                        SeeTrust.self, to: .person(.random(), roles: [.privacyOfficer]), in: organization)
                ).rows
            }
            #expect(!rows.isEmpty && rows.allSatisfy { $0.standing == .kept })
            #expect(try await world.platform.organizations().map(\.slug) == ["havn"])
            #expect(throws: Failure.self) {
                try OrganizationDraft(
                    slug: "canary", name: "Canary", domain: "canary.example", administratorEmail: "a@canary.example")
            }
            await #expect(throws: Failure.self) { try await world.platform.close("canary") }
        }
    }

    @Test("What lies in a customer's database turns its promise red: an undeclared column")
    func undeclared() async throws {
        try await TrustWorld.run { world in
            try await world.customer.database.write { db in
                _ = try db.run("ALTER TABLE person ADD COLUMN birthday TEXT")
            }
            let runs = try await world.probe()
            #expect(runs[.d1]?.outcome == .broken)
            #expect(runs[.d1]?.measured.contains("1 columns undeclared") == true)
        }
    }

    @Test("A profile that was moved to another person turns its promise red")
    func moved() async throws {
        try await TrustWorld.run { world in
            try await world.customer.database.write { db in
                let two = try db.all("SELECT id, profile FROM person ORDER BY id LIMIT 2") { ($0.blob(0), $0.blob(1)) }
                _ = try db.run("UPDATE person SET profile = $1 WHERE id = $2", [.blob(two[0].1), .blob(two[1].0)])
            }
            #expect(try await world.probe()[.g6]?.outcome == .broken)
        }
    }
}
