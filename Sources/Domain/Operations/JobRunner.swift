internal import Logging
internal import Storage

/// Runs what is due in one customer, job by job.
extension Customer {
    /// - Returns: when the next job of this customer is due; nil where none waits.
    func runDueJobs(
        _ log: Logger, _ post: PostRoom, _ surroundings: any ErasureSurroundings
    ) async throws -> Int64? {
        try await flushTally()
        while let job = try await write({ tx in try tx.leaseJob() }) {
            do {
                try await run(job, log, post, surroundings)
            } catch {
                let failure = Failure(storage: error)
                log.error(
                    "A job failed", metadata: ["kind": "\(job.kind.rawValue)", "detail": "\(failure.detail ?? "")"])
                let delay = min(Clock.hour, Clock.minute << min(job.attempts, Job.attemptsMax))
                try await write { tx in
                    try tx.postpone(job, until: tx.now + delay, failure: failure.detail ?? "\(failure.kind)")
                }
            }
        }
        return try await read { tx in try tx.nextDue() }
    }

    private func run(
        _ job: Job, _ log: Logger, _ post: PostRoom, _ surroundings: any ErasureSurroundings
    ) async throws {
        switch job.kind {
        case .escalate:
            try await write { tx in
                if let id = job.subject, try tx.storedChangeSet(id).state == .staged {
                    try tx.record(EvidenceEvent(.changesEscalated, detail: ["\(id)"]), by: .program)
                    try tx.queueToAdministrators(.changesEscalated)
                    try tx.postpone(job, until: tx.now + Clock.day, failure: nil)
                } else {
                    try tx.finish(job)
                }
            }
        case .apply:
            if let id = job.subject { _ = try await carryOn(id) }
            try await write { tx in try tx.finish(job) }
        case .settle:
            while let id = job.subject,
                try await write({ tx in try tx.settle(id, limit: 200, by: .program) })
            {}
            try await write { tx in try tx.finish(job) }
        case .withdraw:
            var last: UUIDValue?
            repeat {
                let after = last
                last = try await write { tx in try tx.withdrawAttributes(after: after) }
            } while last != nil
            try await write { tx in
                try tx.withdrawPending()
                try tx.finish(job)
            }
        case .forgetUsage:
            var last: UUIDValue?
            repeat {
                let after = last
                last = try await write { tx in
                    try tx.forgetFeatureUse(after: after, before: job.subject ?? .first(at: tx.now))
                }
            } while last != nil
            try await write { tx in try tx.finish(job) }
        case .statistics:
            try await publishStatistics()
            try await write { tx in
                if let next = try tx.nextPublication() {
                    try tx.postpone(job, until: next, failure: nil)
                } else {
                    try tx.finish(job)
                }
            }
        case .mail:
            // Servers can be slow: the round goes on beside the jobs. Where it dies with the process, the job comes back.
            try await write { tx in try tx.postpone(job, until: tx.now + Job.lease, failure: nil) }
            post.begin(self, log)
        case .erase:
            let next = if let id = job.subject { try await runErasure(id, surroundings) } else { Int64?.none }
            try await write { tx in
                if let next { try tx.postpone(job, until: next, failure: nil) } else { try tx.finish(job) }
            }
        case .endHold:
            if let id = job.subject, let key = try await write({ tx in try tx.finishHold(id) }) {
                try await destroyKey(key)
                _ = try await database.purge()
            }
        case .remind: try await write { tx in try tx.remind(job) }
        case .copyPerson:
            if let request = job.subject { try await copyPerson(for: request) }
            try await write { tx in try tx.finish(job) }
        case .sweep: try await sweep(job)
        }
    }
}
