internal import Storage

/// What the customer has instructed beyond the service itself, and since when.
package struct InstructedUses: Sendable {
    package let uses: Instructed
    /// The instructions on uses and statistics, the newest first; at most 50.
    package let history: [Instruction]

    /// The instruction that holds on a topic; nil where there is none.
    package func newest(_ topic: Instruction.Topic) -> Instruction? { history.first { $0.topic == topic } }
}

/// How often profiles were opened for a purpose on a day, and how often that was refused.
package struct DayReceipt: Sendable, Equatable {
    package let opened: Int64
    package let refused: Int64

    package init(opened: Int64 = 0, refused: Int64 = 0) {
        self.opened = opened
        self.refused = refused
    }
}

extension Reading {
    package func instructedUses(_ permit: Permit<InstructPurposes>) throws -> InstructedUses {
        try accept(permit)
        return InstructedUses(
            uses: try gate().instructed, history: try db.all(UsesSQL.history, [], Instruction.init(row:)))
    }

    /// Receipts of the last days (UTC), the oldest first, a value for each day; counts that are still in memory are
    /// missing: `Customer.flushTally` writes them.
    package func receipts(
        days: Int, _ permit: Permit<InstructPurposes>
    ) throws -> [PurposeName: [DayReceipt]] {
        try accept(permit)
        let first = now - now % Clock.day - Int64(days - 1) * Clock.day
        let none = Array(repeating: DayReceipt(), count: days)
        var receipts = Dictionary(uniqueKeysWithValues: PurposeName.allCases.map { ($0, none) })
        try db.each(UsesSQL.receipts, [.integer(first)]) { row in
            let place = Int((row.integer(0) - first) / Clock.day)
            guard let purpose = PurposeName(rawValue: row.text(1)), (0..<days).contains(place) else { return }
            receipts[purpose]?[place] = DayReceipt(opened: row.integer(2), refused: row.integer(3))
        }
        return receipts
    }
}

extension Writing {
    /// Records for which uses beyond the service the customer lets data be used: `.experience` and `.training`.
    /// Statistics have an instruction of their own (`instruct(statistics:)`), which ends with that of `.experience`.
    ///
    /// What is withdrawn stops at once; a job deletes what was recorded for it alone.
    /// - Returns: the versions that were recorded: one for each use that was begun or ended.
    @discardableResult
    package func instruct(uses: Instructed, _ permit: Permit<InstructPurposes>) throws -> [Int64] {
        try accept(permit)
        let before = try gate().instructed
        let changed = before.symmetricDifference(uses)
        var versions: [Int64] = []
        for (use, topic) in [(Instructed.experience, Instruction.Topic.experience), (.training, .training)]
        where changed.contains(use) {
            let content = uses.contains(use) ? Instruction.begun : Instruction.ended
            versions.append(try record(topic, content, by: permit.principal))
        }
        let after = uses.intersection([.experience, .training]).union(before.intersection(.statistics))
        try db.run(GateSQL.instructUses, [.integer(after.rawValue)])
        forgetGate()
        if changed.contains(.experience), !uses.contains(.experience) {
            try schedule(.forgetUsage, subject: .first(at: now + 1), at: now)
            if before.contains(.statistics) {
                versions.append(try recordStatistics([], by: permit.principal))
            }
        }
        return versions
    }
}

extension Instruction {
    /// The content of an instruction on a use. Stored: never change one.
    static let begun = "on"
    static let ended = "off"

    /// Whether it lets data be used; for topics whose content says just that.
    package var isBegun: Bool { content.utf8.elementsEqual(Self.begun.utf8) }
}

enum UsesSQL {
    static let history: SQL = """
        SELECT version, topic, content, given_at, given_by, person FROM instruction
        WHERE topic IN ('experience', 'training', 'statistics') ORDER BY version DESC LIMIT 50
        """
    static let receipts: SQL = "SELECT day, purpose, opened, refused FROM receipt WHERE day >= $1 ORDER BY day"
}
