internal import Storage

/// Version 3 of the customer's database: what the privacy policy's controls need.
extension CustomerSchema {
    static let privacy3 = Migration(
        version: 3, name: "purposes, rights, usage, evidence log, probes",
        statements: purposes + rights + erasure + usage + log + probes)

    /// A CHECK cannot be changed in place: the table is made anew.
    private static let purposes: [StaticString] = [
        "ALTER TABLE gate ADD COLUMN instructed INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE gate ADD COLUMN grace_days INTEGER NOT NULL DEFAULT 30",
        "ALTER TABLE person ADD COLUMN closed INTEGER NOT NULL DEFAULT 0",
        """
        CREATE TABLE instruction_3 (
            version INTEGER PRIMARY KEY,
            topic TEXT NOT NULL CHECK (topic IN ('attributes', 'brake', 'experience', 'training', 'grace', 'statistics')),
            content TEXT NOT NULL, given_at INTEGER NOT NULL, given_by TEXT NOT NULL, person BLOB
        )
        """,
        """
        INSERT INTO instruction_3 (version, topic, content, given_at, given_by, person)
            SELECT version, topic, content, given_at, given_by, person FROM instruction
        """,
        "DROP TABLE instruction",
        "ALTER TABLE instruction_3 RENAME TO instruction",
        """
        CREATE TABLE restriction (
            id BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL REFERENCES person (id),
            kind TEXT NOT NULL CHECK (kind IN ('restriction', 'objection')), purpose TEXT,
            keeps_sign_in INTEGER NOT NULL CHECK (keeps_sign_in IN (0, 1)), reason BLOB, request BLOB,
            begun_at INTEGER NOT NULL, confirmed_at INTEGER, ended_at INTEGER,
            CHECK ((kind = 'objection') = (purpose IS NOT NULL))
        )
        """,
        "CREATE INDEX restriction_person ON restriction (person)",
        """
        CREATE TABLE receipt (
            day INTEGER NOT NULL, purpose TEXT NOT NULL, opened INTEGER NOT NULL, refused INTEGER NOT NULL,
            PRIMARY KEY (day, purpose)
        )
        """,
        """
        CREATE TABLE sighting (
            person BLOB NOT NULL REFERENCES person (id), evidence BLOB NOT NULL, PRIMARY KEY (person, evidence)
        )
        """,
    ]

    private static let rights: [StaticString] = [
        """
        CREATE TABLE rights_request (
            id BLOB PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, person BLOB,
            kind TEXT NOT NULL CHECK (kind IN ('access', 'portability', 'rectification', 'erasure', 'restriction',
                'objection')),
            state TEXT NOT NULL CHECK (state IN ('received', 'identified', 'approved', 'doing', 'done', 'refused',
                'withdrawn')),
            origin TEXT NOT NULL CHECK (origin IN ('person', 'officer', 'command', 'program')), content BLOB,
            received_at INTEGER NOT NULL, due_at INTEGER NOT NULL, extended_at INTEGER, ended_at INTEGER
        )
        """,
        "CREATE INDEX rights_request_person ON rights_request (person) WHERE person IS NOT NULL",
        "CREATE INDEX rights_request_open ON rights_request (due_at) WHERE ended_at IS NULL",
        """
        CREATE TABLE rights_step (
            request BLOB NOT NULL REFERENCES rights_request (id), seq INTEGER NOT NULL, at INTEGER NOT NULL,
            step TEXT NOT NULL, actor_kind TEXT NOT NULL, actor BLOB, note BLOB, evidence BLOB,
            PRIMARY KEY (request, seq)
        )
        """,
        """
        CREATE TABLE export_file (
            id BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL REFERENCES person (id), request BLOB, hash BLOB UNIQUE,
            created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, fetched_at INTEGER, bytes INTEGER NOT NULL
        )
        """,
        "CREATE INDEX export_file_person ON export_file (person)",
        "CREATE INDEX export_file_expires_at ON export_file (expires_at)",
        """
        CREATE TABLE export_part (
            export_file BLOB NOT NULL REFERENCES export_file (id), seq INTEGER NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (export_file, seq)
        )
        """,
    ]

    private static let erasure: [StaticString] = [
        """
        CREATE TABLE erasure (
            id BLOB PRIMARY KEY NOT NULL, request BLOB, person BLOB NOT NULL, key_id BLOB NOT NULL,
            cause TEXT NOT NULL CHECK (cause IN ('request', 'grace', 'ledger')),
            state TEXT NOT NULL CHECK (state IN ('marked', 'entered', 'destroyed', 'removed', 'effective', 'complete')),
            begun_at INTEGER NOT NULL, effective_at INTEGER, complete_at INTEGER, residual_until INTEGER,
            entry INTEGER, remains BLOB, certificate BLOB
        )
        """,
        "CREATE INDEX erasure_state ON erasure (state) WHERE state <> 'complete'",
        "CREATE UNIQUE INDEX erasure_person ON erasure (person)",
        "CREATE INDEX erasure_request ON erasure (request) WHERE request IS NOT NULL",
        """
        CREATE TABLE suppression (
            mark BLOB NOT NULL, erasure BLOB NOT NULL REFERENCES erasure (id), until INTEGER NOT NULL,
            PRIMARY KEY (mark, erasure)
        )
        """,
        "CREATE INDEX suppression_until ON suppression (until)",
        """
        CREATE TABLE legal_hold (
            id BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL, key_id BLOB NOT NULL UNIQUE, fields TEXT NOT NULL,
            purpose TEXT NOT NULL, reason BLOB NOT NULL, begun_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
            ended_at INTEGER, content BLOB
        )
        """,
        "CREATE INDEX legal_hold_person ON legal_hold (person)",
        "CREATE INDEX legal_hold_ends_at ON legal_hold (ends_at) WHERE ended_at IS NULL",
    ]

    private static let usage: [StaticString] = [
        """
        CREATE TABLE usage (
            id BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL REFERENCES person (id), feature TEXT NOT NULL,
            at INTEGER NOT NULL
        )
        """,
        "CREATE INDEX usage_person ON usage (person, id)",
        "CREATE INDEX usage_at ON usage (at)",
        """
        CREATE TABLE statistic_block (
            week INTEGER PRIMARY KEY, published_at INTEGER NOT NULL, groups TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE statistic_cell (
            block INTEGER NOT NULL REFERENCES statistic_block (week), week INTEGER NOT NULL, staff_group BLOB NOT NULL,
            feature TEXT NOT NULL, people INTEGER, times INTEGER, PRIMARY KEY (block, week, staff_group, feature)
        )
        """,
    ]

    /// Positions are given as events are written; those of earlier versions follow the order of their ids.
    private static let log: [StaticString] = [
        """
        CREATE TABLE evidence_3 (
            id BLOB PRIMARY KEY NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL, deed TEXT NOT NULL,
            actor_kind TEXT NOT NULL, actor BLOB, subject BLOB, detail BLOB, commitment BLOB NOT NULL
        )
        """,
        """
        INSERT INTO evidence_3 (id, position, at, deed, actor_kind, actor, subject, detail, commitment)
            SELECT id, row_number() OVER (ORDER BY id) - 1, at, deed, actor_kind, actor, subject, detail, commitment
            FROM evidence
        """,
        "DROP TABLE evidence",
        "ALTER TABLE evidence_3 RENAME TO evidence",
        "CREATE UNIQUE INDEX evidence_position ON evidence (position)",
        """
        CREATE INDEX evidence_notice ON evidence (at) WHERE deed IN ('operator.access', 'changes.escalated')
        """,
        "CREATE INDEX evidence_subject ON evidence (subject) WHERE subject IS NOT NULL",
        // What one person did, for the copy of their data.
        "CREATE INDEX evidence_person ON evidence (actor, id) WHERE actor_kind = 'person'",
        // Who was seen goes after a year.
        """
        CREATE INDEX evidence_seen ON evidence (at)
        WHERE detail IS NOT NULL AND deed IN ('person.seen', 'staff.seen', 'staff.read')
        """,
        """
        CREATE TABLE evidence_tile (
            level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, number)
        )
        """,
        """
        CREATE TABLE checkpoint (
            size INTEGER PRIMARY KEY, root BLOB NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL
        )
        """,
    ]

    private static let probes: [StaticString] = [
        """
        CREATE TABLE probe_run (
            promise TEXT NOT NULL, at INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('kept', 'broken', 'not-checked')), measured TEXT NOT NULL,
            PRIMARY KEY (promise, at)
        )
        """
    ]
}

extension PlatformSchema {
    static let privacy3 = Migration(
        version: 3, name: "probes, backups, audits, registers, returning data",
        statements: probes + backups + audits + returning + registers)

    private static let probes: [StaticString] = [
        """
        CREATE TABLE probe_run (
            promise TEXT NOT NULL, at INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('kept', 'broken', 'not-checked')), measured TEXT NOT NULL,
            PRIMARY KEY (promise, at)
        )
        """
    ]

    private static let backups: [StaticString] = [
        """
        CREATE TABLE backup (
            id BLOB PRIMARY KEY NOT NULL, at INTEGER NOT NULL, finished_at INTEGER, expires_at INTEGER NOT NULL,
            folder TEXT NOT NULL, root BLOB NOT NULL, organizations INTEGER NOT NULL, bytes INTEGER NOT NULL,
            verified_at INTEGER, removed_at INTEGER
        )
        """
    ]

    private static let audits: [StaticString] = [
        """
        CREATE TABLE audit_run (
            id BLOB PRIMARY KEY NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL, passed INTEGER NOT NULL,
            failed INTEGER NOT NULL, warned INTEGER NOT NULL, not_checked INTEGER NOT NULL, waived INTEGER NOT NULL,
            content BLOB NOT NULL
        )
        """,
        "CREATE INDEX audit_run_at ON audit_run (at)",
    ]

    /// The end of a contract: data is returned, then its key is destroyed.
    private static let returning: [StaticString] = [
        "ALTER TABLE organization ADD COLUMN retrieve_until INTEGER",
        "ALTER TABLE organization ADD COLUMN destroyed_at INTEGER",
        "ALTER TABLE organization ADD COLUMN certificate BLOB",
    ]
}
