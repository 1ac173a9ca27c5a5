internal import Storage

/// Version 2 of the customer's database: how people sign in, what they may, and what goes out to them.
extension CustomerSchema {
    static let access2 = Migration(
        version: 2, name: "signing in, roles, mail, visits, integrations",
        statements: roles + logins + factors + providers + mail + visits + integrations)

    /// A CHECK cannot be changed in place: the table is made anew.
    private static let roles: [StaticString] = [
        """
        CREATE TABLE role_2 (
            person BLOB NOT NULL REFERENCES person (id),
            role TEXT NOT NULL
                CHECK (role IN ('administrator', 'privacy-officer', 'billing-contact', 'manager', 'learner', 'operator',
                    'operator-support', 'operator-auditor')),
            given_at INTEGER NOT NULL, PRIMARY KEY (person, role)
        )
        """,
        "INSERT INTO role_2 (person, role, given_at) SELECT person, role, given_at FROM role",
        "DROP TABLE role",
        "ALTER TABLE role_2 RENAME TO role",
        "CREATE INDEX role_role ON role (role)",
        """
        CREATE TABLE group_role (
            staff_group BLOB NOT NULL REFERENCES staff_group (id),
            role TEXT NOT NULL
                CHECK (role IN ('administrator', 'privacy-officer', 'billing-contact', 'operator', 'operator-support',
                    'operator-auditor')),
            given_at INTEGER NOT NULL, PRIMARY KEY (staff_group, role)
        )
        """,
        """
        CREATE TABLE managed_group (
            person BLOB NOT NULL REFERENCES person (id), staff_group BLOB NOT NULL REFERENCES staff_group (id),
            given_at INTEGER NOT NULL, PRIMARY KEY (person, staff_group)
        )
        """,
        "CREATE INDEX managed_group_staff_group ON managed_group (staff_group)",
    ]

    /// Logins are short-lived: those of version 1 end, and their owners sign in again.
    private static let logins: [StaticString] = [
        "ALTER TABLE sign_in_link ADD COLUMN channel TEXT NOT NULL DEFAULT 'command'",
        "ALTER TABLE sign_in_link ADD COLUMN browser BLOB",
        "CREATE INDEX sign_in_link_person ON sign_in_link (person, created_at)",
        "DROP TABLE login",
        """
        CREATE TABLE login (
            id BLOB PRIMARY KEY NOT NULL, hash BLOB NOT NULL UNIQUE, person BLOB REFERENCES person (id), visit BLOB,
            method TEXT NOT NULL CHECK (method IN ('link', 'mail', 'sso', 'visit')),
            assured INTEGER NOT NULL CHECK (assured IN (0, 1)), created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
            proved_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, family TEXT NOT NULL, platform TEXT NOT NULL,
            CHECK ((person IS NULL) <> (visit IS NULL))
        )
        """,
        "CREATE INDEX login_person ON login (person) WHERE person IS NOT NULL",
        "CREATE INDEX login_visit ON login (visit) WHERE visit IS NOT NULL",
        "CREATE INDEX login_expires_at ON login (expires_at)",
    ]

    private static let factors: [StaticString] = [
        """
        CREATE TABLE factor (
            person BLOB NOT NULL REFERENCES person (id), kind TEXT NOT NULL CHECK (kind IN ('totp')),
            secret BLOB, confirmed_at INTEGER, used_step INTEGER, draft BLOB, drafted_at INTEGER,
            failures INTEGER NOT NULL, locked_until INTEGER NOT NULL, PRIMARY KEY (person, kind)
        )
        """,
        """
        CREATE TABLE recovery_code (
            hash BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL REFERENCES person (id), created_at INTEGER NOT NULL,
            used_at INTEGER
        )
        """,
        "CREATE INDEX recovery_code_person ON recovery_code (person)",
    ]

    private static let providers: [StaticString] = [
        """
        CREATE TABLE sign_in_provider (
            id BLOB PRIMARY KEY NOT NULL, issuer TEXT NOT NULL, client_id TEXT NOT NULL, client_secret BLOB,
            claim TEXT NOT NULL,
            attribute TEXT NOT NULL CHECK (attribute IN ('userName', 'workEmail', 'externalId')), acr TEXT,
            origins TEXT NOT NULL, is_only INTEGER NOT NULL CHECK (is_only IN (0, 1)), created_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE identity (
            subject BLOB PRIMARY KEY NOT NULL, provider BLOB NOT NULL REFERENCES sign_in_provider (id),
            person BLOB NOT NULL REFERENCES person (id), bound_at INTEGER NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX identity_person ON identity (provider, person)",
    ]

    private static let mail: [StaticString] = [
        """
        CREATE TABLE mail (
            id BLOB PRIMARY KEY NOT NULL, person BLOB REFERENCES person (id), kind TEXT NOT NULL, content BLOB,
            state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'dropped')),
            created_at INTEGER NOT NULL, due_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            lease_until INTEGER NOT NULL, attempts INTEGER NOT NULL, reply BLOB, ended_at INTEGER
        )
        """,
        "CREATE INDEX mail_due_at ON mail (due_at) WHERE state = 'queued'",
        "CREATE INDEX mail_ended_at ON mail (ended_at) WHERE ended_at IS NOT NULL",
        "CREATE INDEX mail_person ON mail (person) WHERE person IS NOT NULL",
    ]

    private static let visits: [StaticString] = [
        """
        CREATE TABLE visit (
            id BLOB PRIMARY KEY NOT NULL, operator BLOB NOT NULL, reason BLOB NOT NULL, opened_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL, ended_at INTEGER, ended_by TEXT CHECK (ended_by IN ('operator', 'organization'))
        )
        """,
        "CREATE INDEX visit_opened_at ON visit (opened_at)",
    ]

    private static let integrations: [StaticString] = [
        """
        CREATE TABLE integration (
            id BLOB PRIMARY KEY NOT NULL, name BLOB NOT NULL, scopes TEXT NOT NULL, prefix TEXT NOT NULL,
            hash BLOB NOT NULL UNIQUE, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
            revoked_at INTEGER, created_by BLOB NOT NULL
        )
        """
    ]
}

extension PlatformSchema {
    /// A domain belongs to one organization once it is verified; what is only named can be named by many.
    static let domains2 = Migration(
        version: 2, name: "domains, recipients, mail of the operator",
        statements: [
            "ALTER TABLE organization_domain ADD COLUMN challenge TEXT",
            "ALTER TABLE organization_domain ADD COLUMN named_at INTEGER",
            "ALTER TABLE organization_domain ADD COLUMN method TEXT",
            // Until now the operator alone named domains, as it created organizations; where two have the same, nobody
            // has it until one proves it.
            """
            UPDATE organization_domain SET method = 'operator',
                verified_at = (SELECT o.created_at FROM organization o WHERE o.id = organization_domain.organization)
            WHERE name IN (SELECT name FROM organization_domain GROUP BY name HAVING count(*) = 1)
            """,
            """
            CREATE UNIQUE INDEX organization_domain_verified ON organization_domain (name) WHERE verified_at IS NOT NULL
            """,
            """
            CREATE TABLE recipient (
                id BLOB PRIMARY KEY NOT NULL, organization BLOB, kind TEXT NOT NULL
                    CHECK (kind IN ('sub-processor', 'customer-system', 'operator-infrastructure')),
                name TEXT NOT NULL, origins TEXT NOT NULL, purposes TEXT NOT NULL, created_at INTEGER NOT NULL,
                ended_at INTEGER
            )
            """,
            "CREATE INDEX recipient_organization ON recipient (organization) WHERE organization IS NOT NULL",
            """
            CREATE TABLE contact (
                recipient BLOB NOT NULL REFERENCES recipient (id), hour INTEGER NOT NULL, purpose TEXT NOT NULL,
                done INTEGER NOT NULL, failed INTEGER NOT NULL, blocked INTEGER NOT NULL,
                PRIMARY KEY (recipient, hour, purpose)
            )
            """,
        ])
}
