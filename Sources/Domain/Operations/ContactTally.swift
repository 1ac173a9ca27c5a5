internal import Storage
internal import Synchronization

/// How often each recipient was contacted, held in memory and written every few seconds; a crash loses those seconds.
final class ContactTally: Sendable {
    struct Key: Hashable, Sendable {
        let recipient: UUIDValue
        /// The beginning of the hour, milliseconds UTC.
        let hour: Int64
        let purpose: PurposeName
    }

    struct Count: Sendable {
        var done: Int64 = 0
        var failed: Int64 = 0
        var blocked: Int64 = 0
    }

    private let counts = Mutex<[Key: Count]>([:])

    func count(_ key: Key, _ outcome: EgressEvent.Outcome) {
        counts.withLock { counts in
            switch outcome {
            case .done: counts[key, default: Count()].done += 1
            case .failed: counts[key, default: Count()].failed += 1
            case .blocked: counts[key, default: Count()].blocked += 1
            }
        }
    }

    /// Counts one attempt to reach a recipient; quick, and called on the egress thread.
    func count(_ event: EgressEvent, at now: Int64) {
        count(Key(recipient: event.recipient, hour: now - now % Clock.hour, purpose: event.purpose), event.outcome)
    }

    func take() -> [Key: Count] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }

    /// Returns what could not be written.
    func putBack(_ taken: [Key: Count]) {
        counts.withLock { counts in
            counts.merge(taken) { later, before in
                Count(
                    done: later.done + before.done, failed: later.failed + before.failed,
                    blocked: later.blocked + before.blocked)
            }
        }
    }
}

extension Platform {
    /// Writes down what was counted since the last time.
    func flushContacts() async throws {
        let taken = contacts.take()
        guard !taken.isEmpty else { return }
        do {
            _ = try await stored { db in
                // Who is not registered was counted by a gate that had blocked it; there is nowhere to write it to.
                let known = Set(try db.all(RecipientSQL.ids) { $0.blob(0) })
                let rows = taken.filter { known.contains($0.key.recipient.bytes) }
                try db.run(
                    RecipientSQL.addContact,
                    each: rows.map { key, count in
                        [
                            .blob(key.recipient.bytes), .integer(key.hour), .text(key.purpose.rawValue),
                            .integer(count.done), .integer(count.failed), .integer(count.blocked),
                        ]
                    })
            }
        } catch {
            contacts.putBack(taken)
            throw error
        }
    }
}
