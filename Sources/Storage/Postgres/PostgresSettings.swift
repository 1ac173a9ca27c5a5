/// How a PostgreSQL cluster is set up, as far as what it keeps depends on it.
package struct PostgresSettings: Sendable, Equatable {
    /// The settings without which an acknowledged write can be lost in a power cut, that are not on: `fsync`,
    /// `full_page_writes`, `synchronous_commit`.
    package let unsafe: [String]
    /// Pages have checksums, so that a damaged one is noticed.
    package let hasChecksums: Bool
    /// Dead rows are removed by the cluster itself.
    package let vacuums: Bool
    /// This connection is encrypted.
    package let isEncrypted: Bool
    /// This connection stays on this machine: a Unix socket, or loopback.
    package let isLocal: Bool
    /// The role that we connect by may do everything on the cluster.
    package let isSuperuser: Bool
    /// Statements, and with them their values, can reach the cluster's log.
    package let logsStatements: Bool
    /// Where the cluster keeps its files; nil where this role may not know.
    package let folder: String?
}

extension PostgresServer {
    package func settings() async throws -> PostgresSettings {
        try await administration.read { db in
            let sql: SQL = """
                SELECT current_setting('fsync'), current_setting('full_page_writes'),
                    current_setting('synchronous_commit'), current_setting('data_checksums'),
                    current_setting('autovacuum'), current_setting('log_statement'),
                    current_setting('log_min_duration_statement'),
                    (SELECT count(*) FROM pg_catalog.pg_stat_ssl s WHERE s.pid = pg_backend_pid() AND s.ssl),
                    coalesce(host(inet_client_addr()), ''),
                    (SELECT count(*) FROM pg_catalog.pg_roles r WHERE r.rolname = session_user AND r.rolsuper),
                    CASE WHEN pg_has_role('pg_read_all_settings', 'MEMBER')
                        THEN current_setting('data_directory') END
                """
            let settings = try db.first(sql) { row in
                let safe = ["fsync": row.text(0) == "on", "full_page_writes": row.text(1) == "on"]
                let durable = ["on", "remote_write", "remote_apply"].contains(row.text(2))
                let address = row.text(8)
                return PostgresSettings(
                    unsafe: safe.filter { !$0.value }.keys.sorted() + (durable ? [] : ["synchronous_commit"]),
                    hasChecksums: row.text(3) == "on", vacuums: row.text(4) == "on", isEncrypted: row.integer(7) > 0,
                    isLocal: address.isEmpty || address == "::1" || address.utf8.starts(with: "127.".utf8),
                    isSuperuser: row.integer(9) > 0,
                    logsStatements: !["none", "ddl"].contains(row.text(5)) || row.text(6) != "-1",
                    folder: row.optionalText(10))
            }
            guard let settings else { throw StorageError.other(code: "settings", message: "no settings") }
            return settings
        }
    }
}
