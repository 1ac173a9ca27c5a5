@testable import Domain
@testable import Storage

extension AuditFacts {
    /// An installation in which every control holds: each test breaks one thing.
    static func sound(_ dialect: Dialect = .sqlite) -> AuditFacts {
        let now = TestClock.start
        let place = FileFacts.Place(mode: 0o100600, device: 1, changedAt: now - 30 * Clock.day)
        var files = FileFacts(folder: "/nowhere/data", settings: nil)
        files.rootKey = place
        files.data = FileFacts.Place(mode: 0o040700, device: 2, changedAt: now)
        (files.files, files.openFiles) = (6, 0)
        (files.secrets, files.openSecrets) = (2, [])
        files.ledger = FileFacts.Place(mode: 0o100600, device: 3, changedAt: now)
        (files.freePercent, files.freeBytes) = (60, 100 << 30)
        var settings = AuditedSettings()
        settings.listener = .certificate
        settings.certificateEnd = { now + 60 * Clock.day }
        settings.publicURL = "https://training.operator.example"
        settings.hasMetricsToken = true
        settings.hasSecurityContact = true
        settings.hasMailServer = true
        settings.ledger = "/elsewhere/ledger"
        var process = ProcessFacts()
        (process.openFilesMax, process.dumpsCore, process.ptraceScope) = (1 << 20, false, 1)
        let cluster = PostgresSettings.sound
        return AuditFacts(
            now: now, dialect: dialect, settings: settings, files: files, process: process,
            dataCluster: dialect == .postgres ? cluster : nil, keyCluster: dialect == .postgres ? cluster : nil,
            keysHaveCluster: dialect == .postgres, platform: .sound, customers: [.sound("havn"), .sound("kaveri")])
    }

    /// The outcome of one check.
    func outcome(_ check: String) -> AuditOutcome? { judged().results.first { $0.check == check }?.outcome }
}

extension PostgresSettings {
    static let sound = PostgresSettings(
        unsafe: [], hasChecksums: true, vacuums: true, isEncrypted: true, isLocal: false, isSuperuser: false,
        logsStatements: false, folder: "/var/lib/postgresql/15/main")
}

extension PlatformFacts {
    fileprivate static var sound: PlatformFacts {
        let now = TestClock.start
        var facts = PlatformFacts()
        (facts.undeclared, facts.stale, facts.missingSettings) = ([], [], [])
        (facts.roots, facts.unsweptBatches) = (1, 0)
        (facts.operators, facts.operatorsWithoutFactor) = (2, 0)
        (facts.newest, facts.overdueWakes, facts.blockedContacts) = (now, 0, 0)
        (facts.hasBackupRegister, facts.verifiedBackup, facts.expiredBackups) = (true, now - Clock.hour, 0)
        (facts.since, facts.lastRun) = (now - 90 * Clock.day, now - 6 * Clock.day)
        (facts.chained, facts.brokenChain) = (12, 0)
        return facts
    }
}

extension CustomerFacts {
    fileprivate static func sound(_ slug: String) -> CustomerFacts {
        let now = TestClock.start
        return CustomerFacts(
            organization: .random(), slug: slug,
            content: Content(
                undeclared: [], stale: [], missingSettings: [], administrators: 2, withoutFactor: 0, endlessTokens: 0,
                restingTokens: 0, loginsOfEndedVisits: 0, endlessLogins: 0, brakePeople: 5, brakePercent: 10,
                overdueJobs: 0, failingJobs: 0, stuckMails: 0, nextExpiry: now + Clock.hour, unerasedLeavers: 0,
                newestEvent: now, unsequenced: 3, unsequencedSince: now - Clock.minute))
    }
}
