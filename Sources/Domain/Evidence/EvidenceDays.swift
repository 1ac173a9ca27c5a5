internal import Storage

extension Reading {
    /// How many events came into the log on each of the last days, the oldest first and today last.
    ///
    /// Counted from the checkpoints, so that the log itself need not be read.
    /// - Parameter offsetMinutes: how far the organization's clock is ahead of UTC now; days are cut by it.
    package func eventsByDay(
        _ count: Int = 30, offsetMinutes: Int, _ permit: Permit<SeeEvidence>
    ) throws -> [Int] {
        try accept(permit)
        let offset = Int64(offsetMinutes) * Clock.minute
        var sizes = try db.all(EvidenceLogSQL.sizesByDay, [.integer(offset)]) { row in
            (day: row.integer(0), size: row.integer(1), checkpoints: row.integer(2))
        }[...]
        var before: Int64 = 0
        // Where older checkpoints were not looked at, the first day's end is where counting begins.
        if sizes.reduce(0, { $0 + $1.checkpoints }) >= 50_000, let first = sizes.popFirst() { before = first.size }
        let today = (now + offset) / Clock.day
        var days = [Int](repeating: 0, count: count)
        for entry in sizes {
            let place = count - 1 - Int(today - entry.day)
            if days.indices.contains(place) { days[place] = Int(entry.size - before) }
            before = entry.size
        }
        return days
    }
}
