/// A PostgreSQL database that holds many schemas: its connections, and the threads that wait for them.
///
/// A connection that broke is replaced when it is needed next: while the server is away calls throw `unavailable`,
/// and once it is back they work again.
package final class PostgresServer: Sendable {
    private let pool: BoundedPool<PostgresLink>
    private let threads: EngineThreads
    private let lanesMax: Int
    /// Under the connection's own role, for schemas as such.
    let administration: PostgresDatabase

    /// Connects when it is first used.
    /// - Parameters:
    ///   - url: `postgres://…`, as libpq reads it. Its role needs CREATEROLE, and CREATE on the database.
    ///   - poolSize: connections at most, for everything together.
    ///   - waitLimitSeconds: how long a call waits for a connection before it throws `unavailable`.
    package init(url: String, poolSize: Int = 8, waitLimitSeconds: Double = 10) {
        let size = max(1, poolSize)
        let pool = BoundedPool(countMax: size, waitLimitSeconds: waitLimitSeconds, isAlive: \.isAlive) {
            try PostgresLink(url: url, connectLimitSeconds: Int(waitLimitSeconds), answerLimitSeconds: 300)
        }
        self.pool = pool
        // More threads than connections: those beyond wait for one, and give up at the wait limit.
        threads = EngineThreads(countMax: size * 2)
        lanesMax = size + 1
        administration = PostgresDatabase(
            source: PostgresSource(pool: pool, opening: PostgresOpening(schema: nil, hasGate: false)),
            threads: threads, lanesMax: 1
        )
    }

    /// The schema `schema` as a database of its own. It need not exist yet, but nothing works until it does.
    /// - Parameter hasGate: write transactions take turns by locking the schema's table `gate`, once it is there, so
    ///   that many nodes do not have to rerun what they could not serialize.
    /// - Throws: `StorageError.other` with code `name`, unless the name is `[a-z][a-z0-9_]{0,62}`.
    package func database(schema: String, hasGate: Bool = true) throws -> PostgresDatabase {
        try Self.check(schema)
        let source = PostgresSource(pool: pool, opening: PostgresOpening(schema: schema, hasGate: hasGate))
        return PostgresDatabase(source: source, threads: threads, lanesMax: lanesMax)
    }

    /// What tells this cluster from every other (`pg_control_system`): equal for two URLs that lead to the same one.
    package func systemIdentifier() async throws -> String {
        try await administration.read { db in
            try db.first("SELECT system_identifier::text FROM pg_catalog.pg_control_system()") { $0.text(0) } ?? ""
        }
    }

    /// Creates the schema and a role of the same name that owns it, where they are not there yet.
    package func createSchema(named schema: String) async throws {
        try Self.check(schema)
        for triesLeft in [3, 2, 1, 0] {
            do {
                return try await create(schema)
            } catch let error as StorageError {
                if triesLeft == 0 || !Self.isCollision(error) { throw error }
            }
        }
    }

    /// Drops the schema with all that is in it, and its role, where they are there.
    /// - Parameter keepsRole: for a schema that is made again at once; other databases of the cluster may know the role.
    package func dropSchema(named schema: String, keepsRole: Bool = false) async throws {
        try Self.check(schema)
        try await administration.write { db in
            try db.run(SQL(composed: "DROP SCHEMA IF EXISTS \"\(schema)\" CASCADE"))
            if !keepsRole, try Self.isRole(schema, in: db) {
                try db.run(SQL(composed: "DROP OWNED BY \"\(schema)\""))
                try db.run(SQL(composed: "DROP ROLE \"\(schema)\""))
            }
        }
    }

    /// The schemas that have a role of their own name as owner, by name.
    package func schemaNames() async throws -> [String] {
        try await administration.read { db in
            try db.all(
                """
                SELECT n.nspname FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_roles r ON r.oid = n.nspowner
                WHERE r.rolname = n.nspname ORDER BY n.nspname COLLATE "C"
                """
            ) { $0.text(0) }
        }.filter(PostgresOpening.isName)
    }

    /// Waits for running work, then disconnects. Close the databases first.
    package func close() async {
        await administration.close()
        await threads.run { _ = self.pool.close() }
        threads.stop()
    }

    /// Two that create the same role or schema meet at the catalogue's unique index, at the check before it, or
    /// (XX000, "tuple concurrently updated") at the database's own row.
    private static func isCollision(_ error: StorageError) -> Bool {
        switch error {
        case .unique, .other(code: "42710", _), .other(code: "42P06", _), .other(code: "XX000", _): true
        default: false
        }
    }

    private func create(_ schema: String) async throws {
        try await administration.write { db in
            if try !Self.isRole(schema, in: db) {
                try db.run(SQL(composed: "CREATE ROLE \"\(schema)\" NOLOGIN"))
                // To become it for a transaction, and to give it the schema.
                try db.run(SQL(composed: "GRANT \"\(schema)\" TO CURRENT_USER"))
            }
            try db.run(SQL(composed: "CREATE SCHEMA IF NOT EXISTS \"\(schema)\" AUTHORIZATION \"\(schema)\""))
        }
    }

    private static func isRole(_ name: String, in db: any Connection) throws -> Bool {
        let text: SQL = "SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = $1"
        return try db.first(text, [.text(name)]) { $0.integer(0) } ?? 0 > 0
    }

    private static func check(_ name: String) throws {
        if PostgresOpening.isName(name) { return }
        throw StorageError.other(code: "name", message: "a schema's name is [a-z][a-z0-9_]{0,62}")
    }
}
