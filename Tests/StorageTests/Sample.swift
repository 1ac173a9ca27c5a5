import Storage

/// The schema that the contract's tests work on: every kind of constraint, and a gate.
let sampleMigrations = [
    Migration(
        version: 1, name: "sample",
        statements: [
            "CREATE TABLE gate (id INTEGER PRIMARY KEY, counter INTEGER NOT NULL)",
            "INSERT INTO gate (id, counter) VALUES (1, 0)",
            """
            CREATE TABLE item (
                id INTEGER PRIMARY KEY,
                parent INTEGER REFERENCES item (id),
                label TEXT,
                data BLOB,
                amount INTEGER CONSTRAINT amount_not_negative CHECK (amount >= 0)
            )
            """,
            "CREATE UNIQUE INDEX item_label ON item (label) WHERE label IS NOT NULL",
        ]
    )
]

extension Connection {
    func insert(_ id: Int64, label: String? = nil, amount: Int64? = nil) throws {
        try run(
            "INSERT INTO item (id, label, amount) VALUES ($1, $2, $3)",
            [.integer(id), .optional(label), .optional(amount)]
        )
    }

    func ids() throws -> [Int64] { try all("SELECT id FROM item ORDER BY id") { $0.integer(0) } }

    func count() throws -> Int64 { try first("SELECT count(*) FROM item") { $0.integer(0) } ?? -1 }
}

struct Refused: Error, Equatable {
    var number = 0
}
