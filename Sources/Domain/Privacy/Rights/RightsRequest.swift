/// What someone can ask of their employer about their data (GDPR Art. 15 to 21). Raw values are stored: never change one.
package enum RightsKind: String, Sendable, CaseIterable {
    /// A copy (Art. 15).
    case access
    /// A copy for another system (Art. 20).
    case portability
    /// A correction (Art. 16).
    case rectification
    case erasure
    case restriction
    /// To one purpose (Art. 21): it is closed at once.
    case objection

    /// How many natural persons have to agree.
    package var approvalsNeeded: Int { self == .erasure ? 2 : 1 }
}

/// Who decided, as far as four eyes go: a natural person counts once, and so does a key of the command line.
package enum RightsApprover: Sendable, Hashable {
    case person(UUIDValue)
    /// The name of the key that the operator answers with; all keys together count once.
    case command(key: String)
}

/// One request, as a value: what may happen to it next, and what follows from it. It knows no database.
///
/// Received → identified → approved → doing → done; refused or withdrawn at any point before it is carried out.
package struct RightsRequest: Sendable, Equatable {
    /// Raw values are stored: never change one.
    package enum State: String, Sendable, CaseIterable {
        case received, identified, approved, doing, done, refused, withdrawn

        package var isOpen: Bool { self != .done && self != .refused && self != .withdrawn }
    }

    /// Who brought it in. Raw values are stored: never change one.
    package enum Origin: String, Sendable {
        /// On “my data”, signed in: nobody has to confirm who it is.
        case person
        /// The privacy officer, for a letter or a word.
        case officer
        case command
        case program
    }

    package enum Event: Sendable, Equatable {
        case identityConfirmed
        case approved(by: RightsApprover)
        /// By two months, once (Art. 12(3)).
        case extended
        case refused
        case withdrawn
        /// What was approved is being done.
        case begun
        case done
    }

    /// What the shell has to do about an event.
    package enum Effect: Sendable, Equatable {
        case note(RightsStep.Kind)
        case tellPerson(RightsStep.Kind)
        case tellOfficers
        case carryOut
        /// A due date moved: reminders follow it.
        case remind
        /// An objection is not confirmed: its purpose opens again.
        case lift
    }

    package let kind: RightsKind
    package let origin: Origin
    /// Whose data it is about; nil once that person was erased.
    package let person: UUIDValue?
    package private(set) var state: State
    /// Of the employer's receipt, milliseconds UTC.
    package let receivedAt: Int64
    /// The last millisecond in which an answer is in time.
    package private(set) var dueAt: Int64
    package private(set) var extendedAt: Int64?
    package private(set) var endedAt: Int64?
    package private(set) var approvers: [RightsApprover]

    /// Within which an answer is due (GDPR Art. 12(3)).
    package static let monthsMax = 1

    /// As it is received, in the employer's zone.
    package init(
        _ kind: RightsKind, from origin: Origin, person: UUIDValue, receivedAt: Int64, in zone: String,
        answeredWithin months: Int = monthsMax
    ) {
        self.init(
            kind: kind, origin: origin, person: person, state: .received, receivedAt: receivedAt,
            dueAt: RightsDeadline.end(monthsAfter: months, receivedAt, in: zone), extendedAt: nil, endedAt: nil,
            approvers: [])
    }

    init(
        kind: RightsKind, origin: Origin, person: UUIDValue?, state: State, receivedAt: Int64, dueAt: Int64,
        extendedAt: Int64?, endedAt: Int64?, approvers: [RightsApprover]
    ) {
        self.kind = kind
        self.origin = origin
        self.person = person
        self.state = state
        self.receivedAt = receivedAt
        self.dueAt = dueAt
        self.extendedAt = extendedAt
        self.endedAt = endedAt
        self.approvers = approvers
    }

    package func isOverdue(at now: Int64) -> Bool { state.isOpen && now > dueAt }

    /// Whether this approver's word would count now.
    package func counts(_ approver: RightsApprover) -> Bool { state == .identified && refusal(of: approver) == nil }

    package var mayBeExtended: Bool { (state == .received || state == .identified) && extendedAt == nil }

    /// Takes an event at an instant.
    /// - Parameter zone: the employer's.
    /// - Returns: what follows, in order.
    /// - Throws: `Failure.conflict(.state)` where the event cannot happen now; nothing has changed then.
    package mutating func on(_ event: Event, at now: Int64, in zone: String) throws(Failure) -> [Effect] {
        switch event {
        case .identityConfirmed:
            guard state == .received else { throw Self.notNow("It is known already who asks.") }
            state = .identified
            return [.note(.identified), .tellPerson(.identified)]
        case .approved(let approver): return try approve(approver)
        case .extended: return try extend(at: now, in: zone)
        case .refused: return try end(.refused, at: now)
        case .withdrawn: return try end(.withdrawn, at: now)
        case .begun:
            guard state == .approved else { throw Self.notNow("It was not approved, or is being done already.") }
            state = .doing
            return [.note(.doing)]
        case .done:
            guard state == .approved || state == .doing else { throw Self.notNow("It was not approved.") }
            state = .done
            endedAt = now
            return [.note(.done), .tellPerson(.done)]
        }
    }

    private mutating func approve(_ approver: RightsApprover) throws(Failure) -> [Effect] {
        guard state != .received else { throw Self.notNow("First confirm who asks.") }
        guard state == .identified else { throw Self.notNow("It was decided before.") }
        if let refusal = refusal(of: approver) { throw Self.notNow(refusal) }
        approvers.append(approver)
        guard approvers.count >= kind.approvalsNeeded else { return [.note(.firstApproval), .tellOfficers] }
        state = .approved
        return [.note(.approved), .tellPerson(.approved), .carryOut]
    }

    private func refusal(of approver: RightsApprover) -> String? {
        guard kind == .erasure else { return nil }
        switch approver {
        case .person(let id) where id == person:
            return "It is about yourself: two other people decide."
        case .person:
            return approvers.contains(approver)
                ? "You have approved it: erasure needs a second person, and one person counts once." : nil
        case .command:
            let isFirst = approvers.allSatisfy { if case .command = $0 { false } else { true } }
            return isFirst ? nil : "One approval came by command already; the second is a person's."
        }
    }

    private mutating func extend(at now: Int64, in zone: String) throws(Failure) -> [Effect] {
        guard state == .received || state == .identified else { throw Self.notNow("It was decided before.") }
        guard extendedAt == nil else { throw Self.notNow("It was extended once; the law allows no more.") }
        guard now <= dueAt else {
            throw Self.notNow("The first month is over: an extension has to be told within it (GDPR Art. 12(3)).")
        }
        extendedAt = now
        dueAt = RightsDeadline.end(monthsAfter: 3, receivedAt, in: zone)
        return [.note(.extended), .tellPerson(.extended), .remind]
    }

    private mutating func end(_ end: State, at now: Int64) throws(Failure) -> [Effect] {
        guard state == .received || state == .identified else {
            throw Self.notNow(
                end == .withdrawn
                    ? "It is being done, or was decided: it cannot be taken back." : "It was decided before.")
        }
        state = end
        endedAt = now
        let lift: [Effect] = kind == .objection ? [.lift] : []
        return end == .withdrawn
            ? [.note(.withdrawn), .tellOfficers] + lift : [.note(.refused), .tellPerson(.refused)] + lift
    }

    private static func notNow(_ message: String) -> Failure { Failure(.conflict(.state), message) }
}
