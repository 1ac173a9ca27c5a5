import Storage
import TestSupport
import Testing

@testable import Domain

@Suite("The sweep")
struct SweepTests {
    @Test("Every retention of a fixed length or with a date has a sweep, and every sweep a retention")
    func derived() {
        let sweeps: [(Inventory.Store, [Sweep])] = [
            (.customer, Sweep.ofCustomers), (.platform, Sweep.ofPlatform), (.keys, Sweep.ofKeys),
        ]
        for (store, sweeps) in sweeps {
            for table in Inventory.tables(of: store) {
                let swept = sweeps.filter { $0.table == table.name && $0.column == nil }
                if table.retention.length != nil || table.retention == .until {
                    let isElsewhere = Sweep.endedElsewhere[table.name] != nil
                    #expect(swept.count == 1 || isElsewhere, "\(table.name)")
                }
                for column in table.columns where column.retention != nil {
                    #expect(sweeps.contains { $0.table == table.name && $0.column == column.name }, "\(column.name)")
                }
            }
            for sweep in sweeps {
                let name = "\(store) \(sweep.swept)"
                #expect(sweep.length(in: store) != nil, "\(name)")
                let parts = sweep.clock.split(separator: ".").map(String.init)
                let clockTable = parts.count == 2 ? parts[0] : sweep.table
                let columns = Inventory.tables(of: store).first { $0.name == clockTable }?.columns.map(\.name)
                #expect(columns?.contains(parts[parts.count - 1]) == true, "\(name): the clock is a column")
                switch sweep.term {
                case .declared: #expect(sweep.retention(in: store)?.length != nil, "\(name)")
                case .named:
                    let retention = sweep.retention(in: store)
                    #expect(retention == .until || retention?.length != nil, "\(name)")
                // Of part of a table whose rows otherwise stay.
                case .after(_, let part): #expect(!part.isEmpty && sweep.retention(in: store)?.length == nil, "\(name)")
                }
            }
            #expect(Set(sweeps.map(\.swept)).count == sweeps.count)
        }
    }

    @Test("takes what has reached its limit, and not what is a millisecond younger", arguments: Engine.allCases)
    func limits(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            for case_ in SweepCase.all {
                let now = company.clock.now
                let timed = try found(Sweep.timedOfCustomers.first { $0.sweep.swept == case_.swept })
                try await company.customer.write { tx in
                    for instant in [now - timed.length, now - timed.length + 1] {
                        try case_.insert(tx, person, instant)
                    }
                    #expect(try tx.sweepBatch(timed) >= 1)
                    let left = try tx.db.first(case_.count) { $0.integer(0) } ?? 0
                    #expect(left == 1, "\(case_.swept)")
                    #expect(try tx.sweepBatch(timed) == 0)
                }
                try await company.customer.write { tx in _ = try tx.db.run(case_.clear) }
            }
        }
    }

    @Test("goes on after a stop between two batches", arguments: Engine.allCases)
    func stopped(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            try await company.use(person, times: 12_000)
            installation.clock.advance(by: 90 * Clock.day)
            try await company.use(person, times: 10)
            let timed = try found(Sweep.timedOfCustomers.first { $0.sweep.swept == .usage })
            _ = try await company.customer.write { tx in try tx.sweepBatch(timed) }
            #expect(try await company.count("SELECT count(*) FROM usage") == 7_010)
            try await installation.restart()
            let again = try await installation.platform.customer("havn")
            try await again.write { tx in try tx.sweepIsDue(at: tx.now) }
            _ = try await again.runDueJobs(
                installation.platform.log, installation.platform.post, installation.platform.surroundings)
            let left = try await again.read { tx in try tx.db.first("SELECT count(*) FROM usage") { $0.integer(0) } }
            #expect(left == 10)
        }
    }

    @Test("is a job that arranges the next one, and notes what went", arguments: Engine.allCases)
    func job(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            try await company.runJobs()
            company.clock.advance(by: Clock.day)
            try await company.use(person, times: 5)
            for _ in 0..<89 {
                company.clock.advance(by: Clock.day)
                try await company.runJobs()
                #expect(try await company.count("SELECT count(*) FROM job WHERE kind = 'sweep'") == 1)
            }
            #expect(try await company.count("SELECT count(*) FROM usage") == 5)
            company.clock.advance(by: Clock.day)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM usage") == 0)
            #expect(try await company.deeds().contains("retention.swept"))
        }
    }

    @Test("takes the detail of who saw whom after a year; the leaf stays", arguments: Engine.allCases)
    func detail(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let see = try company.permit(SeeStaff.self)
            _ = try await company.customer.write { tx in try tx.person(person, see) }
            let before = try await company.count("SELECT count(*) FROM evidence WHERE detail IS NOT NULL")
            company.clock.advance(by: 365 * Clock.day)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM evidence WHERE detail IS NULL") == 1)
            #expect(
                try await company.count("SELECT count(*) FROM evidence WHERE deed = 'person.seen' AND detail IS NULL")
                    == 1)
            #expect(try await company.count("SELECT count(*) FROM evidence WHERE detail IS NOT NULL") >= before - 1)
            // The copy says that it happened.
            let seen = try await company.copy(of: person).rows("evidence").filter {
                $0["deed"] as? String == "person.seen"
            }
            #expect(seen.count == 1)
        }
    }

    @Test("does nothing without its guard, and does not run in circles", arguments: [Engine.sqlite])
    func lifted(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let record = try await company.create(.staff("ada"))
            let person = try await company.person(of: record.id)
            try await company.use(person, times: 5)
            try await company.remove(record.id)
            let platform = try await installation.open(lifting: [.g5])
            let customer = try await platform.customer("havn")
            installation.clock.advance(by: 400 * Clock.day)
            let next = try await customer.runDueJobs(platform.log, platform.post, platform.surroundings)
            #expect(next.map { $0 > installation.clock.now } == true)
            #expect(try await company.count("SELECT count(*) FROM usage") == 5)
            #expect(try await company.count("SELECT count(*) FROM person WHERE state = 'left'") == 1)
            await platform.close()
        }
    }

    @Test("of the installation's own databases takes old contacts, audits, probes and keys", arguments: Engine.allCases)
    func platform(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let now = installation.clock.now
            let recipient = UUIDValue.random()
            try await platform.database.write { db in
                try db.run(
                    """
                    INSERT INTO recipient (id, kind, name, origins, purposes, created_at)
                    VALUES ($1, 'operator-infrastructure', 'n', '', '', 0)
                    """, [.blob(recipient.bytes)])
                for instant in [now, now - 396 * Clock.day] {
                    try db.run(
                        """
                        INSERT INTO contact (recipient, hour, purpose, done, failed, blocked)
                        VALUES ($1, $2, 'security', 1, 0, 0)
                        """, [.blob(recipient.bytes), .integer(instant)])
                }
                for instant in [now, now - 90 * Clock.day] {
                    try db.run(
                        "INSERT INTO probe_run (promise, at, outcome, measured) VALUES ('S1', $1, 'kept', '')",
                        [.integer(instant)])
                }
                for instant in [now, now - 1_095 * Clock.day] {
                    try db.run(
                        """
                        INSERT INTO audit_run (id, at, outcome, passed, failed, warned, not_checked, waived, content)
                        VALUES ($1, $2, 'passed', 1, 0, 0, 0, 0, $1)
                        """, [.blob(UUIDValue.random().bytes), .integer(instant)])
                }
            }
            try await platform.keyStore.database.write { db in
                for (month, end) in [(1, now), (2, now + 1)] {
                    try db.run(
                        "INSERT INTO ledger_key (month, root, wrapped, expires_at) VALUES ($1, $2, $2, $3)",
                        [.integer(Int64(month)), .blob([1]), .integer(end)])
                }
            }
            try await platform.findWork()
            let left = try await platform.database.read { db in
                try db.first(
                    """
                    SELECT (SELECT count(*) FROM contact), (SELECT count(*) FROM probe_run),
                        (SELECT count(*) FROM audit_run)
                    """
                ) { [$0.integer(0), $0.integer(1), $0.integer(2)] }
            }
            #expect(left == [1, 1, 1])
            let keys = try await platform.keyStore.database.read { db in
                try db.all("SELECT month FROM ledger_key") { $0.integer(0) }
            }
            #expect(keys == [2])
        }
    }
}
