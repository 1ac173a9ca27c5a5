internal import Storage

enum EvidenceSQL {
    static let insert: SQL = """
        INSERT INTO evidence (id, position, at, deed, actor_kind, actor, subject, detail, commitment)
        VALUES ($1, (SELECT coalesce(max(position), -1) + 1 FROM evidence), $2, $3, $4, $5, $6, $7, $8)
        """
    static let insertSighting: SQL = "INSERT INTO sighting (person, evidence) VALUES ($1, $2)"
    static let ofSubject: SQL = """
        SELECT id, at, deed, actor_kind, actor, detail FROM evidence WHERE subject = $1 ORDER BY at DESC, id DESC LIMIT $2
        """
    /// The condition on `deed` is that of the index.
    static let notices: SQL = """
        SELECT id, at, deed, detail FROM evidence
        WHERE at > $1 AND deed IN ('operator.access', 'changes.escalated') ORDER BY at DESC LIMIT 5
        """
}
