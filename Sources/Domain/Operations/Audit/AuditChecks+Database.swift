internal import Storage

extension AuditCheck {
    static let database: [AuditCheck] = [
        AuditCheck(
            customers: "II-101", .database, "The organization’s database opens.", "S1", asvs: ["16.5.2"],
            remedy: "Restore it from its backup; the server’s log says what keeps it from opening."
        ) { customer, _ in
            .fail(if: customer.content == nil, "It does not open.", else: "It opens.")
        },
        AuditCheck(
            customers: "II-102", .database, "No stored column is undeclared, and none is missing.", "G3",
            asvs: ["14.2.7"],
            remedy:
                "Declare the column, or remove it: what the inventory does not know is neither exported nor erased."
        ) { customer, _ in
            customer.judged { content in
                let count = content.undeclared.count + content.stale.count
                let names = (content.undeclared.map { "undeclared \($0)" } + content.stale.map { "missing \($0)" })
                    .prefix(5).joined(separator: ", ")
                return .fail(if: count > 0, "\(names).", else: "The live schema equals the inventory.")
            }
        },
        AuditCheck(
            "II-103", .database, "No column of the platform’s database or the key store is undeclared or missing.",
            "G3",
            asvs: ["14.2.7"], remedy: "Declare the column in the inventory, or remove it."
        ) { facts in
            guard let undeclared = facts.platform.undeclared, let stale = facts.platform.stale else {
                return .notChecked("One of the two does not answer.")
            }
            let names = (undeclared.map { "undeclared \($0)" } + stale.map { "missing \($0)" }).prefix(5)
            return .fail(
                if: !names.isEmpty, "\(names.joined(separator: ", ")).", else: "The live schema equals the inventory.")
        },
        AuditCheck(
            customers: "II-104", .database, "What is acknowledged is on disk, and deleted rows are overwritten.", "G6",
            asvs: ["2.3.3"],
            remedy: """
                On SQLite start the program anew: it sets WAL, synchronous FULL, secure_delete and foreign keys. On \
                PostgreSQL turn fsync, full_page_writes, synchronous_commit and autovacuum on.
                """
        ) { customer, facts in
            customer.judged { content in
                if facts.dialect == .postgres { return facts.dataCluster.durability }
                guard let missing = content.missingSettings else { return .notChecked("The settings are not known.") }
                return .fail(
                    if: !missing.isEmpty, "Not as they must be: \(missing.joined(separator: ", ")).", else: fine)
            }
        },
        AuditCheck(
            "II-105", .database, "The platform’s database and the key store keep what is acknowledged, too.", "G6",
            asvs: ["2.3.3"], remedy: "As for the organizations’ databases."
        ) { facts in
            if facts.dialect == .postgres {
                if facts.keysHaveCluster, let keys = facts.keyCluster, !keys.unsafe.isEmpty {
                    return facts.keyCluster.durability
                }
                return facts.dataCluster.durability
            }
            guard let missing = facts.platform.missingSettings else {
                return .notChecked("The settings are not known.")
            }
            return .fail(if: !missing.isEmpty, "Not as they must be: \(missing.joined(separator: ", ")).", else: fine)
        },
        AuditCheck(
            "II-106", .database, "The way to the databases is encrypted, or stays on this machine.", "E1",
            asvs: ["12.3.1"],
            remedy: "Add sslmode=verify-full to the URLs of the databases, and a certificate to the clusters."
        ) { facts in
            facts.clusters(orSQLite: "The databases are files of this machine.") { clusters in
                let open = clusters.filter { !$0.isEncrypted && !$0.isLocal }.count
                return .fail(
                    if: open > 0, "\(open) of \(clusters.count) clusters are reached over the network in the clear.",
                    else: clusters.allSatisfy(\.isEncrypted) ? "The connections are encrypted." : "They are local.")
            }
        },
        AuditCheck(
            "II-107", .database, "The role on the databases has only the rights that it needs.", "G6", asvs: ["13.2.2"],
            remedy: "Connect by a role with CREATEROLE and CREATE on its database, and without SUPERUSER."
        ) { facts in
            facts.clusters(orSQLite: "Files have no roles; the process’s own user counts.") { clusters in
                .warn(
                    if: clusters.contains(where: \.isSuperuser), "The role is a superuser of its cluster.",
                    else: "The role is no superuser.")
            }
        },
        AuditCheck(
            "II-108", .database, "The databases write nobody’s data into their logs.", "D1", asvs: ["16.2.5"],
            remedy: "Set log_statement to none or ddl, and log_min_duration_statement to -1."
        ) { facts in
            facts.clusters(orSQLite: "SQLite has no log of statements.") { clusters in
                .fail(
                    if: clusters.contains(where: \.logsStatements), "Statements can reach a cluster’s log.",
                    else: "No statement is logged.")
            }
        },
        AuditCheck(
            "II-109", .database, "A damaged page is noticed.", "G6",
            remedy: "Enable checksums on the clusters (pg_checksums --enable while they are stopped)."
        ) { facts in
            guard facts.dialect == .postgres else { return .notChecked("SQLite pages carry no checksums.") }
            return facts.clusters(orSQLite: "") { clusters in
                .warn(
                    if: !clusters.allSatisfy(\.hasChecksums), "A cluster has no page checksums.",
                    else: "Pages have checksums.")
            }
        },
    ]

    private static let fine = "WAL, synchronous FULL, secure_delete and foreign keys are on."
}

extension CustomerFacts {
    /// Judges what was read; a database that does not open is not judged.
    func judged(_ judge: (Content) -> AuditVerdict) -> AuditVerdict {
        content.map(judge) ?? .notChecked("The database does not open.")
    }
}

extension AuditFacts {
    fileprivate func clusters(
        orSQLite text: String, _ judge: ([PostgresSettings]) -> AuditVerdict
    ) -> AuditVerdict {
        guard dialect == .postgres else { return .pass(text) }
        guard let dataCluster else { return .notChecked("The cluster does not answer.") }
        if keysHaveCluster, keyCluster == nil { return .notChecked("The keys’ cluster does not answer.") }
        return judge([dataCluster] + [keyCluster].compactMap(\.self))
    }
}

extension PostgresSettings? {
    fileprivate var durability: AuditVerdict {
        guard let self else { return .notChecked("The cluster does not answer.") }
        let missing = self.unsafe + (self.vacuums ? [] : ["autovacuum"])
        return .fail(
            if: !missing.isEmpty, "Not on: \(missing.joined(separator: ", ")).",
            else: "fsync, full_page_writes, synchronous_commit and autovacuum are on.")
    }
}
