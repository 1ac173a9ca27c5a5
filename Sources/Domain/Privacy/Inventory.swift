/// What the program stores: every column of every database, declared once.
///
/// Export, erasure, restriction, the record of processing (GDPR Art. 30(2)) and the data map derive from these
/// declarations. A column that is not declared fails the tests, and so does a declaration without a column.
package enum Inventory {
    /// The three kinds of database.
    package enum Store: String, CaseIterable, Sendable {
        /// One for each organization: its staff, and what belongs to them.
        case customer
        /// The installation's own: organizations, and nobody's staff.
        case platform
        /// The key store, which is backed up on its own.
        case keys
    }

    package static func tables(of store: Store) -> [StoredTable] {
        switch store {
        case .customer: customerTables + [schemaVersion]
        case .platform: platformTables + proofTables + registerTables + [schemaVersion]
        case .keys: keyTables + [schemaVersion]
        }
    }

    /// Columns that the database has and nobody has declared, as `table.column`, in order.
    package static func undeclared(_ live: [(table: String, column: String)], in store: Store) -> [String] {
        Set(live.map { "\($0.table).\($0.column)" }).subtracting(declared(in: store)).sorted()
    }

    /// Declarations whose column the database does not have, as `table.column`, in order.
    package static func stale(_ live: [(table: String, column: String)], in store: Store) -> [String] {
        declared(in: store).subtracting(live.map { "\($0.table).\($0.column)" }).sorted()
    }

    private static func declared(in store: Store) -> Set<String> {
        Set(tables(of: store).flatMap { table in table.columns.map { "\(table.name).\($0.name)" } })
    }

    /// The migrator's own table, in every database.
    private static let schemaVersion = StoredTable(
        "schema_version", .nobody, keeps: .organization,
        [
            StoredColumn("version", .operational, for: [.service], from: .program, .program),
            StoredColumn("name", .operational, for: [.service], from: .program, .program),
            StoredColumn("applied_at", .operational, for: [.service], from: .program, .program),
        ])
}

/// A table with what is true of all its columns.
package struct StoredTable: Sendable {
    package let name: String
    package let subject: DataSubject
    package let retention: Retention
    package let columns: [StoredColumn]

    init(_ name: String, _ subject: DataSubject, keeps retention: Retention, _ columns: [StoredColumn]) {
        self.name = name
        self.subject = subject
        self.retention = retention
        self.columns = columns
    }
}

package struct StoredColumn: Sendable {
    package let name: String
    package let category: DataCategory
    package let purposes: [PurposeName]
    package let source: DataSource
    package let treatment: Treatment
    /// Where the column does not live as long as its row.
    package let retention: Retention?

    init(
        _ name: String, _ category: DataCategory, for purposes: [PurposeName], from source: DataSource,
        _ treatment: Treatment, keeps retention: Retention? = nil
    ) {
        self.name = name
        self.category = category
        self.purposes = purposes
        self.source = source
        self.treatment = treatment
        self.retention = retention
    }
}

/// One attribute inside the sealed `person.profile`, with the purposes whose types can see it (`Purpose.swift`).
package struct ProfileAttribute: Sendable {
    package let attribute: Attribute
    package let category: DataCategory
    package let purposes: [PurposeName]

    init(_ attribute: Attribute, _ category: DataCategory, for purposes: [PurposeName]) {
        self.attribute = attribute
        self.category = category
        self.purposes = purposes
    }
}
