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
    /// Of an erasure that is not begun: what it would do, store by store.
    package let preview: [ErasureLine]
    /// Of an erasure, once it is begun.
    package let erasure: Erasure?
    /// Who else could approve it, by name; at most five.
    package let others: [UUIDValue: String]
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
        let request = stored.request
        let person = try request.person.flatMap { try rightsName(of: $0) }
        let (steps, wish) = (try steps(of: stored), try wish(of: stored))
        var (names, highest): ([UUIDValue: String], [UUIDValue: Role]) = ([:], [:])
        for actor in Set(steps.compactMap { $0.actorKind == .person ? $0.actor : nil }) {
            names[actor] = try rightsName(of: actor)?.name
            highest[actor] = try roles(of: actor).min()
        }
        let row = try request.person.flatMap { person in
            try db.first(StaffSQL.one, [.blob(person.bytes)], StaffRow.init)
        }
        let isToErase = request.kind == .erasure && request.state.isOpen && person != nil
        return RightsCase(
            id: stored.id, number: stored.number, request: request, wish: wish, name: person?.name,
            nativeName: person?.native, state: person == nil ? nil : row?.state, personChangedAt: row?.changedAt,
            steps: steps, names: names, roles: highest, positions: try positions(of: steps),
            held: try wish?.attribute.flatMap { try held($0, of: request.person) },
            preview: isToErase ? try request.person.map { try erasurePreview(of: $0) } ?? [] : [],
            erasure: request.kind == .erasure ? try erasure(ofRequest: stored.id) : nil,
            others: request.state == .identified ? try others(for: request) : [:])
    }

    private func positions(of steps: [RightsStep]) throws -> ClosedRange<Int64>? {
        let positions = try steps.compactMap(\.evidence).compactMap { event in
            try db.first(RightsEvidenceSQL.position, [.blob(event.bytes)]) { $0.integer(0) }
        }
        guard let low = positions.min(), let high = positions.max() else { return nil }
        return low...high
    }

    private func held(_ attribute: Attribute, of person: UUIDValue?) throws -> String? {
        guard let person, try state(of: person) != .erasing else { return nil }
        return try open(person, for: RightsPurpose.self).sourcedFields.first { $0.attribute == attribute }?.value
            .revealed
    }

    /// Privacy officers, and of an erasure administrators, whose word would count.
    private func others(for request: RightsRequest) throws -> [UUIDValue: String] {
        var people = try db.all(RightsSQL.officers) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
        if request.kind == .erasure {
            people += try db.all(MailSQL.administrators, [.text(keyRole.rawValue)]) { UUIDValue(bytes: $0.blob(0)) }
                .compactMap(\.self)
        }
        let counting = Set(people).filter { request.counts(.person($0)) }.sorted().prefix(5)
        return try counting.reduce(into: [:]) { names, person in names[person] = try rightsName(of: person)?.name }
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

extension Reading {
    /// Whether a request is about erasure: it is approved by another verb.
    package func isErasure(_ id: UUIDValue, _ permit: Permit<ApproveErasure>) throws -> Bool {
        try accept(permit)
        return try storedRequest(id).request.kind == .erasure
    }

    /// Whether this actor's approval would be the one after which everything is erased.
    package func isLastApproval(_ id: UUIDValue, _ permit: Permit<ApproveErasure>) throws -> Bool {
        try accept(permit)
        let request = try storedRequest(id).request
        guard let person = permit.principal.id else { return false }
        return request.counts(.person(person)) && request.approvers.count + 1 >= request.kind.approvalsNeeded
    }

    /// How many restrictions and objections are in force; nobody is named.
    package func restrictedCount(_ permit: Permit<SeeRights>) throws -> Int {
        try accept(permit)
        return Int(try db.first(RestrictionSQL.countOpen) { $0.integer(0) } ?? 0)
    }
}

extension Writing {
    /// What to call the person that something is entered about; that it was seen is recorded.
    package func nameToAct(on person: UUIDValue, _ permit: Permit<DecideRights>) throws -> String? {
        try accept(permit)
        guard let name = try rightsName(of: person)?.name else { return nil }
        try recordSeen([person], by: permit.principal)
        return name
    }

    /// The person by id, work e-mail or user name.
    /// - Throws: `Failure.invalid("person")` where nobody, or more than one, is meant.
    package func personToAct(_ name: String, _ permit: Permit<DecideRights>) throws -> UUIDValue {
        try accept(permit)
        return try personNamed(name)
    }

    /// As above, for the command line.
    package func personToRestrict(_ name: String, _ permit: Permit<RestrictProcessing>) throws -> UUIDValue {
        try accept(permit)
        return try personNamed(name)
    }

    /// As above.
    package func personToErase(_ name: String, _ permit: Permit<ApproveErasure>) throws -> UUIDValue {
        try accept(permit)
        return try personNamed(name)
    }

    /// As above.
    package func personToExport(_ name: String, _ permit: Permit<ExportPerson>) throws -> UUIDValue {
        try accept(permit)
        return try personNamed(name)
    }

    private func personNamed(_ name: String) throws -> UUIDValue {
        if let id = UUIDValue(name), let state = try state(of: id), state != .erasing { return id }
        guard name.utf8.count <= 1_024, let person = try findPerson(email: name) else {
            throw Failure.invalid("person", "Nobody here has that work e-mail, user name or id.")
        }
        return person
    }
}
