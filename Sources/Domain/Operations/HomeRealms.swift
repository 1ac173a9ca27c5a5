internal import Storage
internal import Synchronization

/// Which organization a domain leads to, remembered for half a minute: strangers may ask as often as they like.
final class HomeRealms: Sendable {
    private static let lifetime = 30 * Int64(1_000)
    private static let entriesMax = 4_096

    private struct Entry {
        let organization: Organization?
        let until: Int64
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// Moves with each `forget`: an answer that was on its way then is not remembered.
        var generation = 0
    }

    private let state = Mutex(State())

    /// - Returns: nil where nothing is remembered; an organization or none where it is.
    func known(_ domain: DomainName, at now: Int64) -> Organization?? {
        state.withLock { state in
            guard let entry = state.entries[domain.text], entry.until > now, entry.until <= now + Self.lifetime else {
                return nil
            }
            return .some(entry.organization)
        }
    }

    var generation: Int { state.withLock { $0.generation } }

    func remember(_ organization: Organization?, for domain: DomainName, since generation: Int, at now: Int64) {
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.entries.count >= Self.entriesMax { state.entries.removeAll(keepingCapacity: true) }
            state.entries[domain.text] = Entry(organization: organization, until: now + Self.lifetime)
        }
    }

    /// Something about domains or organizations has changed on this node; others see it within half a minute.
    func forget() {
        state.withLock { state in
            state.entries.removeAll(keepingCapacity: true)
            state.generation += 1
        }
    }
}

extension Platform {
    /// The organization that someone with this work e-mail belongs to, by its verified domain; nil where there is none.
    package func homeRealm(ofEmail email: String) async throws -> Organization? {
        guard let domain = DomainName(ofEmail: email) else { return nil }
        if let known = realms.known(domain, at: clock.now) { return known }
        let generation = realms.generation
        let holder = try await read { db in
            try db.first(DomainSQL.holder, [.text(domain.text)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
        }
        var found: Organization?
        if let holder { found = try await organization(holder) }
        if found?.state != .active { found = nil }
        realms.remember(found, for: domain, since: generation, at: clock.now)
        return found
    }
}
