@testable import Domain
@testable import Storage
import Testing

@Suite("The checks of the security audit")
struct AuditCheckTests {
    /// One thing that is not as it should be, and what its check then says.
    struct Break: Sendable, CustomTestStringConvertible {
        let check: String
        let outcome: AuditOutcome
        var dialect = Dialect.sqlite
        let change: @Sendable (inout AuditFacts) -> Void
        var testDescription: String { "\(check) \(outcome.rawValue)" }

        init(
            _ check: String, _ outcome: AuditOutcome = .failed, on dialect: Dialect = .sqlite,
            _ change: @escaping @Sendable (inout AuditFacts) -> Void
        ) {
            self.check = check
            self.outcome = outcome
            self.dialect = dialect
            self.change = change
        }

        /// In the second of two customers.
        static func customer(
            _ check: String, _ outcome: AuditOutcome = .failed,
            _ change: @escaping @Sendable (inout CustomerFacts.Content) -> Void
        ) -> Break {
            Break(check, outcome) { facts in
                guard var content = facts.customers[1].content else { return }
                change(&content)
                facts.customers[1].content = content
            }
        }
    }

    static let breaks: [Break] = keys + databases + edge + access + work + host

    private static let keys: [Break] = [
        Break("II-001") { $0.files.rootKey = .init(mode: 0o640, device: 1, changedAt: $0.now) },
        Break("II-002") { $0.files.data = .init(mode: 0o755, device: 2, changedAt: $0.now) },
        Break("II-003") { $0.files.openFiles = 1 },
        Break("II-004", .warned) { $0.files.rootKey = .init(mode: 0o600, device: 2, changedAt: $0.now) },
        Break("II-004", on: .postgres) { $0.files.folder = "/var/lib/postgresql/15/main/instructors" },
        Break("II-006") { $0.platform.roots = 2 },
        Break("II-007", .warned) {
            $0.files.rootKey = .init(mode: 0o600, device: 1, changedAt: $0.now - 366 * Clock.day)
        },
        Break("II-008", .warned) { $0.files.ledger = .init(mode: 0o600, device: 2, changedAt: $0.now) },
        Break("II-009") { $0.files.openSecrets = ["instructors.yaml"] },
        Break("II-010", .warned) { $0.platform.unsweptBatches = 4 },
    ]

    private static let databases: [Break] = [
        Break("II-101") { $0.customers[0].content = nil },
        .customer("II-102") { $0.undeclared = ["person.birthday"] },
        .customer("II-102") { $0.stale = ["person.profile"] },
        Break("II-103") { $0.platform.undeclared = ["organization.secret"] },
        .customer("II-104") { $0.missingSettings = ["secure_delete"] },
        Break("II-104", on: .postgres) { $0.dataCluster = .init(sound: .sound, unsafe: ["fsync"]) },
        Break("II-105") { $0.platform.missingSettings = ["synchronous"] },
        Break("II-105", on: .postgres) { $0.keyCluster = .init(sound: .sound, unsafe: ["synchronous_commit"]) },
        Break("II-106", on: .postgres) { $0.keyCluster = .init(sound: .sound, isEncrypted: false) },
        Break("II-107", .warned, on: .postgres) { $0.dataCluster = .init(sound: .sound, isSuperuser: true) },
        Break("II-108", on: .postgres) { $0.dataCluster = .init(sound: .sound, logsStatements: true) },
        Break("II-109", .warned, on: .postgres) { $0.dataCluster = .init(sound: .sound, hasChecksums: false) },
    ]

    private static let edge: [Break] = [
        Break("II-201") { $0.settings?.listener = .clear },
        Break("II-202") { facts in facts.settings?.certificateEnd = { TestClock.start + 6 * Clock.day } },
        Break("II-202") { facts in facts.settings?.certificateEnd = { TestClock.start - 1 } },
        Break("II-202", .warned) { facts in facts.settings?.certificateEnd = { TestClock.start + 20 * Clock.day } },
        Break("II-202", .notChecked) { facts in facts.settings?.certificateEnd = { nil } },
        Break("II-203") { $0.settings?.publicURL = "http://training.operator.example" },
        Break("II-204", .warned) { $0.settings?.publicURL = nil },
        Break("II-205", .warned) { $0.settings?.hasMetricsToken = false },
        Break("II-206") { $0.settings?.requestDeadline = 3_600 },
        Break("II-207", .warned) { $0.settings?.connectionsPerAddressMax = 4_000 },
        Break("II-208") { $0.settings?.failuresPerMinute = 1_000_000 },
        Break("II-209", .warned) { $0.settings?.hasSecurityContact = false },
        Break("II-210") { $0.settings?.logLevel = "debug" },
        Break("II-211", .warned) { $0.settings?.isDemonstration = true },
        Break("II-301", .warned) { $0.settings?.listedOrigins = ["smtp://127.0.0.1:25"] },
        Break("II-302", .warned) { $0.platform.blockedContacts = 1 },
        Break("II-303", .warned) { $0.settings?.hasMailServer = false },
    ]

    private static let access: [Break] = [
        .customer("II-401") { $0.administrators = 0 },
        .customer("II-401", .warned) { $0.administrators = 1 },
        .customer("II-402", .warned) { $0.withoutFactor = 1 },
        .customer("II-403") { $0.endlessTokens = 1 },
        .customer("II-404", .warned) { $0.restingTokens = 1 },
        .customer("II-405") { $0.loginsOfEndedVisits = 1 },
        .customer("II-406") { $0.endlessLogins = 1 },
        .customer("II-407", .warned) { $0.brakePercent = 50 },
        Break("II-408") { $0.platform.operators = 0 },
        Break("II-408", .warned) { $0.platform.operators = 1 },
        Break("II-409", .warned) { $0.platform.operatorsWithoutFactor = 1 },
    ]

    private static let work: [Break] = [
        Break("II-501") { $0.platform.overdueWakes = 1 },
        .customer("II-502") { $0.overdueJobs = 1 },
        .customer("II-503") { $0.failingJobs = 1 },
        .customer("II-504", .warned) { $0.stuckMails = 1 },
        .customer("II-505") { $0.nextExpiry = TestClock.start - 2 * Clock.day },
        .customer("II-506") { $0.unerasedLeavers = 1 },
        .customer("II-601") { $0.unsequencedSince = TestClock.start - 2 * Clock.hour },
        .customer("II-602") { $0.newestEvent = TestClock.start + 10 * Clock.minute },
        Break("II-603") { $0.platform.newest = $0.now + 10 * Clock.minute },
        Break("II-604") { $0.platform.verifiedBackup = nil },
        Break("II-604") { $0.platform.verifiedBackup = $0.now - 3 * Clock.day },
        Break("II-604", .warned) { facts in
            (facts.platform.verifiedBackup, facts.platform.since) = (nil, facts.now - Clock.day)
        },
        Break("II-604", .warned) { facts in
            facts.platform.verifiedBackup = nil
            facts.settings?.isDemonstration = true
        },
        Break("II-604", .notChecked) { $0.platform.hasBackupRegister = false },
        Break("II-605") { $0.platform.expiredBackups = 1 },
        Break("II-606") { $0.platform.lastRun = $0.now - 9 * Clock.day },
        Break("II-606") { $0.platform.lastRun = nil },
        Break("II-607") { $0.platform.brokenChain = 1 },
    ]

    private static let host: [Break] = [
        Break("II-701", .warned) { $0.process.isRoot = true },
        Break("II-702", .warned) { $0.process.openFilesMax = 1_024 },
        Break("II-703", .warned) { $0.process.dumpsCore = true },
        Break("II-704", .warned) { $0.process.ptraceScope = 0 },
        Break("II-705") { $0.files.freePercent = 2 },
        Break("II-705") { $0.files.freeBytes = 1 << 20 },
        Break("II-705", .warned) { facts in (facts.files.freePercent, facts.files.freeBytes) = (9, 10 << 30) },
        Break("II-801") { $0.now = 4_102_444_800_000 },
        Break("II-802") { $0.waivers = AuditWaivers(Array("II-999 somebody 2027-03-31 No such check\n".utf8)) },
        Break("II-802") { $0.waiversProblem = "The file of waivers cannot be read." },
    ]

    @Test("Where everything is as it should be, no check fails or warns", arguments: [Dialect.sqlite, .postgres])
    func sound(dialect: Dialect) {
        let results = AuditFacts.sound(dialect).judged().results
        #expect(results.map(\.check) == AuditCheck.all.map(\.id))
        let others = results.filter { $0.outcome != .passed }
        // SQLite keeps the keys in the same folder, and no checksums of pages.
        #expect(others.map(\.check) == (dialect == .sqlite ? ["II-005", "II-109"] : []))
        #expect(others.map(\.outcome) == (dialect == .sqlite ? [.warned, .notChecked] : []))
    }

    @Test("Each check finds what is not as it should be", arguments: breaks)
    func broken(_ broken: Break) {
        var facts = AuditFacts.sound(broken.dialect)
        #expect(facts.outcome(broken.check) != broken.outcome)
        broken.change(&facts)
        #expect(facts.outcome(broken.check) == broken.outcome)
    }

    @Test("Every check that can fail or warn was seen to")
    func complete() {
        let seen = Set(Self.breaks.filter { $0.outcome != .notChecked }.map(\.check))
        // The keys of SQLite beside its data: a warning in any case there.
        #expect(Set(AuditCheck.all.map(\.id)).subtracting(seen) == ["II-005"])
        #expect(AuditCheck.all.count >= 30)
    }

    @Test("What cannot be looked at is never taken as held")
    func unknown() {
        var facts = AuditFacts.sound(.postgres)
        facts.settings = nil
        facts.files = FileFacts(folder: "/nowhere/at/all", settings: nil)
        facts.process = ProcessFacts()
        (facts.dataCluster, facts.keyCluster) = (nil, nil)
        facts.platform = PlatformFacts()
        facts.customers = []
        let passed = facts.judged().results.filter { $0.outcome == .passed }.map(\.check)
        // The keys' cluster was proved another's at start; the rest are facts of the program itself.
        #expect(passed == ["II-005", "II-606", "II-607", "II-701", "II-801", "II-802"])
    }

    @Test("A customer's database that does not open is a failure, and nothing else of it is taken as held")
    func unopened() {
        var facts = AuditFacts.sound()
        facts.customers[1].content = nil
        let (results, parts) = facts.judged()
        #expect(facts.outcome("II-101") == .failed)
        let others = results.filter { AuditCheck.named($0.check)?.isOfCustomers == true && $0.check != "II-101" }
        #expect(others.allSatisfy { $0.outcome == .notChecked })
        let havn = parts[facts.customers[0].organization] ?? []
        #expect(havn.count == others.count + 1 && havn.allSatisfy { $0.outcome == .passed })
    }

    @Test("Ids are unique and well-formed; promises and requirements are those that there are")
    func registry() {
        let ids = AuditCheck.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.utf8.count == 6 && $0.utf8.starts(with: "II-".utf8) })
        let known = Set(ASVSMap.rows.map(\.id))
        #expect(Set(AuditCheck.all.flatMap(\.asvs)).subtracting(known).isEmpty)
        #expect(AuditCheck.all.allSatisfy { !$0.remedy.isEmpty && !$0.title.isEmpty && !$0.promise.isEmpty })
    }
}

extension PostgresSettings {
    /// As `sound`, but for what is named.
    fileprivate init(
        sound: PostgresSettings, unsafe: [String] = [], hasChecksums: Bool = true, isEncrypted: Bool = true,
        isSuperuser: Bool = false, logsStatements: Bool = false
    ) {
        self.init(
            unsafe: unsafe, hasChecksums: hasChecksums, vacuums: sound.vacuums, isEncrypted: isEncrypted,
            isLocal: sound.isLocal, isSuperuser: isSuperuser, logsStatements: logsStatements, folder: sound.folder)
    }
}
