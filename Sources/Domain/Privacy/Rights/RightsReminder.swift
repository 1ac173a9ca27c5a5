internal import Storage

/// When the employer's privacy officers are reminded of a due date.
enum RightsReminder {
    private static let before = [7 * Clock.day, 2 * Clock.day]

    /// The next instant at which something is to be said, from an instant on: seven and two days before, and when the
    /// time is over.
    static func next(before dueAt: Int64, after now: Int64) -> Int64? {
        (before.map { dueAt - $0 } + [dueAt + 1]).first { $0 > now }
    }

    static func first(before dueAt: Int64, at now: Int64) -> Int64 { next(before: dueAt, after: now) ?? now }
}

extension Writing {
    /// Reminds, and puts the job off to the next reminder; ends it where nothing is left to say.
    func remind(_ job: Job) throws {
        guard let id = job.subject,
            let stored = try db.first(RightsSQL.one, [.blob(id.bytes)], StoredRequest.init),
            stored.request.state.isOpen
        else { return try finish(job) }
        let dueAt = stored.request.dueAt
        if now > dueAt {
            try tellOfficers(.overdue, of: stored, but: .program)
            return try finish(job)
        }
        if now >= dueAt - 7 * Clock.day { try tellOfficers(.due, of: stored, but: .program) }
        guard let next = RightsReminder.next(before: dueAt, after: now) else { return try finish(job) }
        try postpone(job, until: next, failure: nil)
    }
}

extension Writing {
    /// Writes to the person where there is someone to write to: who has left has no mailbox here.
    func tellPerson(_ kind: RightsStep.Kind, of stored: StoredRequest) throws {
        guard let person = stored.request.person, try state(of: person) == .active,
            let occasion = RightsLetter.Occasion(kind)
        else { return }
        let language = try wish(of: stored)?.language ?? .english
        try queue(.rights(letter(occasion, stored)), to: person, in: language, until: now + 14 * Clock.day)
    }

    /// Writes to the privacy officers, but not of their own deed to one of them.
    func tellOfficers(_ occasion: RightsLetter.Occasion, of stored: StoredRequest, but principal: Principal) throws {
        var readers = try db.all(RightsSQL.officers) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
        if readers.isEmpty || occasion == .secondNeeded {
            readers += try db.all(MailSQL.administrators, [.text(keyRole.rawValue)]) { UUIDValue(bytes: $0.blob(0)) }
                .compactMap(\.self)
        }
        for reader in Set(readers).sorted() where reader != principal.id && reader != stored.request.person {
            try queue(.rights(letter(occasion, stored)), to: reader, in: .english)
        }
    }

    private func letter(_ occasion: RightsLetter.Occasion, _ stored: StoredRequest) -> RightsLetter {
        let due = CivilTime(
            stored.request.dueAt, offsetMinutes: TimeZones.offset(of: zone, at: stored.request.dueAt))
        return RightsLetter(
            occasion: occasion, request: stored.id, number: stored.number, kind: stored.request.kind,
            due: RightsLetter.Day(year: due.year, month: due.month, day: due.day))
    }
}
