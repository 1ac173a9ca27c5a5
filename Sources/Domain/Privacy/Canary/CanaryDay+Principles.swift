internal import Storage

/// The page, the purposes, corrections and sealing (promises G1, G2, R2, G4, G6).
extension CanaryDay {
    func probePolicy() async throws -> ProbeFinding {
        let (page, text) = (try await ask("GET", "/policy"), try await ask("GET", "/policy.txt"))
        guard page.status == 200, text.status == 200 else {
            return .broken("The policy page answered \(page.status), its text \(text.status)")
        }
        let promises = Promise.all
        let missing = promises.filter { promise in
            !ByteSearch.contains(text.body, promise.sentence)
                || !ByteSearch.contains(page.body, "id=\"\(promise.id.rawValue)\"")
        }
        guard missing.isEmpty else {
            let ids = missing.map(\.id.rawValue).joined(separator: ", ")
            return .broken("The page leaves out \(ids)")
        }
        let categories = Inventory.staffCategories
        let unnamed = categories.filter { !ByteSearch.contains(text.body, $0.category.policyWords) }
        guard unnamed.isEmpty else { return .broken("The page leaves out \(unnamed.count) kinds of data") }
        return .kept("\(promises.count) sentences and \(categories.count) kinds of data, each on the page")
    }

    /// A restriction closes these; a name for each, as the gate has it.
    func probePurposes() async throws -> ProbeFinding {
        let person = try arrived().person
        let before = try await refusals()
        let opened = try await customer.read { tx in
            guard let found = try tx.sealedPerson(person) else { throw Failure.noSuchRecord }
            let sealed = SealedPerson(
                id: found.id, keyID: found.keyID, profile: found.profile, closed: .restriction.union(.signIn))
            return [
                tx.opens(sealed, for: ServicePurpose.self), tx.opens(sealed, for: CommunicationPurpose.self),
                tx.opens(sealed, for: PersonalizationPurpose.self), tx.opens(sealed, for: SecurityPurpose.self),
            ].filter(\.self).count
                // What stays open must open: a gate that refuses everything shows nothing.
                + (tx.opens(sealed, for: RightsPurpose.self) ? 0 : 10)
        }
        guard opened < 10 else { return .broken("The canary person does not open for its own rights") }
        guard opened == 0 else { return .broken("\(opened) of 4 closed purposes opened") }
        // By name, as the program cannot know before it runs: no purpose but the directory's sees these.
        let asked: [(Attribute, PurposeName)] = [
            (.title, .security), (.familyName, .personalization), (.externalID, .communication),
        ]
        for (attribute, purpose) in asked {
            do {
                _ = try await customer.read(attribute, of: person, for: purpose, by: .program)
                return .broken("An attribute opened for a purpose that does not include it")
            } catch let failure as Failure where failure.kind == .forbidden {
                continue
            }
        }
        let recorded = try await refusals() - before
        let tried = Int64(4 + asked.count)
        guard recorded >= tried else { return .broken("\(tried) openings refused, \(recorded) recorded") }
        return .kept("Opened for 4 closed purposes and 3 ungranted fields: refused and recorded; open for its rights")
    }

    private func refusals() async throws -> Int64 {
        try await customer.flushTally()
        return try await customer.read { tx in
            try tx.db.first(ReceiptSQL.refused, [.integer(tx.now - 2 * Clock.day)]) { $0.integer(0) } ?? 0
        }
    }

    func probeSealing() async throws -> ProbeFinding {
        let (person, colleague) = (try arrived().person, try arrivedColleague().person)
        let (opened, lost) = try await customer.read { tx in
            guard let mine = try tx.sealedPerson(person), let theirs = try tx.sealedPerson(colleague) else {
                throw Failure.noSuchRecord
            }
            let (key, theirKey) = (try tx.key(mine.keyID), try tx.key(theirs.keyID))
            let elsewhere = SealedPlace("departure.lost", organization: tx.customer.organization.id, owner: person)
            var altered = mine.profile
            altered[altered.count / 2] ^= 1
            let tries: [([UInt8], SealedPlace, SealingKey)] = [
                (mine.profile, tx.profilePlace(colleague), key), (theirs.profile, tx.profilePlace(person), theirKey),
                (mine.profile, elsewhere, key), (altered, tx.profilePlace(person), key),
                (mine.profile, tx.profilePlace(person), theirKey),
            ]
            let opened = tries.filter { (try? Sealing.open($0.0, at: $0.1, with: $0.2)) != nil }.count
            let lost = (try? Sealing.open(mine.profile, at: tx.profilePlace(person), with: key)) == nil
            return (opened, lost)
        }
        guard !lost else { return .broken("The canary’s profile does not open where it belongs") }
        guard opened == 0 else { return .broken("\(opened) of 5 transplanted or altered ciphertexts opened") }
        return .kept("5 ciphertexts transplanted or altered, 5 refused")
    }

    func probeCorrection() async throws -> ProbeFinding {
        let (person, value) = (try arrived().person, marks.correction)
        try await correct(person)
        let shown = try await customer.read { tx in try tx.open(person, for: ServicePurpose.self).title?.revealed }
        guard shown == value else { return .broken("The corrected value is not what is shown") }
        let stored = try arrived().record
        let read = try await scim("GET", "/Users/\(stored)")
        guard read.status == 200, ByteSearch.contains(read.body, marks.title) else {
            return .broken("The directory does not read back what it said: GET answered \(read.status)")
        }
        return .kept("Corrected, and the corrected value shown; the directory reads back its own")
    }

    /// Sets the title right, as the employer does.
    func correct(_ person: UUIDValue) async throws {
        let value = marks.correction
        try await customer.write { tx in
            guard let sealed = try tx.sealedPerson(person) else { throw Failure.noSuchRecord }
            let corrected = try tx.opened(stored: sealed).corrected(
                Profile.Correction(attribute: .title, value: value, author: person, at: tx.now))
            try tx.store(corrected, of: (person, tx.key(sealed.keyID)), change: tx.countChange())
        }
    }

    func probeStaleSync() async throws -> ProbeFinding {
        let person = try arrived()
        // The old title again, beside something that did change.
        try await replace(person, title: marks.title, displayName: marks.laterTitle)
        let stale = try await title(of: person.person)
        guard stale.value == marks.correction else { return .broken("A stale sync undid a correction") }
        guard !stale.isDisputed else { return .broken("A stale sync made a correction disputed") }
        try await replace(person, title: marks.laterTitle, displayName: marks.displayName)
        let later = try await title(of: person.person)
        guard later.value == marks.correction, later.isDisputed else {
            return .broken("A new value did not leave the decision to the employer")
        }
        return .kept("The stale sync of a corrected field kept out; a new value left to the employer")
    }

    func replace(_ person: Arrived, title: String, displayName: String) async throws {
        let json = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"\(marks.email)",\
            "externalId":"\(marks.externalID)","active":true,"displayName":"\(displayName)","title":"\(title)",\
            "name":{"givenName":"\(marks.givenName)","familyName":"\(marks.familyName)"},\
            "emails":[{"type":"work","primary":true,"value":"\(marks.email)"}]}
            """
        let answer = try await scim("PUT", "/Users/\(person.record)", json)
        guard answer.status == 200 else {
            throw ProbeObstacle.answered("A sync was not taken: PUT answered \(answer.status)")
        }
    }

    /// What is stored, not what the gate shows.
    private func title(of person: UUIDValue) async throws -> (value: String?, isDisputed: Bool) {
        try await customer.read { tx in
            guard let sealed = try tx.sealedPerson(person) else { throw Failure.noSuchRecord }
            let profile = try tx.opened(stored: sealed)
            return (profile.effective(.title), profile.correction(of: .title)?.isDisputed ?? false)
        }
    }
}

extension Reading {
    func opens<P: Purpose>(_ sealed: SealedPerson, for purpose: P.Type) -> Bool {
        (try? open(sealed, for: purpose)) != nil
    }
}

enum ReceiptSQL {
    static let refused: SQL = "SELECT coalesce(sum(refused), 0) FROM receipt WHERE day >= $1"
}
