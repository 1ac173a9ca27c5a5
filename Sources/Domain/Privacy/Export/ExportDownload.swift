internal import Crypto
internal import Storage

/// The one download of a copy: its bytes, part by part, each opened as it is asked for.
package struct ExportDownload: AsyncSequence, Sendable {
    package typealias Element = [UInt8]

    package let id: UUIDValue
    package let bytes: Int64
    let person: UUIDValue
    let customer: Customer

    /// A name for the file that says nothing about anybody.
    package var fileName: String { "copy-\(id).zip" }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(download: self) }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let download: ExportDownload
        private var sequence: Int64 = 0
        private var given: Int64 = 0

        fileprivate init(download: ExportDownload) {
            self.download = download
        }

        /// - Throws: `Failure.notFound` where the person was erased, or the copy swept, since it began.
        package mutating func next() async throws -> [UInt8]? {
            guard given < download.bytes else { return nil }
            let (download, sequence) = (download, sequence)
            let part = try await download.customer.read { tx in try tx.exportPart(sequence, of: download) }
            self.sequence += 1
            given += Int64(part.count)
            return part
        }
    }
}

extension Reading {
    fileprivate func exportPart(_ sequence: Int64, of download: ExportDownload) throws -> [UInt8] {
        let sealed = try db.first(ExportSQL.part, [.blob(download.id.bytes), .integer(sequence)]) { $0.blob(0) }
        guard let sealed, try state(of: download.person) != .erasing else { throw Failure.noSuchExport }
        let key = try subject(download.person).key
        var reader = ByteReader(try Sealing.open(sealed, at: exportPlace(download.id), with: key))
        guard try reader.varint() == UInt64(sequence) else { throw ByteReader.damaged }
        return reader.rest
    }
}

extension Writing {
    /// Begins the one download of one's own copy.
    /// - Parameter login: may take it up again within ten minutes.
    /// - Throws: `Failure.notFound` where it has expired, was taken, or is somebody else's.
    package func claimExport(
        _ id: UUIDValue, login: UUIDValue, _ permit: Permit<SeeOwnData>
    ) throws -> ExportDownload {
        try accept(permit)
        guard let entry = try export(id), entry.person == permit.principal.id else { throw Failure.noSuchExport }
        return try claim(entry, by: Self.claim(of: entry.id, login), as: permit.principal)
    }

    /// As for one's own: by whoever answers people's requests, to hand it over.
    package func claimExport(
        _ id: UUIDValue, login: UUIDValue?, _ permit: Permit<ExportPerson>
    ) throws -> ExportDownload {
        try accept(permit)
        guard let entry = try export(id) else { throw Failure.noSuchExport }
        return try claim(entry, by: Self.claim(of: entry.id, login ?? entry.id), as: permit.principal)
    }

    /// As for one's own: by the link that was handed over. Its holder is taken for the person.
    package func claimExport(_ link: Secret) throws -> ExportDownload {
        guard let entry = try db.first(ExportSQL.byLink, [.blob(link.hash)], ExportEntry.init) else {
            throw Failure.noSuchExport
        }
        return try claim(entry, by: link.hash, as: .person(entry.person, roles: []))
    }

    /// The first claim counts, and the same again for ten minutes.
    private func claim(_ entry: ExportEntry, by claim: [UInt8], as principal: Principal) throws -> ExportDownload {
        guard entry.expiresAt > now, try state(of: entry.person) != .erasing else { throw Failure.noSuchExport }
        if let fetchedAt = entry.fetchedAt {
            guard fetchedAt > now - ExportFile.repeatWindow, entry.hash == claim else { throw Failure.noSuchExport }
        } else {
            try db.run(ExportSQL.claim, [.integer(now), .blob(claim), .blob(entry.id.bytes)])
            try sweepIsDue(at: now + ExportFile.repeatWindow)
            let event = EvidenceEvent(.exportFetched, of: try subject(entry.person), detail: ["\(entry.id)"])
            try record(event, by: principal)
        }
        return ExportDownload(id: entry.id, bytes: entry.bytes, person: entry.person, customer: customer)
    }

    private func export(_ id: UUIDValue) throws -> ExportEntry? {
        try db.first(ExportSQL.one, [.blob(id.bytes)], ExportEntry.init)
    }

    private static func claim(of export: UUIDValue, _ login: UUIDValue) -> [UInt8] {
        SHA256.hash(data: export.bytes + login.bytes).withUnsafeBytes { [UInt8]($0) }
    }
}

extension Failure {
    static let noSuchExport = Failure.notFound(
        "This copy is not here any more: it was downloaded, or seven days have passed. Ask for a new one.")
}
