internal import Storage

/// What the next sweep would remove, kind by kind: shown before it happens.
package struct SweepPreview: Sendable {
    package struct Line: Sendable {
        package let swept: Swept
        /// The table that the rows are in, and the column where only its value goes.
        package let table: String
        package let column: String?
        /// How long they stay after their clock, milliseconds; zero where each row names its own end.
        package let length: Int64
        /// Rows whose time has come by the date.
        package let count: Int64
        /// When the first of those had served, milliseconds UTC.
        package let oldest: Int64?
        /// When the next one goes, milliseconds UTC; nil where there is none.
        package let next: Int64?
    }

    /// Milliseconds UTC.
    package let date: Int64
    package let lines: [Line]
    /// When the next sweep comes.
    package let nextSweep: Int64
    package let graceDays: Int64
}

extension Reading {
    /// What a sweep at an instant would remove of what is stored now.
    /// - Parameter date: milliseconds UTC; nil for now.
    package func sweepPreview(at date: Int64? = nil, _ permit: Permit<SeeTrust>) throws -> SweepPreview {
        try accept(permit)
        let date = max(date ?? now, now)
        var lines = try Sweep.timedOfCustomers.map { timed in
            let statements = timed.sweep.statements
            return try line(
                timed.sweep.swept, in: timed.sweep.table, column: timed.sweep.column, length: timed.length, by: date,
                due: statements.due, first: statements.first)
        }
        let gate = try gate()
        lines.append(
            try line(
                .leavers, in: "person", column: nil, length: 0, by: date, due: RetentionSQL.dueLeavers,
                first: RetentionSQL.firstLeaver))
        return SweepPreview(date: date, lines: lines, nextSweep: try scheduledSweep(), graceDays: gate.graceDays)
    }

    private func line(
        _ swept: Swept, in table: String, column: String?, length: Int64, by date: Int64, due: SQL, first: SQL
    ) throws -> SweepPreview.Line {
        let counted = try db.first(due, [.integer(date - length)]) { ($0.integer(0), $0.optionalInteger(1)) }
        let next = try db.first(first) { $0.optionalInteger(0) } ?? nil
        return SweepPreview.Line(
            swept: swept, table: table, column: column, length: length, count: counted?.0 ?? 0,
            oldest: (counted?.1).map { $0 + length }, next: next.map { $0 + length })
    }

    private func scheduledSweep() throws -> Int64 {
        let scheduled = try db.first(JobSQL.nextSweep) { $0.optionalInteger(0) } ?? nil
        return try scheduled ?? nextSweep()
    }
}
