import Storage
import Testing

@testable import Domain

/// A person of whom every table holds something, each text of it a marker.
struct PlantedPerson {
    static let markers = [
        "Wilhelmine Rübsamen", "=1+2 Hafenmeisterin", "Nachtschicht", "reply-marker", "reason-marker", "wish-marker",
        "note-marker", "lost-marker", "kept-marker", "planned-marker", "corrected-marker",
    ]

    let person: UUIDValue
    let record: DirectoryRecord
    /// Somebody else, whose own data must not be in the copy.
    let other: DirectoryRecord

    init(in company: Company) async throws {
        let record = try await company.create(
            .staff("wanda", [.displayName: "Wilhelmine Rübsamen", .title: "=1+2 Hafenmeisterin", .externalID: "e-7"]))
        other = try await company.create(.staff("zacharias", [.title: "other-marker"]))
        let group = try await company.createGroup("Nachtschicht", [record, other])
        let person = try await company.person(of: record.id)
        self.record = record
        self.person = person
        _ = try await company.propose(staffFile([("wanda", "planned-marker"), ("zacharias", "other-marker")]))
        // Looked at on a page of its own, and in a list.
        let see = try company.permit(SeeStaff.self)
        _ = try await company.customer.write { tx in
            _ = try tx.person(person, see)
            return try tx.staff(StaffQuery(), see)
        }
        let actor = Principal.person(person, roles: [.learner])
        try await company.customer.write { tx in
            let subject = try tx.subject(person)
            try Self.plant(in: tx, subject, record: record.id, group: group.id)
            try tx.record(EvidenceEvent(.personSeen, detail: ["deed-marker"]), by: actor)
        }
    }

    private typealias Subject = (person: UUIDValue, key: SealingKey)

    private static func plant(in tx: Writing, _ subject: Subject, record: UUIDValue, group: UUIDValue) throws {
        let id = subject.person
        func sealed(_ text: [UInt8], _ column: StaticString, _ owner: UUIDValue) throws -> Value {
            let place = SealedPlace(column, organization: tx.customer.organization.id, owner: owner)
            return .blob(try Sealing.seal(text, at: place, with: subject.key))
        }
        let (one, two) = (UUIDValue.random(), UUIDValue.random())
        let at = Value.integer(tx.now)
        let owner = Value.blob(id.bytes)
        try tx.db.run("UPDATE person SET erase_at = $1, closed = 4 WHERE id = $2", [at, owner])
        try tx.db.run("UPDATE directory_record SET gone_at = $1 WHERE id = $2", [.null, .blob(record.bytes)])
        try tx.db.run("INSERT INTO role (person, role, given_at) VALUES ($1, 'manager', $2)", [owner, at])
        try tx.db.run(
            "INSERT INTO managed_group (person, staff_group, given_at) VALUES ($1, $2, $3)",
            [owner, .blob(group.bytes), at])
        try tx.db.run(
            """
            INSERT INTO sign_in_link (hash, person, created_at, expires_at, used_at, channel)
            VALUES ($1, $2, $3, $3, $3, 'mail')
            """, [.blob(one.bytes), owner, at])
        try tx.db.run(
            """
            INSERT INTO login (id, hash, person, method, assured, created_at, seen_at, proved_at, expires_at, family,
                platform)
            VALUES ($1, $2, $3, 'sso', 1, $4, $4, $4, $4, 'firefox', 'linux')
            """, [.blob(one.bytes), .blob(two.bytes), owner, at])
        try plantSignIn(in: tx, owner, at)
        try tx.db.run(
            """
            INSERT INTO mail (id, person, kind, state, created_at, due_at, expires_at, lease_until, attempts, reply,
                ended_at)
            VALUES ($1, $2, 'changes-staged', 'sent', $3, $3, $3, 1, 1, $4, $3)
            """, [.blob(one.bytes), owner, at, try sealed(Array("reply-marker".utf8), "mail.reply", id)])
        var lost = group.bytes
        lost.appendText("lost-marker")
        lost.appendOptionalText("g-1")
        let connection = try #require(
            try tx.db.first("SELECT connection FROM directory_record WHERE person = $1", [owner]) { $0.blob(0) })
        try tx.db.run(
            """
            INSERT INTO departure (id, person, record, connection, kind, at, staff_group, lost)
            VALUES ($1, $2, $3, $4, 'left-group', $5, $6, $7)
            """,
            [
                .blob(one.bytes), owner, .blob(record.bytes), .blob(connection), at, .blob(group.bytes),
                try sealed(lost, "departure.lost", id),
            ])
        try plantRights(in: tx, owner, at, sealed)
        try plantHold(in: tx, owner, at, by: Value.blob(connection))
    }

    private static func plantSignIn(in tx: Writing, _ owner: Value, _ at: Value) throws {
        let provider = Value.blob(UUIDValue.random().bytes)
        try tx.db.run(
            """
            INSERT INTO sign_in_provider (id, issuer, client_id, claim, attribute, origins, is_only, created_at,
                changed_at)
            VALUES ($1, 'https://id.example', 'c', 'sub', 'userName', '', 0, $2, $2)
            """, [provider, at])
        try tx.db.run(
            "INSERT INTO identity (subject, provider, person, bound_at) VALUES ($1, $2, $3, $4)",
            [.blob([9]), provider, owner, at])
        try tx.db.run(
            """
            INSERT INTO factor (person, kind, confirmed_at, drafted_at, failures, locked_until)
            VALUES ($1, 'totp', $2, $2, 2, $2)
            """, [owner, at])
        try tx.db.run(
            "INSERT INTO recovery_code (hash, person, created_at, used_at) VALUES ($1, $2, $3, $3)",
            [.blob([8]), owner, at])
    }

    private static func plantRights(
        in tx: Writing, _ owner: Value, _ at: Value,
        _ sealed: (_ text: [UInt8], _ column: StaticString, _ owner: UUIDValue) throws -> Value
    ) throws {
        let (request, restriction) = (UUIDValue.random(), UUIDValue.random())
        var wish: [UInt8] = [1, Attribute.title.rawValue]
        for text in ["wish-marker", "right value", "experience", "de"] { wish.appendText(text) }
        var note: [UInt8] = [1]
        for text in ["note-marker", "", ""] { note.appendText(text) }
        try tx.db.run(
            """
            INSERT INTO restriction (id, person, kind, purpose, keeps_sign_in, reason, request, begun_at, confirmed_at,
                ended_at)
            VALUES ($1, $2, 'objection', 'experience', 1, $3, $4, $5, $5, $5)
            """,
            [
                .blob(restriction.bytes), owner,
                try sealed(Array("reason-marker".utf8), "restriction.reason", restriction), .blob(request.bytes), at,
            ])
        try tx.db.run(
            """
            INSERT INTO rights_request (id, number, person, kind, state, origin, content, received_at, due_at,
                extended_at, ended_at)
            VALUES ($1, 'R-2026-0007', $2, 'access', 'done', 'person', $3, $4, $4, $4, $4)
            """, [.blob(request.bytes), owner, try sealed(wish, "rights_request.content", request), at])
        try tx.db.run(
            """
            INSERT INTO rights_step (request, seq, at, step, actor_kind, actor, note, evidence)
            VALUES ($1, 0, $2, 'received', 'person', $3, $4, $1)
            """, [.blob(request.bytes), at, owner, try sealed(note, "rights_step.note", request)])
        try tx.db.run(
            """
            INSERT INTO export_file (id, person, request, created_at, expires_at, fetched_at, bytes)
            VALUES ($1, $2, $3, $4, $4, $4, 7)
            """, [.blob(restriction.bytes), owner, .blob(request.bytes), at])
        try tx.db.run(
            "INSERT INTO usage (id, person, feature, at) VALUES ($1, $2, 'sign-in', $3)",
            [.blob(request.bytes), owner, at])
    }

    /// What a hold keeps, and what the person did for the organization.
    private static func plantHold(in tx: Writing, _ owner: Value, _ at: Value, by connection: Value) throws {
        let minted = try tx.customer.vault.take()
        let hold = UUIDValue.random()
        let place = SealedPlace("legal_hold.content", organization: tx.customer.organization.id, owner: hold)
        let field = Profile.Field(attribute: .title, value: "kept-marker", source: hold, at: tx.now)
        let content = try Sealing.seal(Profile(fields: [field]).encoded, at: place, with: minted.key)
        try tx.db.run(
            """
            INSERT INTO legal_hold (id, person, key_id, fields, purpose, reason, begun_at, ends_at, ended_at, content)
            VALUES ($1, $2, $3, '10', 'legal', $1, $4, $4, $4, $5)
            """, [.blob(hold.bytes), owner, .blob(minted.id.bytes), at, .blob(content)])
        try tx.db.run(
            """
            INSERT INTO change_set (id, connection, state, created_at, decided_at, decided_by, joiners, movers, leavers,
                unchanged, kept_out, refused, applied)
            VALUES ($1, $2, 'applied', $3, $3, $4, 0, 0, 0, 0, 0, 0, 0)
            """, [.blob(hold.bytes), connection, at, owner])
        try tx.db.run(
            """
            INSERT INTO instruction (version, topic, content, given_at, given_by, person)
            VALUES (900, 'grace', '30 days', $1, 'person', $2)
            """, [at, owner])
        let person = try #require(UUIDValue(bytes: ownerBytes(owner)))
        let sealed = try #require(try tx.sealedPerson(person))
        let key = try tx.key(sealed.keyID)
        let profile = try Profile(encoded: Sealing.open(sealed.profile, at: tx.profilePlace(person), with: key))
        let correction = Profile.Correction(attribute: .givenName, value: "corrected-marker", author: hold, at: tx.now)
        let corrected = try Sealing.seal(
            profile.corrected(correction).encoded, at: tx.profilePlace(person), with: key)
        try tx.db.run("UPDATE person SET profile = $1 WHERE id = $2", [.blob(corrected), owner])
    }

    private static func ownerBytes(_ value: Value) -> [UInt8] {
        if case .blob(let bytes) = value { bytes } else { [] }
    }
}
