/// One step of a database's schema, in one text for both engines. Once released it never changes.
///
/// Types are the upper-case words INTEGER, TEXT and BLOB; `Dialect.schemaText` says what each engine makes of them.
package struct Migration: Sendable {
    /// Counts from 1, without gaps.
    package let version: Int
    /// What it does, in a few words; stored beside the version.
    package let name: StaticString
    /// DDL, or DML that fills new columns; each exactly one statement, run in this order.
    package let statements: [StaticString]

    package init(version: Int, name: StaticString, statements: [StaticString]) {
        self.version = version
        self.name = name
        self.statements = statements
    }
}

/// Why a database was not brought to the program's version. Nothing of the failed step remains.
package enum MigrationError: Error, Sendable, Equatable {
    /// The database was made by a newer program, which may mean something else by it: this one must not touch it.
    case newerThanKnown(found: Int, known: Int)
    /// A version that is there has another name than the program's.
    case different(version: Int, found: String)
    /// Versions have to be 1, 2, 3, …
    case misnumbered(version: Int)
    case failed(version: Int, cause: StorageError)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .newerThanKnown(let found, let known):
            "the database has schema version \(found), this program knows \(known): run the newer program"
        case .different(let version, let found):
            "schema version \(version) of the database is ‘\(found)’, which is not this program's"
        case .misnumbered(let version):
            "migration \(version) is out of order: versions count from 1 without gaps"
        case .failed(let version, let cause):
            "migration \(version) failed and was taken back: \(cause)"
        }
    }
}
