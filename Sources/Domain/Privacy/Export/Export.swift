internal import Crypto
internal import Storage

/// The complete copy of what is held about a person (GDPR Art. 15(3) and 20): one archive, sealed under the person's key
/// in parts, so that an erasure takes it along; there for seven days and one download.
package struct ExportFile: Sendable, Concealed {
    /// One file of the archive.
    package struct Content: Sendable, Equatable {
        package let name: String
        package let bytes: Int
        /// SHA-256 in hexadecimal digits.
        package let hash: String
    }

    package let id: UUIDValue
    /// Of the archive.
    package let bytes: Int64
    /// Milliseconds UTC.
    package let expiresAt: Int64
    /// Opens the download without a login, for whoever has none any more. It is shown once, to hand over.
    package let link: Secret
    package let contents: [Content]
    /// How many rows of how many tables it gives.
    package let rows: Int
    package let tables: Int

    package static let lifetime = 7 * Clock.day
    /// A download that broke off can be taken up again by the same login for so long.
    package static let repeatWindow = 10 * Clock.minute
}

/// A copy as lists show it.
package struct ExportEntry: Sendable {
    package let id: UUIDValue
    package let person: UUIDValue
    package let request: UUIDValue?
    /// The number of the request that it answers.
    package let number: String?
    /// Milliseconds UTC, all three.
    package let createdAt: Int64
    package let expiresAt: Int64
    package let fetchedAt: Int64?
    package let bytes: Int64
    let hash: [UInt8]?

    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let person = UUIDValue(bytes: row.blob(1)) else {
            throw ByteReader.damaged
        }
        self.id = id
        self.person = person
        request = row.optionalBlob(2).flatMap { UUIDValue(bytes: $0) }
        createdAt = row.integer(3)
        expiresAt = row.integer(4)
        fetchedAt = row.optionalInteger(5)
        bytes = row.integer(6)
        number = row.optionalText(7)
        hash = row.optionalBlob(8)
    }
}

extension Customer {
    /// Makes the complete copy, page by page in transactions of their own; what comes after it has begun is not in it.
    ///
    /// - Parameters:
    ///   - request: that which it answers, if any.
    ///   - principal: who may `ExportPerson`.
    /// - Throws: `Failure.forbidden`; `.notFound` for a person who is not here or is being erased; `.unavailable` where
    ///   the database holds a column that nobody declared, or the copy would lack one that is declared as given;
    ///   `.limit` above 4 GiB. Nothing of it stays then.
    package func makeExport(
        of person: UUIDValue, request: UUIDValue?, by principal: Principal
    ) async throws -> ExportFile {
        let permit = try Policy.permit(ExportPerson.self, to: principal, in: organization.id)
        if guards.stand(.r1) { try await reconcileExport() }
        let begun = try await write { tx in try tx.beginExport(of: person, request: request, permit) }
        do {
            var run = ExportRun(self, begun)
            return try await run.make(permit)
        } catch {
            try? await write { tx in try tx.dropExport(begun.id) }
            throw error
        }
    }

    private func reconcileExport() async throws {
        let live: [(table: String, column: String)]
        do { live = try await SchemaReader.columns(of: database) } catch { throw Failure(storage: error) }
        let differences =
            ExportReconciliation.differences(live: live) + PersonData.tables.flatMap(ExportReconciliation.misread)
        guard differences.isEmpty else {
            throw Failure(
                .unavailable,
                "No copy was made: it would not be complete. Tell the operator the reference of this error.",
                detail: differences.prefix(5).joined(separator: "; "))
        }
    }
}

/// An export that has begun.
struct BegunExport: Sendable {
    let id: UUIDValue
    let person: UUIDValue
    let request: UUIDValue?
    let number: String?
    /// Milliseconds UTC.
    let asOf: Int64
}

extension Writing {
    fileprivate func beginExport(
        of person: UUIDValue, request: UUIDValue?, _ permit: Permit<ExportPerson>
    ) throws -> BegunExport {
        try accept(permit)
        guard let state = try state(of: person), state != .erasing else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        let number = try request.flatMap { request in
            try db.first(ExportSQL.number, [.blob(request.bytes), .blob(person.bytes)]) { $0.text(0) }
        }
        if request != nil, number == nil { throw Failure.notFound("This person has made no such request.") }
        let id = UUIDValue.random()
        // Where it is never finished, what there is of it goes within the hour.
        try db.run(
            ExportSQL.insert,
            [
                .blob(id.bytes), .blob(person.bytes), .optional(request?.bytes), .integer(now),
                .integer(now + Clock.hour),
            ])
        try sweepIsDue(at: now + Clock.hour)
        return BegunExport(id: id, person: person, request: request, number: number, asOf: now)
    }

    /// Stores parts of an archive, each sealed in its place.
    func store(_ parts: some Collection<ZipArchive.Part>, of export: BegunExport) throws {
        guard let state = try state(of: export.person), state != .erasing else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        let key = try subject(export.person).key
        let rows = try parts.map { part -> [Value] in
            var plain: [UInt8] = []
            plain.reserveCapacity(part.bytes.count + 4)
            plain.appendVarint(UInt64(part.sequence))
            plain.append(contentsOf: part.bytes)
            let sealed = try Sealing.seal(plain, at: exportPlace(export.id), with: key)
            return [.blob(export.id.bytes), .integer(Int64(part.sequence)), .blob(sealed)]
        }
        try db.run(ExportSQL.insertPart, each: rows)
    }

    /// - Returns: the secret of the link, which is nowhere else.
    func finishExport(
        _ export: BegunExport, bytes: Int, rows: Int, _ permit: Permit<ExportPerson>
    ) throws -> (link: Secret, expiresAt: Int64) {
        try accept(permit)
        let link = Secret.random(prefix: "iic_")
        let expiresAt = now + ExportFile.lifetime
        let count = try db.run(
            ExportSQL.finish,
            [.integer(Int64(bytes)), .blob(link.hash), .integer(expiresAt), .blob(export.id.bytes)])
        guard count == 1 else { throw Failure.notFound("This person's data was erased.") }
        try sweepIsDue(at: expiresAt)
        let detail = ["\(export.id)", "rows \(rows)"] + (export.number.map { [$0] } ?? [])
        try record(
            EvidenceEvent(.exportMade, of: try subject(export.person), detail: detail), by: permit.principal)
        return (link, expiresAt)
    }

    fileprivate func dropExport(_ id: UUIDValue) throws {
        try db.run(ExportSQL.deleteParts, [.blob(id.bytes)])
        try db.run(ExportSQL.delete, [.blob(id.bytes)])
    }
}

extension Reading {
    func exportPlace(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("export_part.content", organization: customer.organization.id, owner: id)
    }

    /// The copies of one's own data that are there, newest first.
    package func ownExports(_ permit: Permit<SeeOwnData>) throws -> [ExportEntry] {
        try accept(permit)
        guard let person = permit.principal.id else { return [] }
        return try db.all(ExportSQL.ofPerson, [.blob(person.bytes)], ExportEntry.init)
    }
}

extension Writing {
    /// The copies that are there, newest first, at most 200, each with whom it is about. That they were seen is recorded.
    package func exports(_ permit: Permit<ExportPerson>) throws -> [(entry: ExportEntry, name: Personal<String>)] {
        try accept(permit)
        let entries = try db.all(ExportSQL.recent, [], ExportEntry.init)
        let named = try entries.map { entry in
            (entry: entry, name: try open(entry.person, for: RightsPurpose.self).name)
        }
        try recordSeen(Array(Set(entries.map(\.person))), by: permit.principal)
        return named
    }
}
