internal import Storage

extension PlatformSchema {
    /// Disclosures, incidents, what customers were told of recipients, the end of contracts. Texts are sealed under the
    /// operator's key.
    static let registers: [StaticString] = recipients + disclosures + incidents + exits

    private static let recipients: [StaticString] = [
        "ALTER TABLE recipient ADD COLUMN announced_at INTEGER",
        "ALTER TABLE recipient ADD COLUMN effective_at INTEGER",
        "ALTER TABLE recipient ADD COLUMN service TEXT",
        "ALTER TABLE recipient ADD COLUMN place TEXT",
        """
        CREATE TABLE recipient_notice (
            recipient BLOB NOT NULL REFERENCES recipient (id), organization BLOB NOT NULL, told_at INTEGER NOT NULL,
            objected_at INTEGER, acknowledged_at INTEGER, reason BLOB, PRIMARY KEY (recipient, organization)
        )
        """,
    ]

    private static let disclosures: [StaticString] = [
        """
        CREATE TABLE disclosure (
            id BLOB PRIMARY KEY NOT NULL, organization BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('drafted', 'refused', 'made')), content BLOB NOT NULL,
            secret_until INTEGER, drafted_at INTEGER NOT NULL, drafted_by BLOB NOT NULL, ended_at INTEGER,
            ended_by BLOB, hash BLOB, told_at INTEGER
        )
        """,
        """
        CREATE TABLE disclosure_approval (
            disclosure BLOB NOT NULL REFERENCES disclosure (id), natural_person BLOB NOT NULL, person BLOB NOT NULL,
            at INTEGER NOT NULL, PRIMARY KEY (disclosure, natural_person)
        )
        """,
    ]

    private static let incidents: [StaticString] = [
        """
        CREATE TABLE incident (
            id BLOB PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, content BLOB NOT NULL,
            aware_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, closed_at INTEGER
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
            incident BLOB NOT NULL REFERENCES incident (id), organization BLOB NOT NULL, named_at INTEGER NOT NULL,
            told_at INTEGER, told_phase INTEGER NOT NULL, acknowledged_at INTEGER, acknowledged_phase INTEGER,
            PRIMARY KEY (incident, organization)
        )
        """,
    ]

    /// `closes_at`: the end of the transition; `destroying_at`: from then on nobody opens the organization's database.
    private static let exits: [StaticString] = [
        "ALTER TABLE organization ADD COLUMN closes_at INTEGER",
        "ALTER TABLE organization ADD COLUMN destroying_at INTEGER",
        """
        CREATE TABLE organization_deletion (
            organization BLOB NOT NULL REFERENCES organization (id), natural_person BLOB NOT NULL,
            side TEXT NOT NULL CHECK (side IN ('organization', 'operator')), person BLOB NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (organization, natural_person)
        )
        """,
    ]
}
