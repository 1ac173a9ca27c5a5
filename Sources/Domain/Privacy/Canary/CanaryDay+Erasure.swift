internal import Storage

/// The end of the canary person (promise R3).
extension CanaryDay {
    func probeErasure() async throws -> ProbeFinding {
        let person = try arrived().person
        let (keyID, remains) = try await traces(of: person)
        let before = try await search(for: remains)
        guard before.found == remains.count, try await keyExists(keyID) else {
            return .broken(
                "\(before.found) of \(remains.count) traces found before the erasure: the search shows nothing")
        }
        let erasure = try await erase(person)
        let after = try await search(for: remains)
        let rows = try await customer.read { tx in
            try tx.db.first(CanarySQL.rows, [.blob(person.bytes), .blob(person.bytes)]) { $0.integer(0) } ?? 0
        }
        guard try await !keyExists(keyID) else { return .broken("The erased canary’s key is still in the key store") }
        guard after.found == 0, rows == 0 else {
            return .broken("\(after.found) of \(remains.count) traces and \(rows) rows found after the erasure")
        }
        guard erasure.effectiveAt != nil, erasure.certificate != nil else {
            return .broken("The erasure was not certified; it is \(erasure.state.rawValue)")
        }
        let again = try await arriveAgain()
        guard again == 409 else { return .broken("A sync of the erased canary was answered \(again)") }
        // A rehire, so that the mark holds nobody else tomorrow.
        try await customer.write { tx in _ = try tx.db.run(ErasureSQL.removeMarks, [.blob(erasure.id.bytes)]) }
        return .kept(
            "Canary person erased; \(remains.count) traces hunted through \(after.stores) stores: found before, 0 found "
                + "after; its sync refused")
    }

    /// The wrapped key, the sealed record, and the indexes as they are stored.
    private func traces(of person: UUIDValue) async throws -> (key: UUIDValue, [[UInt8]]) {
        try await customer.read { tx in
            guard let row = try tx.db.first(StaffSQL.one, [.blob(person.bytes)], StaffRow.init) else {
                throw Failure.noSuchRecord
            }
            let indexes = try tx.db.all(ErasureSQL.indexes, [.blob(person.bytes)]) { row in
                [row.blob(0), row.blob(1), row.blob(2)]
            }.flatMap(\.self).filter { !$0.isEmpty }
            let wrapped = try tx.customer.vault.wrapped(row.keyID)
            return (row.keyID, [wrapped, Array(row.profile.suffix(32))] + indexes)
        }
    }

    private func keyExists(_ id: UUIDValue) async throws -> Bool {
        try await platform.keyStore.database.read { db in
            try db.first(CanarySQL.keyExists, [.blob(id.bytes)]) { _ in true } ?? false
        }
    }

    /// How many of the traces are in the tables and in the files.
    private func search(for traces: [[UInt8]]) async throws -> (found: Int, stores: Int) {
        let databases = [customer.database, platform.keyStore.database]
        var found: Set<Int> = []
        for database in databases { found.formUnion(try await ByteSearch.search(database, for: traces)) }
        let files = platform.filesToHunt(of: customer.organization.id)
        for file in files { found.formUnion(MarkerHunt.search(file: file.path, for: traces) ?? []) }
        return (found.count, databases.count + files.count)
    }

    private func erase(_ person: UUIDValue) async throws -> Erasure {
        let id = try await customer.write { tx in
            let id = try tx.beginErasure(of: person, cause: .request, by: .program)
            try tx.db.run(CanarySQL.putOff, [.integer(tx.now + 5 * Clock.minute), .blob(id.bytes)])
            return id
        }
        // A reader of an older state keeps what was deleted in the write-ahead log; a few tries outlast it.
        for _ in 0..<5 {
            _ = try await customer.runErasure(id, platform.surroundings)
            let erasure = try await customer.read { tx in try tx.erasure(id) }
            if erasure.certificate != nil { return erasure }
        }
        return try await customer.read { tx in try tx.erasure(id) }
    }

    private func arriveAgain() async throws -> Int { try await scim("POST", "/Users", personJSON).status }
}
