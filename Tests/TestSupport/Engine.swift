package import Storage

/// The engines, for tests that run on both: `@Test(arguments: Engine.allCases)`.
package enum Engine: String, CaseIterable, Sendable {
    case sqlite
    case postgres

    package var dialect: Dialect {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }
}

/// Runs `body` with a new, empty database, and removes it afterwards.
/// - Parameter migrations: applied first.
package func withDatabase<Result>(
    _ engine: Engine, migrations: [Migration] = [], _ body: (any Database) async throws -> Result
) async throws -> Result {
    switch engine {
    case .sqlite:
        try await withSQLite(migrations: migrations) { try await body($0) }
    case .postgres:
        try await withSchema(on: try await Servers.data()) { database, _ in
            try await Migrator(migrations).migrate(database, now: 0)
            return try await body(database)
        }
    }
}

package func withSQLite<Result>(
    migrations: [Migration] = [], _ body: (SQLiteDatabase) async throws -> Result
) async throws -> Result {
    try await withScratchFolder { folder in
        let database = try SQLiteDatabase(path: folder + "/test.sqlite", readers: 2)
        return try await closing(database) {
            try await Migrator(migrations).migrate(database, now: 0)
            return try await body(database)
        }
    }
}

/// Runs `body` with a new schema, its name beside it.
package func withSchema<Result>(
    on server: PostgresServer, _ body: (PostgresDatabase, String) async throws -> Result
) async throws -> Result {
    let name = newSchemaName()
    try await server.createSchema(named: name)
    let database = try server.database(schema: name)
    do {
        let result = try await closing(database) { try await body(database, name) }
        try await server.dropSchema(named: name)
        return result
    } catch {
        try? await server.dropSchema(named: name)
        throw error
    }
}

/// Runs `body` with two databases that have nothing in common: two files, or schemas of two clusters.
package func withTwoDatabases<Result>(
    _ engine: Engine, _ body: (any Database, any Database) async throws -> Result
) async throws -> Result {
    switch engine {
    case .sqlite:
        try await withSQLite { data in try await withSQLite { keys in try await body(data, keys) } }
    case .postgres:
        try await withTwoClusters { data, keys in
            try await withSchema(on: data) { data, _ in
                try await withSchema(on: keys) { keys, _ in try await body(data, keys) }
            }
        }
    }
}

/// Runs `body` with the servers of two PostgreSQL clusters: that of the data and that of the keys.
package func withTwoClusters<Result>(
    _ body: (PostgresServer, PostgresServer) async throws -> Result
) async throws -> Result {
    try await body(try await Servers.data(), try await Servers.keys())
}

/// Runs `body` with a PostgreSQL cluster that nobody else uses, to stop and start.
package func withOwnCluster<Result>(_ body: (PostgresCluster) async throws -> Result) async throws -> Result {
    let cluster = try PostgresCluster.start()
    defer { cluster.remove() }
    return try await body(cluster)
}

package func newSchemaName() -> String {
    "test_" + String(UInt64.random(in: .min ... .max), radix: 36)
}

private func closing<Result>(_ database: any Database, _ body: () async throws -> Result) async throws -> Result {
    do {
        let result = try await body()
        await database.close()
        return result
    } catch {
        await database.close()
        throw error
    }
}
