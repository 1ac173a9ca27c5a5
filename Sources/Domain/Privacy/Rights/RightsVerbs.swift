internal import Storage

/// Asking for rights, and the employer's decision. Every verb writes its step, its evidence and its mail in the same
/// transaction; what may follow what is `RightsRequest`'s to say.
extension Writing {
    /// As many open requests as one person has at a time.
    static let openRequestsMax = 20

    /// Asks one's employer (GDPR Art. 12 to 21). An objection closes its purpose at once.
    /// - Returns: the request's id.
    /// - Throws: `Failure.invalid`; `.conflict(.state)` where the same is open already.
    @discardableResult
    package func ask(_ kind: RightsKind, _ wish: RightsWish, _ permit: Permit<AskForRights>) throws -> UUIDValue {
        try accept(permit)
        guard case .person(let person, _) = permit.principal else {
            throw Failure(.forbidden, "Only people ask for their rights.")
        }
        return try bring(kind, wish, of: person, from: .person, receivedAt: now, note: nil, by: permit.principal)
    }

    /// Enters what someone asked for in a letter or by word. Who it is has to be confirmed.
    /// - Parameters:
    ///   - receivedAt: when the employer received it, milliseconds UTC; not after now, and at most a year before.
    ///   - how: how it came, in the officer's words.
    @discardableResult
    package func enterRequest(
        _ kind: RightsKind, _ wish: RightsWish, of person: UUIDValue, receivedAt: Int64, how: String,
        _ permit: Permit<DecideRights>
    ) throws -> UUIDValue {
        try accept(permit)
        guard receivedAt <= now, receivedAt > now - 366 * Clock.day else {
            throw Failure.invalid("received", "The day of receipt is today or earlier, within the last year.")
        }
        try RightsWish.check(how, "how")
        let note = how.isEmpty ? nil : RightsNote(how)
        return try bring(
            kind, wish, of: person, from: .officer, receivedAt: receivedAt, note: note, by: permit.principal)
    }

    /// - Parameter how: by what the officer knows who asks.
    package func confirmIdentity(of id: UUIDValue, how: String, _ permit: Permit<DecideRights>) throws {
        try accept(permit)
        try RightsWish.check(how, "how")
        guard !how.isEmpty else { throw Failure.invalid("how", "Say by what you know who asks.") }
        try take(.identityConfirmed, in: storedRequest(id), note: RightsNote(how), by: permit.principal)
    }

    /// By two months, told within the first (GDPR Art. 12(3)).
    package func extendRequest(_ id: UUIDValue, reason: String, _ permit: Permit<DecideRights>) throws {
        try accept(permit)
        try Self.require(reason)
        try take(.extended, in: storedRequest(id), note: RightsNote(reason), by: permit.principal)
    }

    /// With a reason and where to complain (GDPR Art. 12(4)). What an objection had closed opens again.
    package func refuseRequest(
        _ id: UUIDValue, reason: String, authority: SupervisoryAuthority, _ permit: Permit<DecideRights>
    ) throws {
        try accept(permit)
        try Self.require(reason)
        try take(.refused, in: storedRequest(id), note: RightsNote(reason, authority: authority), by: permit.principal)
    }

    /// Takes one's own request back, as long as it is not being done.
    package func withdrawRequest(_ id: UUIDValue, _ permit: Permit<AskForRights>) throws {
        try accept(permit)
        let stored = try storedRequest(id)
        guard let person = permit.principal.id, stored.request.person == person else { throw Failure.noSuchRequest }
        try take(.withdrawn, in: stored, note: nil, by: permit.principal)
    }

    /// Approves what one person decides on; it is carried out at once.
    /// - Parameter keepsSignIn: of a restriction: whether the employer needs the person to sign in.
    package func approveRequest(
        _ id: UUIDValue, note: String = "", keepsSignIn: Bool = true, _ permit: Permit<DecideRights>
    ) throws {
        try accept(permit)
        try RightsWish.check(note, "reason")
        let stored = try storedRequest(id)
        guard stored.request.kind != .erasure else {
            throw Failure(.conflict(.state), "Erasure takes two people's approvals.")
        }
        guard let person = permit.principal.id else { throw Failure(.forbidden, "A person decides this.") }
        try take(
            .approved(by: .person(person)), in: stored, note: note.isEmpty ? nil : RightsNote(note),
            keepsSignIn: keepsSignIn, by: permit.principal)
    }

    /// Gives one of the two approvals of an erasure.
    /// - Parameter key: the name of the key that a command answers with; nil for a person.
    /// - Throws: `Failure.conflict(.state)` where this approver's word was counted before, or for the last administrator.
    package func approveErasure(_ id: UUIDValue, key: String? = nil, _ permit: Permit<ApproveErasure>) throws {
        try accept(permit)
        let stored = try storedRequest(id)
        guard stored.request.kind == .erasure else { throw Failure.noSuchRequest }
        if let person = stored.request.person, try isLastAdministrator(person) { throw Failure.lastAdministrator }
        switch permit.principal {
        case .person(let person, _):
            try take(.approved(by: .person(person)), in: stored, note: nil, by: permit.principal)
        case .command:
            guard let key, !key.isEmpty, key.unicodeScalars.count <= 64 else {
                throw Failure.invalid("key", "An approval by command carries the name of the key that answers for it.")
            }
            try take(
                .approved(by: .command(key: key)), in: stored, note: RightsNote("", key: key), by: permit.principal)
        case .connection, .integration, .visitor, .program:
            throw Failure(.forbidden, "A person approves this.")
        }
    }

    /// Enters an erasure at the command line, with the command's own approval. The second is a person's.
    package func requestErasure(
        of person: UUIDValue, reason: String, key: String, _ permit: Permit<ApproveErasure>
    ) throws -> UUIDValue {
        try accept(permit)
        guard permit.principal.kind == .command else { throw Failure(.forbidden, "Enter it in the privacy room.") }
        try Self.require(reason)
        let id = try bring(
            .erasure, RightsWish(), of: person, from: .command, receivedAt: now, note: RightsNote(reason),
            by: permit.principal)
        try approveErasure(id, key: key, permit)
        return id
    }

    static func require(_ reason: String) throws {
        try RightsWish.check(reason, "reason")
        guard reason.utf8.contains(where: { $0 > 0x20 }) else {
            throw Failure.invalid("reason", "Give the reason; the person reads it as you write it.")
        }
    }

    // MARK: - From an event to what follows

    private func bring(
        _ kind: RightsKind, _ wish: RightsWish, of person: UUIDValue, from origin: RightsRequest.Origin,
        receivedAt: Int64, note: RightsNote?, by principal: Principal
    ) throws -> UUIDValue {
        try wish.check(for: kind)
        guard let state = try state(of: person), state != .erasing else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        try requireNew(kind, wish, of: person)
        let id = UUIDValue.ordered(at: now)
        let content = try Sealing.seal(
            wish.encoded, at: requestPlace("rights_request.content", id), with: subject(person).key)
        // Promise R7.
        let months = customer.guards.stand(.r7) ? RightsRequest.monthsMax : 12 * RightsRequest.monthsMax
        let request = RightsRequest(
            kind, from: origin, person: person, receivedAt: receivedAt, in: zone, answeredWithin: months)
        let stored = StoredRequest(id: id, number: try nextRequestNumber(), request: request, content: content)
        try insert(stored)
        try add(.received, to: stored, note: note, by: principal)
        try tellPerson(.received, of: stored)
        try tellOfficers(.entered, of: stored, but: principal)
        try schedule(.remind, subject: id, at: RightsReminder.first(before: request.dueAt, at: now))
        if kind == .objection, let purpose = wish.purpose {
            try beginObjection(of: person, to: purpose, request: id, isConfirmed: false, by: principal)
        }
        // Who is signed in, or named by the operator's own command, needs no other proof.
        if origin != .officer { try take(.identityConfirmed, in: stored, note: nil, isSilent: true, by: .program) }
        return id
    }

    private func requireNew(_ kind: RightsKind, _ wish: RightsWish, of person: UUIDValue) throws {
        let values: [Value] = [.blob(person.bytes), .integer(200)]
        let open = try db.all(RightsSQL.ofPerson, values, StoredRequest.init).filter { $0.request.state.isOpen }
        guard open.count < Self.openRequestsMax else {
            throw Failure(.conflict(.state), "\(open.count) requests are open; wait for an answer to one of them.")
        }
        for other in open where other.request.kind == kind {
            let wished = try self.wish(of: other)
            guard wished?.attribute == wish.attribute, wished?.purpose == wish.purpose else { continue }
            throw Failure(.conflict(.state), "That was asked for already: \(other.number) is open.")
        }
    }

    /// - Parameter isSilent: the person is told of the step that it belongs to.
    func take(
        _ event: RightsRequest.Event, in before: StoredRequest, note: RightsNote?, keepsSignIn: Bool = true,
        isSilent: Bool = false, by principal: Principal
    ) throws {
        var stored = before
        let effects = try stored.request.on(event, at: now, in: zone)
        try update(stored)
        for effect in effects {
            switch effect {
            case .note(let kind): try add(kind, to: stored, note: note, by: principal)
            case .tellPerson(let kind): if !isSilent { try tellPerson(kind, of: stored) }
            case .tellOfficers:
                try tellOfficers(
                    stored.request.state == .withdrawn ? .withdrawn : .secondNeeded, of: stored, but: principal)
            case .remind:
                try schedule(
                    .remind, subject: stored.id, at: RightsReminder.first(before: stored.request.dueAt, at: now))
            case .lift: try liftObjection(of: stored, by: principal)
            case .carryOut: try carryOut(stored, keepsSignIn: keepsSignIn, by: principal)
            }
        }
    }
}
