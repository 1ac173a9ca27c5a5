import TestSupport
import Testing

@testable import Storage

@Suite struct SchemaTests {
    @Test("Types are translated as whole words outside quotes and comments")
    func types() {
        let text = """
            CREATE TABLE t ( -- INTEGER and TEXT
                id INTEGER PRIMARY KEY, "TEXT" TEXT NOT NULL DEFAULT 'BLOB ''INTEGER''', INTEGERS BLOB, text TEXT)
            """
        #expect(
            Dialect.postgres.schemaText(text) == """
                CREATE TABLE t ( -- INTEGER and TEXT
                    id BIGINT PRIMARY KEY, "TEXT" TEXT COLLATE "C" NOT NULL DEFAULT 'BLOB ''INTEGER''', \
                INTEGERS BYTEA, text TEXT COLLATE "C")
                """
        )
        #expect(Dialect.sqlite.schemaText(text) == text + " STRICT")
        #expect(Dialect.sqlite.schemaText("CREATE TABLE t (id INTEGER);\n") == "CREATE TABLE t (id INTEGER) STRICT")
        #expect(Dialect.sqlite.schemaText("CREATE INDEX i ON t (a)") == "CREATE INDEX i ON t (a)")
    }

    @Test("A SQLite schema is dumped whole, in order, without its white space")
    func sqlite() async throws {
        try await withDatabase(.sqlite, migrations: sampleMigrations) { db in
            let dump = try await SchemaReader.dump(db)
            #expect(
                dump == """
                    table gate STRICT
                        id INTEGER PRIMARY KEY
                        counter INTEGER NOT NULL

                    table item STRICT
                        id INTEGER PRIMARY KEY
                        parent INTEGER REFERENCES item (id)
                        label TEXT
                        data BLOB
                        amount INTEGER CONSTRAINT amount_not_negative CHECK (amount >= 0)

                    table schema_version STRICT
                        version INTEGER PRIMARY KEY
                        name TEXT NOT NULL
                        applied_at INTEGER NOT NULL

                    CREATE UNIQUE INDEX item_label ON item (label) WHERE label IS NOT NULL

                    """
            )
        }
    }

    @Test("A PostgreSQL schema is dumped whole, in order, without its own name")
    func postgres() async throws {
        try await withDatabase(.postgres, migrations: sampleMigrations) { db in
            let dump = try await SchemaReader.dump(db)
            #expect(
                dump == """
                    table gate
                        id bigint NOT NULL
                        counter bigint NOT NULL
                        CONSTRAINT gate_pkey PRIMARY KEY (id)

                    table item
                        id bigint NOT NULL
                        parent bigint
                        label text COLLATE "C"
                        data bytea
                        amount bigint
                        CONSTRAINT item_pkey PRIMARY KEY (id)
                        CONSTRAINT amount_not_negative CHECK (amount >= 0)
                        CONSTRAINT item_parent_fkey FOREIGN KEY (parent) REFERENCES item(id)

                    table schema_version
                        version bigint NOT NULL
                        name text COLLATE "C" NOT NULL
                        applied_at bigint NOT NULL
                        CONSTRAINT schema_version_pkey PRIMARY KEY (version)

                    CREATE UNIQUE INDEX item_label ON item USING btree (label) WHERE label IS NOT NULL

                    """
            )
        }
    }

    @Test("A change of any part of the schema shows in the dump", arguments: Engine.allCases)
    func changes(engine: Engine) async throws {
        let changes: [StaticString] = [
            "CREATE INDEX item_amount ON item (amount)", "ALTER TABLE item ADD COLUMN extra TEXT",
            "CREATE TABLE more (id INTEGER PRIMARY KEY, a TEXT UNIQUE)", "DROP INDEX item_label",
            "ALTER TABLE item RENAME COLUMN label TO title",
        ]
        for change in changes {
            try await withDatabase(engine, migrations: sampleMigrations) { db in
                let before = try await SchemaReader.dump(db)
                let text = db.dialect.schemaText(change.description)
                _ = try await db.write { try $0.run(SQL(composed: text)) }
                let after = try await SchemaReader.dump(db)
                #expect(before != after, "\(change)")
            }
        }
    }
}
