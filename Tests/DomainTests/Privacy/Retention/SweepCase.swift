import Storage
import Testing

@testable import Domain

/// Rows of one kind, made so that their clock shows a given instant.
struct SweepCase: Sendable {
    let swept: Swept
    let insert: @Sendable (Writing, _ person: UUIDValue, _ clock: Int64) throws -> Void
    /// How many of them are left as they were.
    let count: SQL
    let clear: SQL

    private static func id() -> Value { .blob(UUIDValue.random().bytes) }

    private static func connection(_ tx: Writing) throws -> Value {
        .blob(try #require(try tx.db.first("SELECT id FROM connection LIMIT 1") { $0.blob(0) }))
    }

    private static func insertRequest(_ tx: Writing, _ id: Value, endedAt: Int64) throws {
        try tx.db.run(
            """
            INSERT INTO rights_request (id, number, kind, state, origin, received_at, due_at, ended_at)
            VALUES ($1, $2, 'access', 'done', 'person', 0, 0, $3)
            """, [id, .text("R-\(endedAt)"), .integer(endedAt)])
    }

    static let all: [SweepCase] = [
        SweepCase(
            swept: .usage,
            insert: { tx, person, clock in
                try tx.db.run(
                    "INSERT INTO usage (id, person, feature, at) VALUES ($1, $2, 'overview', $3)",
                    [id(), .blob(person.bytes), .integer(clock)])
            }, count: "SELECT count(*) FROM usage", clear: "DELETE FROM usage"),
        SweepCase(
            swept: .receipts,
            insert: { tx, _, clock in
                try tx.db.run(
                    "INSERT INTO receipt (day, purpose, opened, refused) VALUES ($1, 'legal', 1, 0)",
                    [.integer(clock)])
            }, count: "SELECT count(*) FROM receipt WHERE purpose = 'legal'", clear: "DELETE FROM receipt"),
        SweepCase(
            swept: .requests,
            insert: { tx, _, clock in try insertRequest(tx, id(), endedAt: clock) },
            count: "SELECT count(*) FROM rights_request", clear: "DELETE FROM rights_request"),
        SweepCase(
            swept: .requestSteps,
            insert: { tx, _, clock in
                let request = id()
                try insertRequest(tx, request, endedAt: clock)
                try tx.db.run(
                    """
                    INSERT INTO rights_step (request, seq, at, step, actor_kind)
                    VALUES ($1, 0, 0, 'received', 'person')
                    """, [request])
            }, count: "SELECT count(*) FROM rights_step", clear: "DELETE FROM rights_step"),
        SweepCase(
            swept: .mail,
            insert: { tx, person, clock in
                try tx.db.run(
                    """
                    INSERT INTO mail (id, person, kind, state, created_at, due_at, expires_at, lease_until, attempts,
                        ended_at)
                    VALUES ($1, $2, 'changes-escalated', 'sent', 0, 0, 0, 0, 1, $3)
                    """, [id(), .blob(person.bytes), .integer(clock)])
            }, count: "SELECT count(*) FROM mail", clear: "DELETE FROM mail"),
        SweepCase(
            swept: .mailContents,
            insert: { tx, person, clock in
                try tx.db.run(
                    """
                    INSERT INTO mail (id, person, kind, state, created_at, due_at, expires_at, lease_until, attempts,
                        content)
                    VALUES ($1, $2, 'changes-escalated', 'queued', 0, 0, $3, 0, 1, $1)
                    """, [id(), .blob(person.bytes), .integer(clock)])
            }, count: "SELECT count(*) FROM mail WHERE content IS NOT NULL", clear: "DELETE FROM mail"),
        SweepCase(
            swept: .suppressions,
            insert: { tx, _, clock in
                let erasure = id()
                try tx.db.run(
                    """
                    INSERT INTO erasure (id, person, key_id, cause, state, begun_at)
                    VALUES ($1, $1, $1, 'grace', 'complete', 0)
                    """, [erasure])
                try tx.db.run(
                    "INSERT INTO suppression (mark, erasure, until) VALUES ($1, $1, $2)", [erasure, .integer(clock)])
            }, count: "SELECT count(*) FROM suppression", clear: "DELETE FROM suppression"),
        SweepCase(
            swept: .probes,
            insert: { tx, _, clock in
                try tx.db.run(
                    "INSERT INTO probe_run (promise, at, outcome, measured) VALUES ('S1', $1, 'kept', '')",
                    [.integer(clock)])
            }, count: "SELECT count(*) FROM probe_run", clear: "DELETE FROM probe_run"),
        SweepCase(
            swept: .arrivals,
            insert: { tx, _, clock in
                try tx.db.run(
                    """
                    INSERT INTO arrival (connection, hour, created, changed, departed, reads, refused)
                    VALUES ($1, $2, 1, 0, 0, 0, 0)
                    """, [try connection(tx), .integer(clock)])
            }, count: "SELECT count(*) FROM arrival", clear: "DELETE FROM arrival"),
        SweepCase(
            swept: .droppedNames,
            insert: { tx, _, clock in
                try tx.db.run(
                    """
                    INSERT INTO dropped_attribute (connection, month, name_index, name, times, last_at)
                    VALUES ($1, '2026-01', $2, $2, 1, $3)
                    """, [try connection(tx), id(), .integer(clock)])
            }, count: "SELECT count(*) FROM dropped_attribute", clear: "DELETE FROM dropped_attribute"),
        SweepCase(
            swept: .proposals,
            insert: { tx, _, clock in
                let changeSet = id()
                try tx.db.run(
                    """
                    INSERT INTO change_set (id, connection, state, created_at, joiners, movers, leavers, unchanged,
                        kept_out, refused, applied)
                    VALUES ($1, $2, 'proposed', $3, 0, 0, 0, 0, 0, 0, 0)
                    """, [changeSet, try connection(tx), .integer(clock)])
                try tx.db.run(
                    "INSERT INTO change_chunk (change_set, seq, content) VALUES ($1, 0, $1)", [changeSet])
            }, count: "SELECT count(*) FROM change_chunk", clear: "DELETE FROM change_chunk"),
        SweepCase(
            swept: .copies,
            insert: { tx, person, clock in
                try tx.db.run(
                    "INSERT INTO export_file (id, person, created_at, expires_at, bytes) VALUES ($1, $2, 0, $3, 1)",
                    [id(), .blob(person.bytes), .integer(clock)])
            }, count: "SELECT count(*) FROM export_file", clear: "DELETE FROM export_file"),
    ]
}
