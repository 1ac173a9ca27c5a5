internal import Storage

enum EvidenceLogSQL {
    /// The events whose positions are from `$1` up to, not including, `$2`.
    static let leaves: SQL = """
        SELECT position, id, at, deed, actor_kind, actor, subject, commitment
        FROM evidence WHERE position >= $1 AND position < $2 ORDER BY position
        """
    static let leavesAndDetails: SQL = """
        SELECT position, id, at, deed, actor_kind, actor, subject, commitment, detail
        FROM evidence WHERE position >= $1 AND position < $2 ORDER BY position
        """
    static let leaf: SQL = """
        SELECT position, id, at, deed, actor_kind, actor, subject, commitment FROM evidence WHERE id = $1
        """
    static let nextPosition: SQL = "SELECT coalesce(max(position), -1) + 1 FROM evidence"
    static let people: SQL = "SELECT id, key_id FROM person"

    static let lastTile: SQL = """
        SELECT number, hashes FROM evidence_tile WHERE level = 0 ORDER BY number DESC LIMIT 1
        """
    static let tile: SQL = "SELECT hashes FROM evidence_tile WHERE level = $1 AND number = $2"
    /// The tiles of leaves from number `$1` up to, not including, `$2`.
    static let leafTiles: SQL = """
        SELECT number, hashes FROM evidence_tile WHERE level = 0 AND number >= $1 AND number < $2
        """
    static let storeTile: SQL = """
        INSERT INTO evidence_tile (level, number, hashes) VALUES ($1, $2, $3)
        ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
        """

    static let insertCheckpoint: SQL = "INSERT INTO checkpoint (size, root, at, note) VALUES ($1, $2, $3, $4)"
    static let newestCheckpoint: SQL = "SELECT size, root, at, note FROM checkpoint ORDER BY size DESC LIMIT 1"
    static let checkpoints: SQL = """
        SELECT size, root, at, note FROM checkpoint WHERE size < $1 ORDER BY size DESC LIMIT $2
        """
    /// Of each local day (`$1`: the zone's offset in milliseconds) the size at its end and how many checkpoints it has, as
    /// far as the newest checkpoints reach: there is at most one a minute.
    static let sizesByDay: SQL = """
        SELECT day, max(size), count(*) FROM
            (SELECT (at + $1) / 86400000 AS day, size FROM checkpoint ORDER BY size DESC LIMIT 50000) AS newest
        GROUP BY day ORDER BY day
        """
    /// The checkpoints above size `$1`, up to and with `$2`.
    static let checkpointsBetween: SQL = """
        SELECT size, root, at, note FROM checkpoint WHERE size > $1 AND size <= $2 ORDER BY size
        """
}
