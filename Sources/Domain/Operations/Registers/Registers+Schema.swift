internal import Storage

extension PlatformSchema {
    /// Disclosures, incidents, and what customers were told of recipients. Texts are sealed under the operator's key.
    static let registers: [StaticString] = [
        "ALTER TABLE recipient ADD COLUMN announced_at INTEGER",
        "ALTER TABLE recipient ADD COLUMN effective_at INTEGER",
        """
        CREATE TABLE recipient_notice (
            recipient BLOB NOT NULL REFERENCES recipient (id), organization BLOB NOT NULL, told_at INTEGER NOT NULL,
            objected_at INTEGER, acknowledged_at INTEGER, PRIMARY KEY (recipient, organization)
        )
        """,
        """
        CREATE TABLE disclosure (
            id BLOB PRIMARY KEY NOT NULL, organization BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('drafted', 'approved', 'refused', 'made')), content BLOB NOT NULL,
            is_secret INTEGER NOT NULL CHECK (is_secret IN (0, 1)), drafted_at INTEGER NOT NULL, drafted_by BLOB NOT NULL,
            told_at INTEGER, made_at INTEGER
        )
        """,
        """
        CREATE TABLE disclosure_approval (
            disclosure BLOB NOT NULL REFERENCES disclosure (id), person BLOB NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (disclosure, person)
        )
        """,
        """
        CREATE TABLE incident (
            id BLOB PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, content BLOB NOT NULL,
            aware_at INTEGER NOT NULL, closed_at INTEGER
        )
        """,
        """
        CREATE TABLE incident_phase (
            incident BLOB NOT NULL REFERENCES incident (id), seq INTEGER NOT NULL, at INTEGER NOT NULL,
            content BLOB NOT NULL, PRIMARY KEY (incident, seq)
        )
        """,
        """
        CREATE TABLE incident_organization (
            incident BLOB NOT NULL REFERENCES incident (id), organization BLOB NOT NULL, told_at INTEGER,
            told_phase INTEGER NOT NULL, acknowledged_at INTEGER, PRIMARY KEY (incident, organization)
        )
        """,
    ]
}
