/// Takes the frames of a copy as they are read.
package protocol CopySink: Sendable {
    mutating func take(_ frame: CopyFrame) throws
}

/// Gives the frames of a copy, in the order in which they were read.
package protocol CopySource {
    mutating func next() throws -> CopyFrame?
}

/// Copies whole databases from one engine to the same or the other: everything that lies in tables, as of one instant,
/// while others go on writing.
///
/// The statements here are the only ones whose names come from the live schema; they are quoted, and no value is in them.
package enum DatabaseCopy {
    /// A frame is closed once its rows take this many bytes, or are this many.
    private static let frameBytes = 256 << 10
    private static let frameRows = 2_000
    /// Rows of one answer of PostgreSQL, which is in memory as a whole.
    private static let fetchRows = 200

    /// Reads everything in one transaction, on a thread of its own.
    /// - Parameter make: gives an empty sink. It may be called again: PostgreSQL may want the transaction anew.
    /// - Returns: the schema's version, and the sink with all frames.
    /// - Throws: `StorageError`, `CopyError`, and what the sink throws.
    package static func read<Sink: CopySink>(
        _ database: any Database, into make: @escaping @Sendable () throws -> Sink
    ) async throws -> (version: Int, sink: Sink) {
        try await EngineThreads.copying.value {
            try database.readNow { db in
                var sink = try make()
                let schema = try CopySchema(db)
                for table in schema.tables { try read(table, in: db) { frame in try sink.take(frame) } }
                return (schema.version, sink)
            }
        }
    }

    /// Replaces everything that lies in the tables of a migrated database, in one transaction.
    /// - Parameters:
    ///   - version: the copy's; the database has to be migrated to the same one.
    ///   - open: gives the frames from the first one on. It may be called again.
    /// - Throws: `StorageError`, `CopyError`, and what the source throws; then nothing was changed.
    package static func write<Source: CopySource>(
        into database: any Database, version: Int, from open: @escaping @Sendable () throws -> Source
    ) async throws {
        try await EngineThreads.copying.value {
            try database.writeNow { db in
                let schema = try CopySchema(db)
                guard schema.version == version else {
                    throw CopyError.differentVersion(found: schema.version, expected: version)
                }
                let late = schema.lateReferences
                try postpone(late, in: db)
                for table in schema.tables.reversed() { try db.run(SQL(composed: "DELETE FROM \(quoted(table.name))")) }
                var source = try open()
                while let frame = try source.next() { try insert(frame, schema, in: db) }
                try settle(late, in: db)
            }
        }
    }

    private static func read(
        _ table: CopySchema.Table, in db: any Connection, _ body: (CopyFrame) throws -> Void
    ) throws {
        let columns = table.copied.columns
        var (rows, count, isFirst) = ([UInt8](), 0, true)
        func close() throws {
            try body(CopyFrame(table: table.copied, rowCount: count, rows: rows))
            (count, isFirst) = (0, false)
            rows.removeAll(keepingCapacity: true)
        }
        try each(select(table), in: db) { row in
            for (place, column) in columns.enumerated() { rows.append(copied: value(row, place, column.kind)) }
            count += 1
            if rows.count >= frameBytes || count >= frameRows { try close() }
        }
        if count > 0 || isFirst { try close() }
    }

    /// In the order of the primary key, which is the same on both engines: bytes, numbers, and text by its bytes.
    private static func select(_ table: CopySchema.Table) -> String {
        let names = table.copied.columns.map { quoted($0.name) }
        let order = table.primaryKey.isEmpty ? names : table.primaryKey.map(quoted)
        return "SELECT " + names.joined(separator: ", ") + " FROM " + quoted(table.name) + " ORDER BY "
            + order.map { $0 + " NULLS FIRST" }.joined(separator: ", ")
    }

    private static func each(_ text: String, in db: any Connection, _ body: (any Row) throws -> Void) throws {
        guard db.dialect == .postgres else { return try db.each(SQL(composed: text), [], body) }
        try db.run(SQL(composed: "DECLARE copied_rows NO SCROLL CURSOR FOR " + text))
        let fetch = SQL(composed: "FETCH FORWARD \(fetchRows) FROM copied_rows")
        var got = fetchRows
        while got == fetchRows {
            got = 0
            try db.each(fetch, []) { row in
                got += 1
                try body(row)
            }
        }
        try db.run("CLOSE copied_rows")
    }

    private static func value(_ row: any Row, _ place: Int, _ kind: CopiedColumn.Kind) -> Value {
        if row.isNull(place) { return .null }
        return switch kind {
        case .integer: .integer(row.integer(place))
        case .text: .text(row.text(place))
        case .blob: .blob(row.blob(place))
        }
    }

    private static func insert(_ frame: CopyFrame, _ schema: CopySchema, in db: any Connection) throws {
        guard let table = schema.tables.first(where: { $0.name == frame.table.name }),
            frame.table.columns.count == table.copied.columns.count,
            frame.table.columns.allSatisfy(table.copied.columns.contains)
        else { throw CopyError.differentTable(frame.table.name) }
        let names = frame.table.columns.map { quoted($0.name) }.joined(separator: ", ")
        let places = (1...max(1, frame.table.columns.count)).map { "$\($0)" }.joined(separator: ", ")
        let sql = SQL(composed: "INSERT INTO \(quoted(table.name)) (\(names)) VALUES (\(places))")
        try db.run(sql, each: frame.values())
    }

    /// Lets references to rows that come later hold only once all is there.
    private static func postpone(_ late: [(table: String, constraint: String)], in db: any Connection) throws {
        if db.dialect == .sqlite {
            _ = try db.run("PRAGMA defer_foreign_keys = ON")
            return
        }
        for (table, constraint) in late {
            try db.run(
                SQL(
                    composed: "ALTER TABLE \(quoted(table)) ALTER CONSTRAINT \(quoted(constraint)) "
                        + "DEFERRABLE INITIALLY DEFERRED"))
        }
    }

    private static func settle(_ late: [(table: String, constraint: String)], in db: any Connection) throws {
        // SQLite looks at COMMIT, and forgets the setting with it.
        if db.dialect == .sqlite || late.isEmpty { return }
        try db.run("SET CONSTRAINTS ALL IMMEDIATE")
        for (table, constraint) in late {
            try db.run(
                SQL(composed: "ALTER TABLE \(quoted(table)) ALTER CONSTRAINT \(quoted(constraint)) NOT DEFERRABLE"))
        }
    }

    private static func quoted(_ name: String) -> String {
        "\""
            + name.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\"\"") + "\""
    }
}

extension EngineThreads {
    /// For copies of whole databases, which take long: they keep no reader or writer waiting for a thread.
    fileprivate static let copying = EngineThreads(countMax: 2)
}
