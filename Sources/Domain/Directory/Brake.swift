internal import Storage

/// The mass-change brake: when more people depart within an hour than this, the changes wait for an administrator.
///
/// Access is suspended at once, removal is held, and SCIM answers normally, so that a directory does not put the
/// connection into quarantine. Blanked fields and emptied groups count like departures.
package struct Brake: Sendable, Equatable {
    /// Tripped by more than this many people…
    package let peopleMax: Int64
    /// …and by more than this percentage of the active staff.
    package let percentMax: Int64

    package init(peopleMax: Int64, percentMax: Int64) {
        self.peopleMax = peopleMax
        self.percentMax = percentMax
    }

    package static let window = Clock.hour
    /// Then it is decided or escalated.
    package static let decisionLimit = 7 * Clock.day
    /// Between a record's removal and the erasure of its person, unless the customer instructs otherwise.
    package static let gracePeriod = 30 * Clock.day

    package func isTripped(by departed: Int64, of active: Int64) -> Bool {
        departed > max(peopleMax, active * percentMax / 100)
    }
}

/// Why someone departs, or what someone loses.
enum DepartureKind: String {
    case deactivated
    case deleted
    /// A field that had a value is empty now.
    case blanked
    /// A group that had members has none now.
    case emptied
    /// Someone left a group that still has members: counts only if the group is emptied within the hour.
    case leftGroup = "left-group"
}

extension Writing {
    /// The directory deactivated or removed a record: access ends now; what follows depends on the brake.
    func depart(
        _ stored: StoredRecord, _ kind: DepartureKind, key: SealingKey, by principal: Principal
    ) throws {
        let owner = (person: stored.person, key: key)
        switch stored.state {
        case .active:
            // The organization must not lock itself out: its last administrator stays, and the record says what it says.
            if try isLastAdministrator(stored.person) { return }
            try endLogins(of: stored.person)
            try note(kind, of: stored, from: stored.connection, key: key)
            let isCaught = try brake(stored.connection, people: [stored.person], by: principal)
            let state: PersonState = isCaught ? .held : kind == .deleted ? .left : .inactive
            try setState(state, of: stored.person, from: .active)
            let deed: EvidenceEvent.Deed = isCaught ? .accessHeld : kind == .deleted ? .personLeft : .personDeactivated
            try record(EvidenceEvent(deed, of: owner), by: principal)
        case .inactive where kind == .deleted:
            try db.run(BrakeSQL.becomeDeleted, [.blob(stored.person.bytes)])
            try setState(.left, of: stored.person, from: .inactive)
            try record(EvidenceEvent(.personLeft, of: owner), by: principal)
        case .held where kind == .deleted:
            try db.run(BrakeSQL.becomeDeleted, [.blob(stored.person.bytes)])
        case .inactive, .held, .left, .erasing:
            break
        }
    }

    /// The directory reactivated a record: what was held is taken back.
    func comeBack(_ stored: StoredRecord, key: SealingKey, by principal: Principal) throws {
        guard stored.state == .inactive || stored.state == .held else { return }
        try forgetDepartures(of: stored.person)
        try setState(.active, of: stored.person, from: stored.state)
        try record(EvidenceEvent(.personReactivated, of: (stored.person, key)), by: principal)
    }

    /// A person who is active again has not departed: what waited for a decision about it waits no longer.
    func forgetDepartures(of person: UUIDValue) throws {
        let staged = try db.all(BrakeSQL.stagedOf, [.blob(person.bytes)]) { $0.blob(0) }
        try db.run(BrakeSQL.forget, [.blob(person.bytes)])
        for changeSet in staged {
            if try countDepartures(of: changeSet) == 0 {
                try db.run(BrakeSQL.close, [.text("discarded"), .integer(now), .null, .blob(changeSet)])
            }
        }
    }

    /// A record came for someone who is here without one. Coming back inactive is no way around the brake: who is held
    /// stays held, and who was active departs.
    func settleReturn(
        _ stored: StoredRecord, active: Bool, key: SealingKey, by principal: Principal
    ) throws {
        switch (stored.state, active) {
        case (.inactive, true), (.held, true):
            try comeBack(stored, key: key, by: principal)
        case (.left, true):
            try forgetDepartures(of: stored.person)
            // Who has left comes back as a member of the staff; an administrator gives roles anew.
            try takeRoles(of: stored.person)
            try setState(.active, of: stored.person, from: .left)
        case (.left, false):
            try takeRoles(of: stored.person)
            try db.run(BrakeSQL.becomeDeactivated, [.blob(stored.person.bytes)])
            try setState(.inactive, of: stored.person, from: .left)
        case (.held, false):
            try db.run(BrakeSQL.becomeDeactivated, [.blob(stored.person.bytes)])
        case (.active, false):
            try depart(stored, .deactivated, key: key, by: principal)
        case (.active, true), (.inactive, false), (.erasing, _):
            break
        }
    }

    /// Ends the access of someone whom no directory sends any more; the grace period begins.
    /// - Throws: `Failure.conflict(.state)` where a directory keeps the person, or for the last administrator.
    package func endAccess(of person: UUIDValue, _ permit: Permit<EndAccess>) throws {
        try accept(permit)
        guard let state = try state(of: person), state != .erasing else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        guard try db.first(DirectorySQL.hasLiveRecord, [.blob(person.bytes)], { _ in true }) == nil else {
            throw Failure(.conflict(.state), "A directory keeps this person: end the access there.")
        }
        guard state == .active || state == .inactive else {
            throw Failure(.conflict(.state), "This person's access has ended, or waits for a decision.")
        }
        guard try !isLastAdministrator(person) else { throw Failure.lastAdministrator }
        try endLogins(of: person)
        try setState(.left, of: person, from: state)
        try record(EvidenceEvent(.personLeft, of: try subject(person)), by: permit.principal)
    }

    /// Notes the attributes that had a value and have none now.
    func noteBlanked(
        _ before: Profile, _ after: Attributes, of stored: StoredRecord, key: SealingKey, by principal: Principal
    ) throws {
        // What the customer has withdrawn is not lost.
        let catalogue = try catalogue()
        let blanked = before.fields.filter { after[$0.attribute] == nil && catalogue.allows($0.attribute) }
        guard !blanked.isEmpty, stored.state == .active else { return }
        let lost = Profile(fields: blanked).encoded
        try note(.blanked, of: stored, from: stored.connection, lost: lost, key: key)
        _ = try brake(stored.connection, people: [stored.person], by: principal)
    }

    /// Moves a person from one state to another and keeps the count of active staff.
    func setState(_ state: PersonState, of person: UUIDValue, from before: PersonState) throws {
        let active: Int64 = (state == .active ? 1 : 0) - (before == .active ? 1 : 0)
        let eraseAt = state == .left ? now + (try gate().graceDays) * Clock.day : nil
        let change = try countChange(active: active)
        try db.run(
            DirectorySQL.setState,
            [.text(state.rawValue), .optional(eraseAt), .integer(now), .integer(change), .blob(person.bytes)])
        if let eraseAt { try sweepIsDue(at: eraseAt) }
    }

    /// - Parameters:
    ///   - connection: that which sent it.
    ///   - group: which was left or emptied.
    ///   - lost: what a decision may have to give back.
    func note(
        _ kind: DepartureKind, of stored: StoredRecord, from connection: UUIDValue, group: UUIDValue? = nil,
        lost: [UInt8] = [], key: SealingKey
    ) throws {
        let sealed = lost.isEmpty ? nil : try Sealing.seal(lost, at: lostPlace(stored.person), with: key)
        try db.run(
            BrakeSQL.insert,
            [
                .blob(UUIDValue.ordered(at: now).bytes), .blob(stored.person.bytes), .blob(stored.id.bytes),
                .blob(connection.bytes), .text(kind.rawValue), .integer(now), .optional(group?.bytes),
                .optional(sealed),
            ])
        try sweepIsDue(at: now + Brake.window)
    }

    /// Whether the departures just noted belong to a mass change; trips the brake where they do.
    func brake(_ connection: UUIDValue, people: [UUIDValue], by principal: Principal) throws -> Bool {
        let since = now - Brake.window
        if let open = try db.first(BrakeSQL.openSet, [.integer(since)], { $0.blob(0) }) {
            try db.run(BrakeSQL.joinOne, each: people.map { [.blob(open), .blob($0.bytes), .integer(since)] })
            try countDepartures(of: open)
            return true
        }
        let counted = try db.first(BrakeSQL.countWindow, [.integer(since)]) { ($0.integer(0), $0.integer(1)) }
        let (departed, inactive) = counted ?? (0, 0)
        let gate = try gate()
        // Of the staff as it was when the hour began.
        guard gate.brake.isTripped(by: departed, of: gate.activeStaff + inactive) else { return false }
        try trip(connection, since: since, departed: departed, by: principal)
        return true
    }

    private func trip(_ connection: UUIDValue, since: Int64, departed: Int64, by principal: Principal) throws {
        let id = UUIDValue.ordered(at: now)
        try db.run(BrakeSQL.stage, [.blob(id.bytes), .blob(connection.bytes), .integer(now)])
        try db.run(BrakeSQL.join, [.blob(id.bytes), .integer(since)])
        let change = try countChange()
        try db.run(BrakeSQL.hold, [.integer(change), .integer(now), .blob(id.bytes)])
        try countDepartures(of: id.bytes)
        try record(EvidenceEvent(.changesStaged, detail: ["\(id)", "people \(departed)"]), by: principal)
        try schedule(.escalate, subject: id, at: now + Brake.decisionLimit)
        try queueToAdministrators(.changesStaged(people: departed))
    }

    /// Leavers are those whose access ended; movers those who only lost a value or a group.
    /// - Returns: how many people the set is about.
    @discardableResult
    private func countDepartures(of changeSet: [UInt8]) throws -> Int64 {
        let counted = try db.first(BrakeSQL.countOf, [.blob(changeSet)]) { ($0.integer(0), $0.integer(1)) }
        let (people, leavers) = counted ?? (0, 0)
        try db.run(BrakeSQL.setCounts, [.integer(leavers), .integer(people - leavers), .blob(changeSet)])
        return people
    }
}

extension Reading {
    func lostPlace(_ person: UUIDValue) -> SealedPlace {
        SealedPlace("departure.lost", organization: customer.organization.id, owner: person)
    }
}
