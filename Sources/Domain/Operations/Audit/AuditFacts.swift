internal import Storage

/// Everything that one run of the audit looked at. Gathered first, judged after: a check is a pure function of it.
///
/// What is nil could not be looked at, and is judged as not checked.
struct AuditFacts: Sendable {
    /// Milliseconds UTC.
    var now: Int64
    var dialect: Dialect
    var settings: AuditedSettings?
    var files: FileFacts
    var process: ProcessFacts
    /// The clusters of data and keys; nil on SQLite, or where one did not answer.
    var dataCluster: PostgresSettings?
    var keyCluster: PostgresSettings?
    /// Whether the keys are on a PostgreSQL cluster, which start proves to be another than that of the data.
    var keysHaveCluster = false
    var platform: PlatformFacts
    var customers: [CustomerFacts] = []
    var waivers = AuditWaivers()
    /// Why the file of waivers could not be read.
    var waiversProblem: String?
}

/// Files of the installation: their modes, and where they lie.
struct FileFacts: Sendable {
    struct Place: Sendable, Equatable {
        let mode: UInt32
        let device: UInt64
        /// Milliseconds UTC.
        let changedAt: Int64

        /// Nobody but the owner can read, write or enter.
        var isPrivate: Bool { mode & 0o077 == 0 }
    }

    var folder: String
    var rootKey: Place?
    var data: Place?
    /// Database files of the data folder that others than the owner may touch, and how many there are.
    var openFiles: Int?
    var files: Int?
    /// Files with secrets that others may read, by path, and how many were looked at.
    var openSecrets: [String]?
    var secrets: Int?
    /// The erasure ledger, where one is configured and there.
    var ledger: Place?
    /// Of the data folder's file system, in percent and bytes.
    var freePercent: Int?
    var freeBytes: Int64?
}

/// The process that runs the audit, and the kernel below it.
struct ProcessFacts: Sendable {
    var isRoot = false
    var openFilesMax: UInt64?
    /// A crash leaves the memory, keys among it, in a file.
    var dumpsCore: Bool?
    /// `kernel.yama.ptrace_scope`: 0 lets each process of the same user read the memory of the others.
    var ptraceScope: Int?
}

/// What the platform's database and the key store hold.
struct PlatformFacts: Sendable {
    /// Columns without a declaration and declarations without a column, of both databases.
    var undeclared: [String]?
    var stale: [String]?
    /// What the connections to the two SQLite files lack.
    var missingSettings: [String]?
    /// How many root keys the wrapped keys are under.
    var roots: Int64?
    /// Batches of keys that should have been swept.
    var unsweptBatches: Int64?
    /// The operator's people with a role, active; and those of them with no second proof set up.
    var operators: Int64?
    var operatorsWithoutFactor: Int64?
    /// The latest instant in any row.
    var newest: Int64?
    /// Customers whose work was due for long.
    var overdueWakes: Int64?
    /// Blocked attempts to reach somebody in the last seven days.
    var blockedContacts: Int64?
    /// When the newest verified backup was made, and how many expired ones are not marked as removed.
    var verifiedBackup: Int64?
    var expiredBackups: Int64?
    var hasBackupRegister = false
    /// When the installation began.
    var since: Int64?
    var lastRun: Int64?
    /// How many kept runs were compared with the hash in the run after them, and how many differ.
    var chained = 0
    var brokenChain = 0
}

/// One customer's database.
struct CustomerFacts: Sendable {
    let organization: UUIDValue
    let slug: String
    /// nil where the database cannot be opened.
    var content: Content?

    struct Content: Sendable {
        var undeclared: [String]
        var stale: [String]
        var missingSettings: [String]?
        var administrators: Int64
        /// People with a role that needs two proofs, without a second step and without a provider's word.
        var withoutFactor: Int64
        /// Living tokens that are valid for more than a year, were made more than a year ago, or rest for 90 days.
        var endlessTokens: Int64
        var restingTokens: Int64
        var loginsOfEndedVisits: Int64
        var endlessLogins: Int64
        var brakePeople: Int64
        var brakePercent: Int64
        var overdueJobs: Int64
        var failingJobs: Int64
        var stuckMails: Int64
        /// The earliest instant at which something has served and is still there.
        var nextExpiry: Int64?
        var unerasedLeavers: Int64
        var newestEvent: Int64?
        /// Events that no checkpoint covers yet: how many, and since when.
        var unsequenced: Int64
        var unsequencedSince: Int64?
    }
}
