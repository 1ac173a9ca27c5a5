internal import Storage

/// A documented instruction of the customer (GDPR Art. 28(3)(a)): versioned, never changed, with who gave it and when.
package struct Instruction: Sendable {
    package enum Topic: String, Sendable {
        /// Which attributes beyond the default the program keeps.
        case attributes
        /// How many departures within an hour wait for an administrator.
        case brake
        /// Whether feature use is recorded, to make the product better (promise U1).
        case experience
        /// Whether training records are kept beyond the session (promise D4).
        case training
        /// How many days after leaving someone is erased.
        case grace
        /// Over which groups statistics of use are published (promise G3).
        case statistics
    }

    package let version: Int64
    package let topic: Topic
    package let content: String
    package let givenAt: Int64
    package let givenBy: Principal.Kind
    package let person: UUIDValue?
}

extension Reading {
    /// The instructions ever given on a topic, newest first.
    package func instructions(_ topic: Instruction.Topic, _ permit: Permit<SeeDirectory>) throws -> [Instruction] {
        try accept(permit)
        return try db.all(InstructionSQL.all, [.text(topic.rawValue)], Instruction.init(row:))
    }
}

extension Instruction {
    /// From the columns version, topic, content, given_at, given_by, person.
    init(row: any Row) throws {
        guard let topic = Topic(rawValue: row.text(1)), let by = Principal.Kind(rawValue: row.text(4)) else {
            throw ByteReader.damaged
        }
        self.init(
            version: row.integer(0), topic: topic, content: row.text(2), givenAt: row.integer(3), givenBy: by,
            person: row.optionalBlob(5).flatMap { UUIDValue(bytes: $0) })
    }
}

extension Writing {
    /// Records which attributes beyond the default are kept. Values of those no longer named are removed by a job.
    /// - Returns: the instruction's version.
    @discardableResult
    package func instruct(attributes: Set<Attribute>, _ permit: Permit<InstructAttributes>) throws -> Int64 {
        try accept(permit)
        if let wrong = attributes.first(where: { !$0.needsInstruction }) {
            throw Failure.invalid("attributes", "\(wrong.path) is always kept; instruct \(Self.instructable).")
        }
        let names = Attribute.instructable.filter(attributes.contains).map(\.instructionName)
        let before = try gate().catalogue
        let after = Catalogue(instructed: attributes)
        let version = try record(.attributes, names.joined(separator: ","), by: permit.principal)
        try db.run(GateSQL.instructAttributes, [.integer(after.bits)])
        forgetGate()
        if !before.allowed.subtracting(after.allowed).isEmpty { try schedule(.withdraw, at: now) }
        return version
    }

    package func instruct(brake: Brake, _ permit: Permit<InstructAttributes>) throws {
        try accept(permit)
        guard (1...1_000_000).contains(brake.peopleMax), (1...100).contains(brake.percentMax) else {
            throw Failure.invalid("brake", "The brake takes a number of people from 1 and a percentage from 1 to 100.")
        }
        try record(.brake, "\(brake.peopleMax) people, \(brake.percentMax) percent", by: permit.principal)
        try db.run(GateSQL.instructBrake, [.integer(brake.peopleMax), .integer(brake.percentMax)])
        forgetGate()
    }

    private static let instructable = Attribute.instructable.map(\.instructionName).joined(separator: ", ")

    @discardableResult
    func record(_ topic: Instruction.Topic, _ content: String, by principal: Principal) throws -> Int64 {
        let newest = try db.first(InstructionSQL.newest) { $0.optionalInteger(0) } ?? nil
        let version = (newest ?? 0) + 1
        try db.run(
            InstructionSQL.insert,
            [
                .integer(version), .text(topic.rawValue), .text(content), .integer(now), .text(principal.kind.rawValue),
                .optional(principal.id?.bytes),
            ])
        try record(
            EvidenceEvent(.instructionRecorded, detail: [topic.rawValue, "version \(version)"]), by: principal)
        return version
    }

    /// Removes what the catalogue no longer allows from up to `limit` profiles after one id.
    /// - Returns: the last person looked at; nil where all are done.
    func withdrawAttributes(after id: UUIDValue?, limit: Int = 200) throws -> UUIDValue? {
        let from = id ?? UUIDValue(high: 0, low: 0)
        let catalogue = try gate().catalogue
        let people = try db.all(
            StaffSQL.after, [.blob(from.bytes), .integer(Int64(limit))], StaffRow.init)
        let keys = try customer.vault.keys(people.map(\.keyID))
        for row in people {
            guard let key = keys[row.keyID] else { continue }
            let profile = try Profile(encoded: Sealing.open(row.profile, at: profilePlace(row.id), with: key))
            let withdrawn = profile.fields.filter { !catalogue.allows($0.attribute) }
            guard !withdrawn.isEmpty else { continue }
            let kept = Profile(
                fields: profile.fields.filter { catalogue.allows($0.attribute) },
                corrections: profile.corrections.filter { catalogue.allows($0.attribute) })
            try store(kept, of: (row.id, key), change: try countChange())
            try db.run(StaffSQL.touchRecords, [.integer(now), .blob(row.id.bytes)])
            let fields = withdrawn.map(\.attribute.path)
            try record(EvidenceEvent(.attributesWithdrawn, of: (row.id, key), detail: fields), by: .program)
        }
        return people.count == limit ? people.last?.id : nil
    }

    /// What a withdrawn attribute may have left beside profiles: values that the brake keeps for a decision, and
    /// proposals of files that were read under the older instruction.
    func withdrawPending() throws {
        let catalogue = try gate().catalogue
        for pending in try pendingLosses() {
            let kept = pending.profile.fields.filter { catalogue.allows($0.attribute) }
            guard kept.count < pending.profile.fields.count else { continue }
            let sealed = try Sealing.seal(
                Profile(fields: kept).encoded, at: lostPlace(pending.person), with: pending.key)
            try db.run(BrakeSQL.setLost, [.blob(sealed), .blob(pending.id.bytes)])
        }
        try db.run(ChangeSetSQL.deleteStaleChunks, [.integer(now)])
        try db.run(ChangeSetSQL.expire, [.integer(now)])
    }
}

enum InstructionSQL {
    static let insert: SQL = """
        INSERT INTO instruction (version, topic, content, given_at, given_by, person) VALUES ($1, $2, $3, $4, $5, $6)
        """
    static let newest: SQL = "SELECT max(version) FROM instruction"
    static let all: SQL = """
        SELECT version, topic, content, given_at, given_by, person FROM instruction WHERE topic = $1
        ORDER BY version DESC LIMIT 50
        """
}
