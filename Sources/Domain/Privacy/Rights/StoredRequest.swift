internal import Storage

/// A request as the database holds it: what was written in it is still sealed.
struct StoredRequest {
    let id: UUIDValue
    let number: String
    var request: RightsRequest
    let content: [UInt8]?

    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let kind = RightsKind(rawValue: row.text(3)),
            let state = RightsRequest.State(rawValue: row.text(4)),
            let origin = RightsRequest.Origin(rawValue: row.text(5))
        else { throw ByteReader.damaged }
        self.id = id
        number = row.text(1)
        request = RightsRequest(
            kind: kind, origin: origin, person: row.optionalBlob(2).flatMap { UUIDValue(bytes: $0) }, state: state,
            receivedAt: row.integer(7), dueAt: row.integer(8), extendedAt: row.optionalInteger(9),
            endedAt: row.optionalInteger(10), approvers: [])
        content = row.optionalBlob(6)
    }

    init(id: UUIDValue, number: String, request: RightsRequest, content: [UInt8]?) {
        self.id = id
        self.number = number
        self.request = request
        self.content = content
    }
}

extension Reading {
    /// The request with those who have approved it.
    func storedRequest(_ id: UUIDValue) throws -> StoredRequest {
        guard var stored = try db.first(RightsSQL.one, [.blob(id.bytes)], StoredRequest.init) else {
            throw Failure.noSuchRequest
        }
        let approvers = try steps(of: stored).compactMap(\.approver)
        let request = stored.request
        stored.request = RightsRequest(
            kind: request.kind, origin: request.origin, person: request.person, state: request.state,
            receivedAt: request.receivedAt, dueAt: request.dueAt, extendedAt: request.extendedAt,
            endedAt: request.endedAt, approvers: approvers)
        return stored
    }

    /// The key of the person whose request it is; nil once that person was erased.
    func key(of stored: StoredRequest) throws -> SealingKey? {
        guard let person = stored.request.person, try state(of: person) != .erasing else { return nil }
        do {
            return try subject(person).key
        } catch let failure as Failure where failure.kind == .notFound {
            return nil
        }
    }

    /// What was asked for; nil where the request says nothing more, or its key was destroyed.
    func wish(of stored: StoredRequest) throws -> RightsWish? {
        guard let content = stored.content, let key = try key(of: stored) else { return nil }
        return try RightsWish(
            encoded: Sealing.open(content, at: requestPlace("rights_request.content", stored.id), with: key))
    }

    func steps(of stored: StoredRequest) throws -> [RightsStep] {
        let key = try key(of: stored)
        return try db.all(RightsSQL.steps, [.blob(stored.id.bytes)]) { row in
            guard let kind = RightsStep.Kind(rawValue: row.text(2)),
                let actorKind = Principal.Kind(rawValue: row.text(3))
            else { throw ByteReader.damaged }
            let place = requestPlace("rights_step.note", stored.id)
            let note = try row.optionalBlob(5).flatMap { sealed in
                try key.map { try RightsNote(encoded: Sealing.open(sealed, at: place, with: $0)) }
            }
            return RightsStep(
                number: row.integer(0), at: row.integer(1), kind: kind, actorKind: actorKind,
                actor: row.optionalBlob(4).flatMap { UUIDValue(bytes: $0) }, note: note,
                evidence: row.optionalBlob(6).flatMap { UUIDValue(bytes: $0) })
        }
    }

    func requestPlace(_ column: StaticString, _ request: UUIDValue) -> SealedPlace {
        SealedPlace(column, organization: customer.organization.id, owner: request)
    }

    var zone: String { customer.organization.zone }
}

extension RightsStep {
    fileprivate var approver: RightsApprover? {
        guard kind == .firstApproval || kind == .approved else { return nil }
        if actorKind == .command { return .command(key: note?.key ?? "") }
        return actor.map { .person($0) }
    }
}

extension Writing {
    /// `R-2026-0001`: of the year in the employer's zone, without gaps.
    func nextRequestNumber() throws -> String {
        let year = CivilTime(now, offsetMinutes: TimeZones.offset(of: zone, at: now)).year
        let prefix = "R-\(year)-"
        let last = try db.first(RightsSQL.lastNumber, [.text(prefix + "%")]) { $0.text(0) }
        let number =
            (last.flatMap {
                Int(
                    $0.utf8.dropFirst(prefix.utf8.count).reduce(into: "") {
                        $0.unicodeScalars.append(UnicodeScalar($1))
                    })
            } ?? 0) + 1
        let digits = String(number)
        return prefix + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    func insert(_ stored: StoredRequest) throws {
        let request = stored.request
        try db.run(
            RightsSQL.insert,
            [
                .blob(stored.id.bytes), .text(stored.number), .optional(request.person?.bytes),
                .text(request.kind.rawValue), .text(request.state.rawValue), .text(request.origin.rawValue),
                .optional(stored.content), .integer(request.receivedAt), .integer(request.dueAt),
            ])
    }

    func update(_ stored: StoredRequest) throws {
        let request = stored.request
        try db.run(
            RightsSQL.update,
            [
                .text(request.state.rawValue), .integer(request.dueAt), .optional(request.extendedAt),
                .optional(request.endedAt), .blob(stored.id.bytes),
            ])
    }

    /// Writes a step with its evidence.
    func add(
        _ kind: RightsStep.Kind, to stored: StoredRequest, note: RightsNote?, by principal: Principal
    ) throws {
        let key = try key(of: stored)
        let subject = key.flatMap { key in stored.request.person.map { (person: $0, key: key) } }
        let deed: EvidenceEvent.Deed =
            switch kind {
            case .received: .requestReceived
            case .done, .refused, .withdrawn: .requestEnded
            default: .requestStep
            }
        let detail = [stored.number, stored.request.kind.rawValue, kind.rawValue]
        let event = try recorded(EvidenceEvent(deed, of: subject, detail: detail), by: principal)
        let place = requestPlace("rights_step.note", stored.id)
        let sealed = try note.flatMap { note in try key.map { try Sealing.seal(note.encoded, at: place, with: $0) } }
        try db.run(
            RightsSQL.insertStep,
            [
                .blob(stored.id.bytes), .integer(now), .text(kind.rawValue), .text(principal.kind.rawValue),
                .optional(principal.id?.bytes), .optional(sealed), .blob(event.bytes),
            ])
    }
}

extension Failure {
    static let noSuchRequest = Failure.notFound("There is no such request in this organization.")
}
