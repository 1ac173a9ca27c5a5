internal import Storage

/// Background work: rows with a due time and a lease. Any number of nodes may run them; each kind is idempotent.
package enum JobKind: String, Sendable, CaseIterable {
    /// Seven days after the brake: nobody has decided.
    case escalate = "changes.escalate"
    /// Carries out a decided change set in batches.
    case apply = "changes.apply"
    /// Carries out the decision on staged departures in batches.
    case settle = "departures.settle"
    /// Removes the values of attributes that the customer no longer instructs.
    case withdraw = "attributes.withdraw"
    /// Removes the feature use that was recorded under an instruction which has been withdrawn.
    case forgetUsage = "usage.forget"
    /// Publishes the statistics of the four weeks that ended a week ago.
    case statistics = "statistics.publish"
    /// Sends what waits in the outbox.
    case mail = "mail.send"
    /// Carries an erasure on.
    case erase = "person.erase"
    /// A legal hold ends.
    case endHold = "legal-hold.end"
    /// Removes what has served its time, by the inventory; then whoever left long enough ago.
    /// Reminds the privacy officers of a request's due date.
    case remind = "rights.remind"
    /// Makes the copy that an approved request asks for.
    case copyPerson = "rights.copy"
    /// Removes what has served: expired proposals, links, logins, old departures.
    case sweep = "sweep"
}

struct Job: Sendable {
    static let lease = Clock.minute
    static let attemptsMax: Int64 = 10

    let id: UUIDValue
    let kind: JobKind
    let subject: UUIDValue?
    let attempts: Int64
}

extension Writing {
    func schedule(_ kind: JobKind, subject: UUIDValue? = nil, at due: Int64) throws {
        try db.run(
            JobSQL.insert,
            [.blob(UUIDValue.ordered(at: now).bytes), .text(kind.rawValue), .optional(subject?.bytes), .integer(due)])
        workIsDue(at: due)
    }

    /// Sees to it that a sweep comes by `instant`; each sweep arranges the next one.
    func sweepIsDue(at instant: Int64) throws {
        guard try db.first(JobSQL.sweepBefore, [.integer(instant)], { _ in true }) == nil else { return }
        try schedule(.sweep, at: instant)
    }

    /// Takes the lease of the earliest job that is due.
    func leaseJob() throws -> Job? {
        let sql = db.dialect == .postgres ? JobSQL.leasePostgres : JobSQL.leaseSQLite
        return try db.first(sql, [.integer(now + Job.lease), .integer(now), .integer(now)]) { row in
            guard let id = UUIDValue(bytes: row.blob(0)), let kind = JobKind(rawValue: row.text(1)) else {
                throw ByteReader.damaged
            }
            return Job(
                id: id, kind: kind, subject: row.optionalBlob(2).flatMap { UUIDValue(bytes: $0) },
                attempts: row.integer(3))
        }
    }

    func finish(_ job: Job) throws {
        try db.run(JobSQL.delete, [.blob(job.id.bytes)])
    }

    /// Puts a job off: after a failure, or because there is more of it.
    func postpone(_ job: Job, until due: Int64, failure: String?) throws {
        try db.run(
            JobSQL.postpone,
            [.integer(due), .integer(failure == nil ? 0 : job.attempts), .optional(failure), .blob(job.id.bytes)])
        workIsDue(at: due)
    }
}

extension Reading {
    /// When the next job is due; nil where none waits.
    func nextDue() throws -> Int64? {
        try db.first(JobSQL.nextDue) { $0.optionalInteger(0) } ?? nil
    }
}

enum JobSQL {
    static let insert: SQL = """
        INSERT INTO job (id, kind, subject, due_at, lease_until, attempts) VALUES ($1, $2, $3, $4, 0, 0)
        """
    static let leaseSQLite: SQL = """
        UPDATE job SET lease_until = $1, attempts = attempts + 1
        WHERE id = (SELECT id FROM job WHERE due_at <= $2 AND lease_until <= $3 ORDER BY due_at, id LIMIT 1)
        RETURNING id, kind, subject, attempts
        """
    static let leasePostgres: SQL = """
        UPDATE job SET lease_until = $1, attempts = attempts + 1
        WHERE id = (SELECT id FROM job WHERE due_at <= $2 AND lease_until <= $3 ORDER BY due_at, id LIMIT 1
            FOR UPDATE SKIP LOCKED)
        RETURNING id, kind, subject, attempts
        """
    static let sweepBefore: SQL = "SELECT 1 FROM job WHERE kind = 'sweep' AND due_at <= $1 LIMIT 1"
    static let nextSweep: SQL = "SELECT min(due_at) FROM job WHERE kind = 'sweep'"
    static let delete: SQL = "DELETE FROM job WHERE id = $1"
    static let postpone: SQL = "UPDATE job SET due_at = $1, lease_until = 0, attempts = $2, failure = $3 WHERE id = $4"
    static let nextDue: SQL = "SELECT min(CASE WHEN lease_until > due_at THEN lease_until ELSE due_at END) FROM job"
}
