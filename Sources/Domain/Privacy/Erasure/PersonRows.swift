internal import Storage

/// The rows that are about one person, store by store in the words of the page, in the order in which they can go.
struct PersonStore {
    /// The stores as people know them. Raw values stand in certificates: never change one.
    enum Name: String, CaseIterable {
        case copies, rights, usage, signIn = "sign-in", mail, roles, changes, directory, profile
    }

    let name: Name
    let table: String
    let count: SQL
    let remove: SQL

    static let all: [PersonStore] = [
        PersonStore(
            name: .copies, table: "export_part",
            count: """
                SELECT count(*) FROM export_part WHERE export_file IN (SELECT id FROM export_file WHERE person = $1)
                """,
            remove: "DELETE FROM export_part WHERE export_file IN (SELECT id FROM export_file WHERE person = $1)"),
        PersonStore(
            name: .copies, table: "export_file", count: "SELECT count(*) FROM export_file WHERE person = $1",
            remove: "DELETE FROM export_file WHERE person = $1"),
        PersonStore(
            name: .rights, table: "restriction", count: "SELECT count(*) FROM restriction WHERE person = $1",
            remove: "DELETE FROM restriction WHERE person = $1"),
        PersonStore(
            name: .rights, table: "sighting", count: "SELECT count(*) FROM sighting WHERE person = $1",
            remove: "DELETE FROM sighting WHERE person = $1"),
        PersonStore(
            name: .usage, table: "usage", count: "SELECT count(*) FROM usage WHERE person = $1",
            remove: "DELETE FROM usage WHERE person = $1"),
        PersonStore(
            name: .signIn, table: "login", count: "SELECT count(*) FROM login WHERE person = $1",
            remove: "DELETE FROM login WHERE person = $1"),
        PersonStore(
            name: .signIn, table: "sign_in_link", count: "SELECT count(*) FROM sign_in_link WHERE person = $1",
            remove: "DELETE FROM sign_in_link WHERE person = $1"),
        PersonStore(
            name: .signIn, table: "recovery_code", count: "SELECT count(*) FROM recovery_code WHERE person = $1",
            remove: "DELETE FROM recovery_code WHERE person = $1"),
        PersonStore(
            name: .signIn, table: "factor", count: "SELECT count(*) FROM factor WHERE person = $1",
            remove: "DELETE FROM factor WHERE person = $1"),
        PersonStore(
            name: .signIn, table: "identity", count: "SELECT count(*) FROM identity WHERE person = $1",
            remove: "DELETE FROM identity WHERE person = $1"),
        PersonStore(
            name: .mail, table: "mail", count: "SELECT count(*) FROM mail WHERE person = $1",
            remove: "DELETE FROM mail WHERE person = $1"),
        PersonStore(
            name: .roles, table: "managed_group", count: "SELECT count(*) FROM managed_group WHERE person = $1",
            remove: "DELETE FROM managed_group WHERE person = $1"),
        PersonStore(
            name: .roles, table: "role", count: "SELECT count(*) FROM role WHERE person = $1",
            remove: "DELETE FROM role WHERE person = $1"),
        PersonStore(
            name: .changes, table: "departure", count: "SELECT count(*) FROM departure WHERE person = $1",
            remove: "DELETE FROM departure WHERE person = $1"),
        PersonStore(
            name: .directory, table: "membership",
            count: """
                SELECT count(*) FROM membership
                WHERE record IN (SELECT id FROM directory_record WHERE person = $1)
                """,
            remove: "DELETE FROM membership WHERE record IN (SELECT id FROM directory_record WHERE person = $1)"),
        PersonStore(
            name: .directory, table: "directory_record",
            count: "SELECT count(*) FROM directory_record WHERE person = $1",
            remove: "DELETE FROM directory_record WHERE person = $1"),
        PersonStore(
            name: .profile, table: "person", count: "SELECT count(*) FROM person WHERE id = $1",
            remove: "DELETE FROM person WHERE id = $1"),
    ]

    /// Columns that name the person in rows that stay: emptied.
    static let detached: [SQL] = [
        "UPDATE rights_request SET person = NULL, content = NULL WHERE person = $1",
        "UPDATE instruction SET person = NULL WHERE person = $1",
        "UPDATE change_set SET decided_by = NULL WHERE decided_by = $1",
    ]
}

/// What an erasure will do, or did, in one store.
package struct ErasureLine: Sendable, Equatable {
    package enum Treatment: Sendable, Equatable {
        case removed
        case keyDestroyed
        /// Kept by a legal hold until an instant, milliseconds UTC.
        case held(fields: [Attribute], until: Int64)
        /// Unreadable at once, and gone when the last backup has expired; nil where there is none.
        case backups(until: Int64?)
    }

    /// A name of `PersonStore`, or `evidence`, `backups`, `held`.
    package let store: String
    package let rows: Int64
    package let treatment: Treatment
}

extension Reading {
    /// How many rows of a person there are, by table.
    func rowCounts(of person: UUIDValue) throws -> [(store: PersonStore, rows: Int64)] {
        try PersonStore.all.map { store in
            (store, try db.first(store.count, [.blob(person.bytes)]) { $0.integer(0) } ?? 0)
        }
    }

    /// What erasing this person would do, store by store.
    func erasurePreview(of person: UUIDValue) throws -> [ErasureLine] {
        let counts = try rowCounts(of: person)
        var lines = PersonStore.Name.allCases.map { name in
            ErasureLine(
                store: name.rawValue, rows: counts.filter { $0.store.name == name }.reduce(0) { $0 + $1.rows },
                treatment: name == .profile ? .keyDestroyed : .removed)
        }
        let events = try db.first(
            ErasureSQL.countEvidence, [.blob(pseudonym(of: person, key: subject(person).key))]
        ) { $0.integer(0) }
        lines.append(ErasureLine(store: "evidence", rows: events ?? 0, treatment: .keyDestroyed))
        for hold in try activeHolds(of: person) {
            lines.append(
                ErasureLine(store: "held", rows: 1, treatment: .held(fields: hold.fields, until: hold.endsAt)))
        }
        return lines
    }
}

extension Writing {
    /// Removes every row about a person.
    /// - Returns: how many went, by table.
    func removeRows(of person: UUIDValue) throws -> [(table: String, rows: Int)] {
        for statement in PersonStore.detached { try db.run(statement, [.blob(person.bytes)]) }
        return try PersonStore.all.map { store in (store.table, try db.run(store.remove, [.blob(person.bytes)])) }
    }
}
