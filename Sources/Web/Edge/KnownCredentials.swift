/// Which credentials were accepted in the last minutes, as hashes under a secret of this process, in constant memory.
///
/// This lets nobody in: each request is still judged by the database. It only spares callers whose credentials are right
/// the limits of their address, which they may share with someone who tries wrong ones.
struct KnownCredentials: Sendable {
    /// Microseconds for which a credential counts as known after it was accepted.
    static let lifetime: Int64 = 600_000_000

    private let table: StampTable

    init(sets: Int) { table = StampTable(sets: sets) }

    var bytes: Int { table.bytes }

    func knows(_ credential: KeyedHash, at now: Int64) -> Bool {
        var isKnown = false
        table.with(credential) { until, isOwn in
            isKnown = isOwn && until > now
            return false
        }
        return isKnown
    }

    func remember(_ credential: KeyedHash, at now: Int64) {
        table.with(credential) { until, isOwn in
            // Written anew at half time only: most requests change nothing here.
            guard !isOwn || until < now + Self.lifetime / 2 else { return false }
            until = now + Self.lifetime
            return true
        }
    }

    func forget(_ credential: KeyedHash) {
        table.with(credential) { until, isOwn in
            until = isOwn ? 0 : until
            return isOwn
        }
    }
}
