internal import Storage

/// What is given out by law (promise X2).
extension CanaryDay {
    func probeDisclosure() async throws -> ProbeFinding {
        let person = try arrived().person
        let (kim, sam) = (UUIDValue.random().bytes, UUIDValue.random().bytes)
        let tries: [(natural: [[UInt8]], isEnough: Bool)] = [
            ([], false), ([kim], false), ([kim, kim], false), ([kim, sam], true),
        ]
        for attempt in tries {
            let disclosure = disclosure(of: person, approvedBy: attempt.natural)
            let isMade = isApproved(disclosure)
            guard isMade == attempt.isEnough else {
                let count = attempt.natural.count == 1 ? "1 approval" : "\(attempt.natural.count) approvals"
                return .broken("A disclosure with \(count) was \(isMade ? "let out" : "held back")")
            }
        }
        let needed = Value.integer(Int64(Disclosure.approvalsNeeded))
        let (made, short) = try await platform.read { db in
            let counts = try db.first(DisclosureProbeSQL.made, [needed]) { [$0.integer(0), $0.integer(1)] }
            return (counts?[0] ?? 0, counts?[1] ?? 0)
        }
        guard short == 0 else { return .broken("\(short) of \(made) disclosures were made without two approvals") }
        return .kept("With none, one, and two of one person: nothing; \(made) made, each with two approvals")
    }

    private func isApproved(_ disclosure: Disclosure) -> Bool {
        do {
            try disclosure.requireApproval(platform.guards)
            return true
        } catch {
            return false
        }
    }

    /// As the register would hold it; it is asked whether it may be made, and never stored.
    private func disclosure(of person: UUIDValue, approvedBy natural: [[UInt8]]) -> Disclosure {
        let now = platform.clock.now
        return Disclosure(
            id: .random(), organization: customer.organization.id, state: .drafted, authority: "Canary",
            basis: "Canary", reason: "Canary", scope: .people([person], [.title]), secretUntil: nil, draftedAt: now,
            draftedBy: .random(), endedAt: nil, endedBy: nil, toldAt: nil, hash: nil,
            approvals: natural.map { Disclosure.Approval(person: .random(), at: now, natural: $0) })
    }
}

enum DisclosureProbeSQL {
    static let made: SQL = """
        SELECT count(*), coalesce(sum(CASE WHEN a.people < $1 THEN 1 ELSE 0 END), 0)
        FROM (SELECT d.id, (SELECT count(*) FROM disclosure_approval p WHERE p.disclosure = d.id) AS people
            FROM disclosure d WHERE d.state = 'made') a
        """
}
