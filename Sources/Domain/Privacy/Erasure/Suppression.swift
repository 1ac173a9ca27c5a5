internal import Crypto
internal import Storage

/// What keeps a full sync from bringing an erased person back: keyed marks of the names that the directory used, until a
/// date. A mark says nothing to whoever does not know the name, and is not the index by which the person was found.
extension Reading {
    /// A mark for each way in which the directory may name someone.
    func suppressionMarks(_ indexes: RecordIndexes) -> [[UInt8]] {
        [
            mark(indexes.userName, 1), indexes.externalID.map { mark($0, 2) }, indexes.workEmail.map { mark($0, 3) },
        ].compactMap(\.self)
    }

    private func mark(_ index: [UInt8], _ kind: UInt8) -> [UInt8] {
        let message = Array("suppression".utf8) + [kind] + index
        let code = HMAC<SHA256>.authenticationCode(for: message, using: customer.keys.index.key.symmetric)
        return code.withUnsafeBytes { [UInt8]($0.prefix(16)) }
    }

    /// - Throws: `Failure.conflict(.uniqueness)`, which SCIM answers with 409, with the way out.
    func requireNotSuppressed(_ indexes: RecordIndexes) throws {
        let marks = suppressionMarks(indexes)
        let values = (0..<3).map { $0 < marks.count ? Value.blob(marks[$0]) : .null }
        guard let until = try db.first(ErasureSQL.suppressed, values + [.integer(now)], { $0.integer(0) }) else {
            return
        }
        throw Failure(
            .conflict(.uniqueness),
            "This person was erased at their own request and is not brought back by a sync until "
                + "\(CivilTime.date(until)). For a rehire, a privacy officer lifts this under Privacy, Erasures.",
            detail: "suppressed")
    }

    /// Whether a record of these names would be refused.
    func isSuppressed(_ indexes: RecordIndexes) throws -> Bool {
        let marks = suppressionMarks(indexes)
        let values = (0..<3).map { $0 < marks.count ? Value.blob(marks[$0]) : .null }
        return try db.first(ErasureSQL.suppressed, values + [.integer(now)]) { _ in true } ?? false
    }
}

extension Writing {
    func suppress(_ indexes: [RecordIndexes], for erasure: UUIDValue) throws {
        let marks = Set(indexes.flatMap(suppressionMarks))
        let until = now + Erasure.suppressionLifetime
        try db.run(
            ErasureSQL.insertMark, each: marks.map { [.blob($0), .blob(erasure.bytes), .integer(until)] })
        try sweepIsDue(at: until)
    }

    /// A rehire: whoever has this work e-mail or user name may be brought by a sync again.
    /// - Throws: `Failure.notFound` where no erased person had it.
    package func clearSuppression(of name: String, _ permit: Permit<DecideRights>) throws {
        try accept(permit)
        let index = customer.keys.index
        let named = RecordIndexes(
            userName: index.of(name, as: .userName), externalID: index.of(name, as: .externalID),
            workEmail: index.of(name, as: .workEmail))
        let marks = suppressionMarks(named).map { Value.blob($0) }
        // All marks of the erasure go: the others of the same person would still hold it.
        let erasures = Set(try db.all(ErasureSQL.erasuresOfMarks, marks + [.integer(now)]) { $0.blob(0) })
        guard !erasures.isEmpty else {
            throw Failure.notFound("Nobody who was erased had that work e-mail, user name or external id.")
        }
        try db.run(ErasureSQL.removeMarks, each: erasures.map { [.blob($0)] })
        try record(
            EvidenceEvent(.rehired, detail: erasures.compactMap { UUIDValue(bytes: $0)?.description }),
            by: permit.principal)
    }
}
