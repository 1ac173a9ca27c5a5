internal import Storage

/// The second factor: something that a person has, beside the mailbox or the employer's sign-in.
///
/// The kinds are a seam: time-based one-time codes now (RFC 6238), passkeys later. Each kind has one row a person.
package enum FactorKind: String, Sendable {
    case oneTimeCode = "totp"
}

/// A factor that is being set up: what the authenticator app needs, shown once.
package struct FactorDraft: Sendable, Concealed {
    /// In Base32, to type.
    package let secret: String
    /// `otpauth://totp/…`, to scan.
    package let address: String
}

/// What became of a code that someone typed.
package enum Proof: Sendable {
    /// It was right: the login has this new secret.
    case accepted(Secret)
    case wrong
    /// Too many were wrong: none is looked at before then, milliseconds UTC.
    case locked(until: Int64)
}

/// The state of one's own second factor.
package struct FactorState: Sendable {
    package let confirmedAt: Int64?
    /// Recovery codes that were not used yet.
    package let codesLeft: Int64
}

extension FactorState {
    /// After this many wrong codes in a row nothing is looked at for a while (ASVS 6.3.1).
    static let failuresMax: Int64 = 5
    static let lock = 15 * Clock.minute
    /// A set-up that nobody finished.
    static let draftLifetime = Clock.hour
}

extension Reading {
    func hasFactor(_ person: UUIDValue) throws -> Bool {
        try db.first(FactorSQL.confirmed, [.blob(person.bytes)]) { _ in true } ?? false
    }

    package func ownFactor(_ permit: Permit<KeepOwnSignIn>) throws -> FactorState {
        try accept(permit)
        guard let person = permit.principal.id else { return FactorState(confirmedAt: nil, codesLeft: 0) }
        let confirmed = try db.first(FactorSQL.read, [.blob(person.bytes)]) { $0.optionalInteger(1) } ?? nil
        let left = try db.first(FactorSQL.codesLeft, [.blob(person.bytes)]) { $0.integer(0) } ?? 0
        return FactorState(confirmedAt: confirmed, codesLeft: left)
    }
}

extension Writing {
    /// Begins to set up the one-time codes of whoever is signed in; a factor that is in force stays so until the new one
    /// is confirmed.
    /// - Throws: `Failure.forbidden` where there is a factor and it was not proved within the last minutes.
    package func beginFactor(_ login: Login, _ permit: Permit<KeepOwnSignIn>) throws -> FactorDraft {
        try accept(permit)
        let person = try requireOwner(login, permit)
        guard !login.hasFactor || (login.need == .nothing && login.isFreshlyProved(at: now)) else {
            throw Failure(.forbidden, "Prove your present second step first.")
        }
        try requireSettledAddress(login, person)
        let secret = OneTimeCode.secret()
        let subject = try subject(person)
        let sealed = try Sealing.seal(secret, at: factorPlace(person), with: subject.key)
        try db.run(FactorSQL.draft, [.blob(person.bytes), .blob(sealed), .integer(now)])
        let opened = try open(person, for: SecurityPurpose.self)
        let account = opened.workEmail ?? opened.userName
        return FactorDraft(
            secret: Base32.encode(secret),
            address: OneTimeCode.otpauth(
                secret: secret, issuer: customer.organization.name, account: account?.revealed ?? ""))
    }

    /// Takes the factor into use with its first code. Other logins of the person end: they were made with less.
    /// - Returns: the proof, and the recovery codes at the only moment when they are known.
    package func confirmFactor(
        _ login: Login, code: String, _ permit: Permit<KeepOwnSignIn>
    ) throws -> (proof: Proof, codes: [RecoveryCode]) {
        try accept(permit)
        let person = try requireOwner(login, permit)
        let subject = try subject(person)
        guard let row = try factorRow(person), let draft = row.draft, row.draftedAt > now - FactorState.draftLifetime
        else { throw Failure(.conflict(.state), "The set-up was begun too long ago; begin it again.") }
        if row.lockedUntil > now { return (.locked(until: row.lockedUntil), []) }
        let secret = try Sealing.open(draft, at: factorPlace(person), with: subject.key)
        guard let step = OneTimeCode.matchingStep(code, secret: secret, at: now, after: nil) else {
            return (try countFailure(of: person, row, by: permit.principal), [])
        }
        try db.run(FactorSQL.confirm, [.integer(now), .integer(step), .blob(person.bytes)])
        try db.run(LoginSQL.endOthers, [.blob(person.bytes), .blob(login.id.bytes)])
        let codes = try newRecoveryCodes(of: person)
        try record(EvidenceEvent(.factorConfirmed, of: subject), by: permit.principal)
        try queue(.factorConfirmed, to: person, in: .english)
        return (.accepted(try raise(login)), codes)
    }

    /// Proves who is at the browser by a one-time code or a recovery code, each of which works once.
    package func prove(_ login: Login, code: String, _ permit: Permit<KeepOwnSignIn>) throws -> Proof {
        try accept(permit)
        let person = try requireOwner(login, permit)
        guard let row = try factorRow(person), let sealed = row.secret else {
            throw Failure(.conflict(.state), "No second step is set up yet.")
        }
        if row.lockedUntil > now { return .locked(until: row.lockedUntil) }
        let subject = try subject(person)
        let secret = try Sealing.open(sealed, at: factorPlace(person), with: subject.key)
        if let step = OneTimeCode.matchingStep(code, secret: secret, at: now, after: row.usedStep) {
            try db.run(FactorSQL.used, [.integer(step), .blob(person.bytes)])
        } else if let recovery = RecoveryCode(typed: code),
            try db.run(FactorSQL.useCode, [.integer(now), .blob(recovery.hash), .blob(person.bytes)]) == 1
        {
            try db.run(FactorSQL.forgive, [.blob(person.bytes)])
            try record(EvidenceEvent(.recoveryCodeUsed, of: subject), by: permit.principal)
            try queue(.recoveryCodeUsed, to: person, in: .english)
        } else {
            return try countFailure(of: person, row, by: permit.principal)
        }
        return .accepted(try raise(login))
    }

    /// New recovery codes; the former ones open nothing any more.
    package func renewRecoveryCodes(_ login: Login, _ permit: Permit<KeepOwnSignIn>) throws -> [RecoveryCode] {
        try accept(permit)
        let person = try requireOwner(login, permit)
        guard login.hasFactor, login.isFreshlyProved(at: now) else {
            throw Failure(.forbidden, "Prove your second step first.")
        }
        try record(EvidenceEvent(.recoveryCodesRenewed, of: try subject(person)), by: permit.principal)
        return try newRecoveryCodes(of: person)
    }

    /// Takes away the factor of someone who lost it; its logins end, and it sets up a new one at the next sign-in.
    /// - Throws: `Failure.notFound` where there is none, `.forbidden` for one's own.
    package func resetFactor(of person: UUIDValue, _ permit: Permit<ManageAccess>) throws {
        try accept(permit)
        guard permit.principal.id != person else {
            throw Failure(.forbidden, "Another administrator resets yours; or use a recovery code.")
        }
        guard try state(of: person) != nil, try db.run(FactorSQL.remove, [.blob(person.bytes)]) == 1 else {
            throw Failure.notFound("This person has no second step.")
        }
        try db.run(FactorSQL.removeCodes, [.blob(person.bytes)])
        try endLogins(of: person)
        try record(EvidenceEvent(.factorReset, of: try subject(person)), by: permit.principal)
        try queue(.factorReset, to: person, in: .english)
    }

    // MARK: -

    /// A first factor over a mailed link is trusted because the mailbox was the person's when it was given its role. Where a
    /// directory has moved the address since, whoever has the mailbox now may be someone else.
    /// - Throws: `Failure.forbidden` with the ways that are left.
    private func requireSettledAddress(_ login: Login, _ person: UUIDValue) throws {
        guard login.method == .mail, !login.hasFactor, !login.roles.isDisjoint(with: Role.guarded) else { return }
        let given = try db.first(FactorSQL.guardedSince, [.blob(person.bytes)]) { $0.optionalInteger(0) } ?? nil
        let opened = try open(person, for: ServicePurpose.self)
        let moved = opened.sourcedFields.filter { $0.attribute == .workEmail || $0.attribute == .userName }.map(\.at)
            .max()
        guard let given, let moved, moved > given else { return }
        throw Failure(
            .forbidden,
            "Your address was changed after you were given your role, so a mailed link is not enough to set up the second "
                + "step. Sign in through your employer, or ask the operator for a link.")
    }

    private func requireOwner(_ login: Login, _ permit: Permit<KeepOwnSignIn>) throws -> UUIDValue {
        guard let person = login.person, person == permit.principal.id else {
            throw Failure(.forbidden, "This belongs to another login.")
        }
        return person
    }

    private func countFailure(of person: UUIDValue, _ row: FactorRow, by principal: Principal) throws -> Proof {
        let failures = row.failures + 1
        let isLocked = failures >= FactorState.failuresMax
        let until = isLocked ? now + FactorState.lock : 0
        try db.run(FactorSQL.fail, [.integer(isLocked ? 0 : failures), .integer(until), .blob(person.bytes)])
        if isLocked { try record(EvidenceEvent(.factorLocked, of: try subject(person)), by: principal) }
        return isLocked ? .locked(until: until) : .wrong
    }

    private func newRecoveryCodes(of person: UUIDValue) throws -> [RecoveryCode] {
        let codes = RecoveryCode.set()
        try db.run(FactorSQL.removeCodes, [.blob(person.bytes)])
        try db.run(FactorSQL.insertCode, each: codes.map { [.blob($0.hash), .blob(person.bytes), .integer(now)] })
        return codes
    }

    private func factorRow(_ person: UUIDValue) throws -> FactorRow? {
        try db.first(FactorSQL.read, [.blob(person.bytes)], FactorRow.init)
    }

    private func factorPlace(_ person: UUIDValue) -> SealedPlace {
        SealedPlace("factor.secret", organization: customer.organization.id, owner: person)
    }
}

private struct FactorRow {
    let secret: [UInt8]?
    let usedStep: Int64?
    let draft: [UInt8]?
    let draftedAt: Int64
    let failures: Int64
    let lockedUntil: Int64

    init(_ row: any Row) {
        secret = row.optionalBlob(0)
        usedStep = row.optionalInteger(2)
        draft = row.optionalBlob(3)
        draftedAt = row.optionalInteger(4) ?? 0
        failures = row.integer(5)
        lockedUntil = row.integer(6)
    }
}
