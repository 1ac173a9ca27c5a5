internal import Storage

/// A request as lists show it.
package struct RightsEntry: Sendable, Concealed {
    package let id: UUIDValue
    /// `R-2026-0001`.
    package let number: String
    package let request: RightsRequest
    /// Of the person; nil where that person was erased.
    package let name: String?
}

/// One request with everything that belongs to it.
package struct RightsCase: Sendable, Concealed {
    package let id: UUIDValue
    package let number: String
    package let request: RightsRequest
    /// What was asked for; nil where its key was destroyed.
    package let wish: RightsWish?
    /// Of the person; nil where that person was erased.
    package let name: String?
    package let nativeName: String?
    /// Where the person stands in the organization.
    package let state: PersonState?
    /// Milliseconds UTC: when the person left, or changed last.
    package let personChangedAt: Int64?
    package let steps: [RightsStep]
    /// Of the people who acted, where they are still here.
    package let names: [UUIDValue: String]
    /// Of those, the highest that each has.
    package let roles: [UUIDValue: Role]
    /// The places of its entries in the evidence log, the lowest and the highest.
    package let positions: ClosedRange<Int64>?
    /// What the directory says of the value that a rectification is about, and what holds.
    package let held: String?
}

extension Writing {
    /// The open requests, those due first; at most 500. Whose are shown is recorded.
    package func openRequests(_ permit: Permit<SeeRights>) throws -> [RightsEntry] {
        try accept(permit)
        return try entries(RightsSQL.open, limit: 500, seenBy: permit.principal)
    }

    /// The latest that have ended.
    package func endedRequests(limit: Int, _ permit: Permit<SeeRights>) throws -> [RightsEntry] {
        try accept(permit)
        return try entries(RightsSQL.ended, limit: limit, seenBy: permit.principal)
    }

    /// Erasures that wait for an approval: what a second approver sees who sees no other requests.
    package func erasuresToApprove(_ permit: Permit<ApproveErasure>) throws -> [RightsEntry] {
        try accept(permit)
        let open = try db.all(RightsSQL.open, [.integer(500)], StoredRequest.init)
        let waiting = open.filter { $0.request.kind == .erasure && $0.request.state == .identified }
        return try entries(of: waiting, seenBy: permit.principal)
    }

    private func entries(_ sql: SQL, limit: Int, seenBy principal: Principal) throws -> [RightsEntry] {
        try entries(of: db.all(sql, [.integer(Int64(limit))], StoredRequest.init), seenBy: principal)
    }

    private func entries(of stored: [StoredRequest], seenBy principal: Principal) throws -> [RightsEntry] {
        let entries = try stored.map { stored in
            RightsEntry(
                id: stored.id, number: stored.number, request: stored.request,
                name: try stored.request.person.flatMap { try rightsName(of: $0)?.name })
        }
        try recordSeen(Set(entries.compactMap { $0.name == nil ? nil : $0.request.person }).sorted(), by: principal)
        return entries
    }

    /// One request; that the person was seen is recorded.
    package func rightsCase(_ id: UUIDValue, _ permit: Permit<SeeRights>) throws -> RightsCase {
        try accept(permit)
        return try seen(rightsCase(storedRequest(id)), by: permit.principal)
    }

    /// An erasure, for whoever may give one of its approvals.
    /// - Throws: `Failure.notFound` for a request of another kind, or one that was decided.
    package func rightsCase(_ id: UUIDValue, approving permit: Permit<ApproveErasure>) throws -> RightsCase {
        try accept(permit)
        let stored = try storedRequest(id)
        guard stored.request.kind == .erasure else { throw Failure.noSuchRequest }
        return try seen(rightsCase(stored), by: permit.principal)
    }

    private func seen(_ shown: RightsCase, by principal: Principal) throws -> RightsCase {
        if shown.name != nil, let person = shown.request.person, person != principal.id {
            try record(EvidenceEvent(.personSeen, of: subject(person), detail: [shown.number]), by: principal)
        }
        return shown
    }

    /// People whose processing is restricted or who objected, with their names. Whose are shown is recorded.
    package func restricted(_ permit: Permit<SeeRights>) throws -> [(restriction: Restriction, name: String)] {
        try accept(permit)
        let rows = try db.all(RestrictionSQL.allOpen) { try restriction($0) }
        let named = try rows.compactMap { row in try rightsName(of: row.person).map { (row, $0.name) } }
        try recordSeen(Set(named.map(\.0.person)).sorted(), by: permit.principal)
        return named
    }
}

extension Reading {
    /// One's own requests, the latest first.
    package func ownRequests(_ permit: Permit<SeeOwnData>) throws -> [RightsEntry] {
        try accept(permit)
        guard let person = permit.principal.id else { return [] }
        return try db.all(RightsSQL.ofPerson, [.blob(person.bytes), .integer(200)], StoredRequest.init).map { stored in
            RightsEntry(id: stored.id, number: stored.number, request: stored.request, name: nil)
        }
    }

    /// One of one's own requests.
    /// - Throws: `Failure.notFound` for another's.
    package func ownRequest(_ id: UUIDValue, _ permit: Permit<SeeOwnData>) throws -> RightsCase {
        try accept(permit)
        let stored = try storedRequest(id)
        guard let person = permit.principal.id, stored.request.person == person else { throw Failure.noSuchRequest }
        return try rightsCase(stored)
    }

    /// How many requests are open, and how many of them are overdue; nobody is named.
    package func openRequestCounts(_ permit: Permit<SeeRights>) throws -> (open: Int, overdue: Int) {
        try accept(permit)
        let counts = try db.first(RightsSQL.counts, [.integer(now)]) { (Int($0.integer(0)), Int($0.integer(1))) }
        return counts ?? (0, 0)
    }

    func rightsCase(_ stored: StoredRequest) throws -> RightsCase {
        let person = try stored.request.person.flatMap { try rightsName(of: $0) }
        let (steps, wish) = (try steps(of: stored), try wish(of: stored))
        let actors = Set(steps.compactMap { $0.actorKind == .person ? $0.actor : nil })
        var (names, highest): ([UUIDValue: String], [UUIDValue: Role]) = ([:], [:])
        for actor in actors {
            names[actor] = try rightsName(of: actor)?.name
            highest[actor] = try roles(of: actor).min()
        }
        let row = try stored.request.person.flatMap { person in
            try db.first(StaffSQL.one, [.blob(person.bytes)], StaffRow.init)
        }
        let events = steps.compactMap(\.evidence)
        let positions = try events.compactMap { event in
            try db.first(RightsEvidenceSQL.position, [.blob(event.bytes)]) { $0.integer(0) }
        }
        return RightsCase(
            id: stored.id, number: stored.number, request: stored.request, wish: wish, name: person?.name,
            nativeName: person?.native, state: person == nil ? nil : row?.state, personChangedAt: row?.changedAt,
            steps: steps, names: names, roles: highest,
            positions: positions.min().flatMap { low in positions.max().map { low...$0 } },
            held: try wish?.attribute.flatMap { attribute in
                try stored.request.person.flatMap { person in
                    try open(person, for: RightsPurpose.self).sourcedFields.first { $0.attribute == attribute }?
                        .value.revealed
                }
            })
    }

    /// What to call someone in what is about rights; nil where that person was erased.
    func rightsName(of person: UUIDValue) throws -> (name: String, native: String?)? {
        guard let state = try state(of: person), state != .erasing else { return nil }
        do {
            let opened = try open(person, for: RightsPurpose.self)
            let name = opened.name.revealed
            let formatted = opened.formattedName?.revealed
            return (name, formatted == name ? nil : formatted)
        } catch let failure as Failure where failure.kind == .notFound {
            return nil
        }
    }
}

enum RightsEvidenceSQL {
    static let position: SQL = "SELECT position FROM evidence WHERE id = $1"
}
