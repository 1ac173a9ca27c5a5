internal import Storage

/// Processing that is restricted (GDPR Art. 18), or a purpose that was objected to (Art. 21), for one person.
package struct Restriction: Sendable, Concealed {
    package enum Kind: Sendable, Equatable {
        /// - keepsSignIn: whether the person goes on signing in, since the employer needs it.
        case restriction(keepsSignIn: Bool)
        case objection(PurposeName)
    }

    package let id: UUIDValue
    package let person: UUIDValue
    package let kind: Kind
    /// In the words of whoever asked or decided; nil where nothing was said.
    package let reason: String?
    package let request: UUIDValue?
    /// Milliseconds UTC, all three.
    package let begunAt: Int64
    /// Of an objection: when the employer confirmed it. It is in force before.
    package let confirmedAt: Int64?
    package let endedAt: Int64?
}

extension Reading {
    /// What is restricted for a person now.
    package func restrictions(of person: UUIDValue, _ permit: Permit<SeeRights>) throws -> [Restriction] {
        try accept(permit)
        return try restrictions(of: person)
    }

    func restrictions(of person: UUIDValue) throws -> [Restriction] {
        try db.all(RestrictionSQL.openOf, [.blob(person.bytes)]) { try restriction($0) }
    }

    func restriction(_ row: any Row) throws -> Restriction {
        guard let id = UUIDValue(bytes: row.blob(0)), let person = UUIDValue(bytes: row.blob(1)) else {
            throw ByteReader.damaged
        }
        let reason = try row.optionalBlob(5).map { sealed in
            String(
                decoding: try Sealing.open(
                    sealed, at: requestPlace("restriction.reason", id), with: try subject(person).key), as: UTF8.self)
        }
        let purpose = row.optionalText(3).flatMap(PurposeName.init(rawValue:))
        return Restriction(
            id: id, person: person, kind: purpose.map { .objection($0) } ?? .restriction(keepsSignIn: row.flag(4)),
            reason: reason, request: row.optionalBlob(6).flatMap { UUIDValue(bytes: $0) }, begunAt: row.integer(7),
            confirmedAt: row.optionalInteger(8), endedAt: row.optionalInteger(9))
    }
}

extension Writing {
    /// Restricts the processing of a person: what is held stays stored, and is otherwise used for rights and legal
    /// claims alone.
    /// - Throws: `Failure.conflict(.state)` where it is restricted already, or for the last administrator's sign-in.
    package func restrict(
        _ person: UUIDValue, keepsSignIn: Bool, reason: String, _ permit: Permit<RestrictProcessing>
    ) throws {
        try accept(permit)
        try Self.require(reason)
        try beginRestriction(of: person, keepsSignIn: keepsSignIn, reason: reason, request: nil, by: permit.principal)
    }

    /// Ends the restriction; the person is told (GDPR Art. 18(3)).
    package func release(_ person: UUIDValue, reason: String, _ permit: Permit<RestrictProcessing>) throws {
        try accept(permit)
        try Self.require(reason)
        let open = try restrictions(of: person).filter { if case .restriction = $0.kind { true } else { false } }
        guard !open.isEmpty else { throw Failure(.conflict(.state), "This person's processing is not restricted.") }
        for row in open { try db.run(RestrictionSQL.end, [.integer(now), .blob(row.id.bytes)]) }
        try closePurposes(of: person)
        try record(EvidenceEvent(.restrictionEnded, of: subject(person)), by: permit.principal)
        if try state(of: person) == .active { try queue(.restrictionReleased, to: person, in: .english) }
    }

    /// Closes a purpose for a person who objected to it by letter or word.
    package func object(
        _ person: UUIDValue, to purpose: PurposeName, reason: String, _ permit: Permit<RestrictProcessing>
    ) throws {
        try accept(permit)
        try Self.require(reason)
        guard ClosedPurposes.objectable.contains(purpose) else {
            throw Failure.invalid("purpose", "Nobody can object to this use.")
        }
        try beginObjection(
            of: person, to: purpose, reason: reason, request: nil, isConfirmed: true, by: permit.principal)
    }

    /// Takes one's own objection back.
    package func endObjection(to purpose: PurposeName, _ permit: Permit<AskForRights>) throws {
        try accept(permit)
        guard let person = permit.principal.id else { throw Failure.noSuchRequest }
        let rows = try restrictions(of: person).filter { $0.kind == .objection(purpose) }
        guard !rows.isEmpty else { throw Failure(.conflict(.state), "You have not objected to this use.") }
        try end(rows, of: person, by: permit.principal)
    }

    /// Confirms an objection, or lifts it with reasons, where it belongs to no request.
    package func settleObjection(
        _ person: UUIDValue, to purpose: PurposeName, keep: Bool, reason: String, _ permit: Permit<RestrictProcessing>
    ) throws {
        try accept(permit)
        let rows = try restrictions(of: person).filter { $0.kind == .objection(purpose) }
        guard !rows.isEmpty else { throw Failure(.conflict(.state), "This person has not objected to this use.") }
        guard keep else {
            try Self.require(reason)
            return try end(rows, of: person, by: permit.principal)
        }
        try confirm(rows, of: person, by: permit.principal)
    }

    // MARK: - What both ways share

    func beginRestriction(
        of person: UUIDValue, keepsSignIn: Bool, reason: String, request: UUIDValue?, by principal: Principal
    ) throws {
        let subject = try subject(person)
        let isRestricted = try restrictions(of: person).contains {
            if case .restriction = $0.kind { true } else { false }
        }
        guard !isRestricted else {
            throw Failure(.conflict(.state), "This person's processing is restricted already.")
        }
        if !keepsSignIn, try isLastAdministrator(person) { throw Failure.lastAdministrator }
        try insert(
            .restriction(keepsSignIn: keepsSignIn), of: subject, reason: reason, request: request, confirmedAt: now)
        try closePurposes(of: person)
        if !keepsSignIn { try endLogins(of: person) }
        try record(
            EvidenceEvent(
                .restrictionBegun, of: subject, detail: [keepsSignIn ? "sign-in goes on" : "sign-in ended"]),
            by: principal)
    }

    func beginObjection(
        of person: UUIDValue, to purpose: PurposeName, reason: String = "", request: UUIDValue?, isConfirmed: Bool,
        by principal: Principal
    ) throws {
        let subject = try subject(person)
        guard try !restrictions(of: person).contains(where: { $0.kind == .objection(purpose) }) else {
            throw Failure(.conflict(.state), "This use is closed already for this person.")
        }
        try insert(
            .objection(purpose), of: subject, reason: reason, request: request, confirmedAt: isConfirmed ? now : nil)
        try closePurposes(of: person)
        try record(EvidenceEvent(.objectionBegun, of: subject, detail: [purpose.rawValue]), by: principal)
    }

    func confirmObjection(of stored: StoredRequest, by principal: Principal) throws {
        guard let person = stored.request.person else { return }
        try confirm(restrictions(of: person).filter { $0.request == stored.id }, of: person, by: principal)
    }

    func liftObjection(of stored: StoredRequest, by principal: Principal) throws {
        guard let person = stored.request.person else { return }
        try end(restrictions(of: person).filter { $0.request == stored.id }, of: person, by: principal)
    }

    private func confirm(_ rows: [Restriction], of person: UUIDValue, by principal: Principal) throws {
        for row in rows {
            guard try db.run(RestrictionSQL.confirm, [.integer(now), .blob(row.id.bytes)]) == 1 else { continue }
            try record(EvidenceEvent(.objectionConfirmed, of: subject(person), detail: row.purposeNames), by: principal)
        }
    }

    private func end(_ rows: [Restriction], of person: UUIDValue, by principal: Principal) throws {
        for row in rows {
            guard try db.run(RestrictionSQL.end, [.integer(now), .blob(row.id.bytes)]) == 1 else { continue }
            try record(EvidenceEvent(.objectionEnded, of: subject(person), detail: row.purposeNames), by: principal)
        }
        try closePurposes(of: person)
    }

    private func insert(
        _ kind: Restriction.Kind, of subject: (person: UUIDValue, key: SealingKey), reason: String,
        request: UUIDValue?, confirmedAt: Int64?
    ) throws {
        let id = UUIDValue.ordered(at: now)
        let place = requestPlace("restriction.reason", id)
        let sealed = reason.isEmpty ? nil : try Sealing.seal(Array(reason.utf8), at: place, with: subject.key)
        let (word, purpose, keeps): (String, String?, Bool) =
            switch kind {
            case .restriction(let keepsSignIn): ("restriction", nil, keepsSignIn)
            case .objection(let purpose): ("objection", purpose.rawValue, true)
            }
        try db.run(
            RestrictionSQL.insert,
            [
                .blob(id.bytes), .blob(subject.person.bytes), .text(word), .optional(purpose),
                .integer(keeps ? 1 : 0), .optional(sealed), .optional(request?.bytes), .integer(now),
                .optional(confirmedAt),
            ])
    }

    /// The purposes closed for a person are those of all that is in force: one row less may leave a purpose closed.
    private func closePurposes(of person: UUIDValue) throws {
        var closed = ClosedPurposes.none
        for row in try restrictions(of: person) {
            switch row.kind {
            case .restriction(let keepsSignIn) where customer.guards.stand(.r4):
                closed.formUnion(.restriction)
                if !keepsSignIn { closed.formUnion(.signIn) }
            case .objection(let purpose) where customer.guards.stand(.r5): closed.formUnion(.init(purpose))
            case .restriction, .objection: break
            }
        }
        let change = try countChange()
        try db.run(
            RestrictionSQL.close,
            [.integer(closed.rawValue), .integer(now), .integer(change), .blob(person.bytes)])
    }
}

extension Restriction {
    fileprivate var purposeNames: [String] {
        if case .objection(let purpose) = kind { [purpose.rawValue] } else { [] }
    }
}
