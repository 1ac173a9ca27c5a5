internal import Storage

/// The tables of a customer's database. Every column is declared in `Inventory`; `Tests/Golden` shows both engines'.
enum CustomerSchema {
    static let migrations: [Migration] = [
        Migration(
            version: 1, name: "directory, access, evidence, operations",
            statements: gate + access + directory + changes + evidence + operations),
        access2,
        privacy3,
    ]

    private static let gate: [StaticString] = [
        """
        CREATE TABLE gate (
            id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, changes INTEGER NOT NULL,
            active_staff INTEGER NOT NULL, records INTEGER NOT NULL, staff_groups INTEGER NOT NULL,
            attributes INTEGER NOT NULL, brake_people INTEGER NOT NULL, brake_percent INTEGER NOT NULL
        )
        """,
        "INSERT INTO gate VALUES (1, 0, 0, 0, 0, 0, 0, 5, 10)",
    ]

    private static let access: [StaticString] = [
        """
        CREATE TABLE connection (
            id BLOB PRIMARY KEY NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('operator', 'scim', 'csv')),
            name BLOB NOT NULL, name_index BLOB NOT NULL UNIQUE, created_at INTEGER NOT NULL, arrived_at INTEGER
        )
        """,
        """
        CREATE TABLE token (
            id BLOB PRIMARY KEY NOT NULL, connection BLOB NOT NULL REFERENCES connection (id),
            kind TEXT NOT NULL CHECK (kind IN ('bearer', 'client', 'access')), prefix TEXT NOT NULL,
            hash BLOB NOT NULL UNIQUE, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
            revoked_at INTEGER
        )
        """,
        "CREATE INDEX token_connection ON token (connection)",
    ]

    private static let directory: [StaticString] = [
        """
        CREATE TABLE person (
            id BLOB PRIMARY KEY NOT NULL, key_id BLOB NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('active', 'inactive', 'held', 'left', 'erasing')),
            profile BLOB NOT NULL, arrived_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, change INTEGER NOT NULL,
            erase_at INTEGER
        )
        """,
        "CREATE INDEX person_change ON person (change, id)",
        "CREATE INDEX person_state ON person (state) WHERE state <> 'active'",
        "CREATE INDEX person_erase_at ON person (erase_at) WHERE erase_at IS NOT NULL",
        """
        CREATE TABLE directory_record (
            id BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL REFERENCES person (id),
            connection BLOB NOT NULL REFERENCES connection (id), active INTEGER NOT NULL CHECK (active IN (0, 1)),
            version INTEGER NOT NULL, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, gone_at INTEGER,
            user_name BLOB NOT NULL, external_id BLOB, work_email BLOB
        )
        """,
        "CREATE UNIQUE INDEX directory_record_user_name ON directory_record (user_name) WHERE gone_at IS NULL",
        "CREATE INDEX directory_record_gone ON directory_record (user_name) WHERE gone_at IS NOT NULL",
        // Living and gone records have indexes of their own: a planner without statistics would otherwise combine one
        // with that of all living records.
        """
        CREATE INDEX directory_record_external_id ON directory_record (external_id)
        WHERE external_id IS NOT NULL AND gone_at IS NULL
        """,
        """
        CREATE INDEX directory_record_external_id_gone ON directory_record (external_id)
        WHERE external_id IS NOT NULL AND gone_at IS NOT NULL
        """,
        """
        CREATE INDEX directory_record_work_email ON directory_record (work_email)
        WHERE work_email IS NOT NULL AND gone_at IS NULL
        """,
        "CREATE INDEX directory_record_person ON directory_record (person)",
        "CREATE INDEX directory_record_live ON directory_record (id) WHERE gone_at IS NULL",
        """
        CREATE TABLE staff_group (
            id BLOB PRIMARY KEY NOT NULL, connection BLOB NOT NULL REFERENCES connection (id), content BLOB NOT NULL,
            name_index BLOB NOT NULL UNIQUE, external_index BLOB, version INTEGER NOT NULL, created_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE membership (
            staff_group BLOB NOT NULL REFERENCES staff_group (id), record BLOB NOT NULL REFERENCES directory_record (id),
            PRIMARY KEY (staff_group, record)
        )
        """,
        "CREATE INDEX membership_record ON membership (record)",
        """
        CREATE TABLE role (
            person BLOB NOT NULL REFERENCES person (id),
            role TEXT NOT NULL
                CHECK (role IN ('administrator', 'privacy-officer', 'billing-contact', 'manager', 'learner')),
            given_at INTEGER NOT NULL, PRIMARY KEY (person, role)
        )
        """,
        """
        CREATE TABLE sign_in_link (
            hash BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL REFERENCES person (id), created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL, used_at INTEGER
        )
        """,
        """
        CREATE TABLE login (
            hash BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL REFERENCES person (id), created_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
        )
        """,
        "CREATE INDEX login_person ON login (person)",
    ]

    private static let changes: [StaticString] = [
        """
        CREATE TABLE change_set (
            id BLOB PRIMARY KEY NOT NULL, connection BLOB NOT NULL REFERENCES connection (id),
            state TEXT NOT NULL
                CHECK (state IN ('reading', 'proposed', 'applying', 'staged', 'applied', 'discarded', 'expired')),
            created_at INTEGER NOT NULL, decided_at INTEGER, decided_by BLOB, joiners INTEGER NOT NULL,
            movers INTEGER NOT NULL, leavers INTEGER NOT NULL, unchanged INTEGER NOT NULL, kept_out INTEGER NOT NULL,
            refused INTEGER NOT NULL, applied INTEGER NOT NULL, problems BLOB
        )
        """,
        "CREATE INDEX change_set_state ON change_set (state, created_at)",
        """
        CREATE TABLE change_chunk (
            change_set BLOB NOT NULL REFERENCES change_set (id), seq INTEGER NOT NULL, content BLOB NOT NULL,
            applied_at INTEGER, PRIMARY KEY (change_set, seq)
        )
        """,
        """
        CREATE TABLE departure (
            id BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL REFERENCES person (id), record BLOB NOT NULL,
            connection BLOB NOT NULL REFERENCES connection (id),
            kind TEXT NOT NULL CHECK (kind IN ('deactivated', 'deleted', 'blanked', 'emptied', 'left-group')),
            at INTEGER NOT NULL, staff_group BLOB, lost BLOB, change_set BLOB REFERENCES change_set (id)
        )
        """,
        "CREATE INDEX departure_at ON departure (at)",
        "CREATE INDEX departure_change_set ON departure (change_set) WHERE change_set IS NOT NULL",
        "CREATE INDEX departure_group ON departure (staff_group) WHERE staff_group IS NOT NULL",
        "CREATE INDEX departure_person ON departure (person)",
        """
        CREATE TABLE dropped_attribute (
            connection BLOB NOT NULL REFERENCES connection (id), month TEXT NOT NULL, name_index BLOB NOT NULL,
            name BLOB NOT NULL, times INTEGER NOT NULL, last_at INTEGER NOT NULL,
            PRIMARY KEY (connection, month, name_index)
        )
        """,
        """
        CREATE TABLE arrival (
            connection BLOB NOT NULL REFERENCES connection (id), hour INTEGER NOT NULL, created INTEGER NOT NULL,
            changed INTEGER NOT NULL, departed INTEGER NOT NULL, reads INTEGER NOT NULL, refused INTEGER NOT NULL,
            PRIMARY KEY (connection, hour)
        )
        """,
        """
        CREATE TABLE instruction (
            version INTEGER PRIMARY KEY, topic TEXT NOT NULL CHECK (topic IN ('attributes', 'brake')),
            content TEXT NOT NULL, given_at INTEGER NOT NULL, given_by TEXT NOT NULL, person BLOB
        )
        """,
    ]

    private static let evidence: [StaticString] = [
        """
        CREATE TABLE evidence (
            id BLOB PRIMARY KEY NOT NULL, at INTEGER NOT NULL, deed TEXT NOT NULL, actor_kind TEXT NOT NULL, actor BLOB,
            subject BLOB, detail BLOB NOT NULL, commitment BLOB NOT NULL
        )
        """,
        """
        CREATE INDEX evidence_notice ON evidence (at) WHERE deed IN ('operator.access', 'changes.escalated')
        """,
        "CREATE INDEX evidence_subject ON evidence (subject) WHERE subject IS NOT NULL",
    ]

    private static let operations: [StaticString] = [
        """
        CREATE TABLE job (
            id BLOB PRIMARY KEY NOT NULL, kind TEXT NOT NULL, subject BLOB, due_at INTEGER NOT NULL,
            lease_until INTEGER NOT NULL, attempts INTEGER NOT NULL, failure TEXT
        )
        """,
        "CREATE INDEX job_due_at ON job (due_at)",
    ]
}

/// The tables of the platform's own database: organizations, and nobody's staff.
enum PlatformSchema {
    static let migrations: [Migration] = [
        Migration(
            version: 1, name: "organizations",
            statements: [
                """
                CREATE TABLE organization (
                    id BLOB PRIMARY KEY NOT NULL, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, zone TEXT NOT NULL,
                    service_level TEXT NOT NULL, seats INTEGER NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('active', 'closed')), created_at INTEGER NOT NULL,
                    closed_at INTEGER
                )
                """,
                """
                CREATE TABLE organization_domain (
                    organization BLOB NOT NULL REFERENCES organization (id), name TEXT NOT NULL, verified_at INTEGER,
                    PRIMARY KEY (organization, name)
                )
                """,
                "CREATE TABLE wake (organization BLOB PRIMARY KEY NOT NULL, due_at INTEGER NOT NULL)",
                "CREATE INDEX wake_due_at ON wake (due_at)",
            ]),
        domains2,
        privacy3,
    ]
}
