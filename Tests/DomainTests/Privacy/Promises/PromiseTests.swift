import Testing

@testable import Domain

@Suite("The registry of promises")
struct PromiseTests {
    @Test("Every id has its promise, and each its words")
    func complete() {
        #expect(Promise.all.map(\.id) == PromiseID.allCases)
        for promise in Promise.all {
            #expect(!promise.sentence.isEmpty && promise.sentence.utf8.last == UInt8(ascii: "."))
            #expect(promise.turnsRed.contains(promise.id))
        }
    }

    @Test("Every promise in force has a probe, a guard and words for both; nothing else has a probe")
    func probes() {
        let probed = Set(CanaryDay.probes.map(\.promise)).union(CustomerProbe.all.map(\.promise))
        let inForce = Set(Promise.inForce.map(\.id))
        #expect(probed.isSuperset(of: inForce))
        for promise in Promise.inForce {
            #expect(
                promise.place.utf8.count > 1 && promise.enforcement.utf8.count > 1 && promise.attempt.utf8.count > 1)
            #expect(promise.turnsRed.isSubset(of: inForce), "\(promise.id.rawValue)")
        }
    }

    @Test(
        "What waits for a later part is never in force", arguments: [PromiseID.d4, .u2, .u3, .u4, .c1, .c2, .k1, .i1])
    func later(id: PromiseID) throws {
        let promise = try #require(Promise[id])
        guard case .notYet(let reason) = promise.state else {
            Issue.record("\(id.rawValue) is in force")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("The policy has every section and every promise once; its hash is that of its text")
    func policy() {
        let policy = PrivacyPolicy.generated()
        #expect(policy.sections.map(\.id) == PolicySection.allCases)
        for promise in Promise.all {
            #expect(policy.text.ranges(of: promise.sentence).count == 1, "\(promise.id.rawValue)")
        }
        #expect(policy.hash.utf8.count == 64)
        #expect(PrivacyPolicy.generated(Guards(lifting: [.g1])).hash != policy.hash)
    }

    @Test("The policy names every kind of staff data that the inventory declares")
    func categories() {
        let declared = Set(
            Inventory.Store.allCases.flatMap(Inventory.tables(of:)).filter { $0.subject == .staffMember }
                .flatMap(\.columns).map(\.category)
        ).subtracting([.profile, .operational])
        #expect(declared.isSubset(of: Inventory.staffCategories.map(\.category)))
        for entry in Inventory.staffCategories {
            #expect(PrivacyPolicy.generated().text.contains(entry.category.policyWords))
        }
    }

    @Test(
        "A dropped attribute's name is counted as it is, or as unreadable",
        arguments: [
            ("nickName", true), ("addresses[type eq \"home\"].locality", true), ("(other)", true),
            ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter", true),
            ("Private phone", false), ("né le 1er mars", false), ("", false),
            ("a[type eq \"Ada Lovelace\"]", false), ("a[type eq \"home\"] and more", false), ("x@y", false),
        ])
    func names(name: String, isReadable: Bool) {
        #expect(DeclaredName.readable(name) == (isReadable ? name : DeclaredName.unreadable))
        #expect(DeclaredName.readable(String(repeating: "a", count: 129)) == DeclaredName.unreadable)
    }
}

@Suite("How promises stand")
struct TrustReportTests {
    private let now: Int64 = 1_795_514_400_000

    private func run(_ promise: PromiseID, _ ago: Int64, _ outcome: ProbeRun.Outcome) -> ProbeRun {
        ProbeRun(promise: promise, at: now - ago, outcome: outcome, measured: "m")
    }

    private func row(_ runs: [ProbeRun]) throws -> TrustReport.Row {
        try #require(TrustReport(runs, at: now).rows.first { $0.promise.id == .s1 })
    }

    @Test("The last run decides; a failure counts from the first of its row")
    func standing() throws {
        #expect(try row([]).standing == .notChecked)
        #expect(try row([run(.s1, Clock.hour, .kept)]).standing == .kept)
        #expect(try row([run(.s1, Clock.hour, .notChecked)]).standing == .notChecked)
        let failing = [
            run(.s1, 3 * Clock.day, .kept), run(.s1, 2 * Clock.day, .broken), run(.s1, Clock.hour, .broken),
        ]
        #expect(try row(failing).standing == .broken(since: now - 2 * Clock.day))
        #expect(try row(failing + [run(.s1, 1, .kept)]).standing == .kept)
    }

    @Test("26 hours without a run is overdue, and not one millisecond less")
    func overdue() throws {
        #expect(try row([run(.s1, TrustReport.intervalMax, .kept)]).standing == .kept)
        #expect(try row([run(.s1, TrustReport.intervalMax + 1, .kept)]).standing == .overdue(since: now - 1))
    }

    @Test("A day shows its worst run; thirty days end today")
    func days() throws {
        let row = try row([run(.s1, Clock.day, .kept), run(.s1, 60_000, .broken), run(.s1, 1, .kept)])
        #expect(row.days.count == 30)
        #expect(row.days[29] == .broken && row.days[28] == .kept && row.days[0] == .none)
        #expect(row.failures.count == 1)
    }
}
