internal import Storage

/// A group that statistics could be published over.
package struct StatisticGroup: Sendable, Concealed {
    package let id: UUIDValue
    package let name: String
    package let members: Int64
}

extension Reading {
    /// The groups over which statistics are published by the newest instruction, in its order; empty without one.
    package func statisticGroups(_ permit: Permit<InstructPurposes>) throws -> [UUIDValue] {
        try accept(permit)
        return try instructedGroups()
    }

    /// Groups that are large enough for a figure to be seen, by size; at most 200.
    package func possibleStatisticGroups(_ permit: Permit<InstructPurposes>) throws -> [StatisticGroup] {
        try accept(permit)
        return try db.all(StatisticSQL.groups, [.integer(Int64(Cube.k)), .integer(200)]) { row in
            guard let id = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
            return StatisticGroup(
                id: id, name: try groupDraft(id, row.blob(1)).displayName, members: row.integer(2))
        }
    }

    func instructedGroups() throws -> [UUIDValue] {
        Instruction.groups(in: try db.first(StatisticSQL.newestInstruction, []) { $0.text(0) } ?? "")
    }

}

extension Instruction {
    /// The groups that the content of an instruction on statistics names.
    static func groups(in content: String) -> [UUIDValue] {
        content.utf8.split(separator: UInt8(ascii: ",")).compactMap { UUIDValue(Substring($0)) }
    }

    /// The groups that it names, in its order; empty for other topics.
    package var groups: [UUIDValue] { topic == .statistics ? Self.groups(in: content) : [] }
}

extension Writing {
    /// As many groups as one partition has.
    package static let statisticGroupsMax = 50

    /// Records over which groups statistics of use are published; none ends it.
    ///
    /// Someone in several of them counts in the first, in this order. What is counted of a block of four weeks is fixed
    /// by the instruction that holds when the block ends: nobody chooses groups for figures that are there already.
    /// - Throws: `Failure.invalid("group")` for what is no group here, twice the same or too many;
    ///   `.conflict(.state)` where feature use is not recorded.
    /// - Returns: the instruction's version.
    @discardableResult
    package func instruct(statistics groups: [UUIDValue], _ permit: Permit<InstructPurposes>) throws -> Int64 {
        try accept(permit)
        guard groups.count <= Self.statisticGroupsMax, Set(groups).count == groups.count else {
            throw Failure.invalid("group", "Name up to \(Self.statisticGroupsMax) groups, each once.")
        }
        for group in groups where try db.first(StatisticSQL.groupContent, [.blob(group.bytes)], { _ in true }) == nil {
            throw Failure.invalid("group", "A group that was chosen is not here any more; choose again.")
        }
        let instructed = try gate().instructed
        guard groups.isEmpty || instructed.contains(.experience) else {
            throw Failure(
                .conflict(.state),
                "Statistics are made from feature use: instruct that it is recorded first, then choose the groups.")
        }
        return try recordStatistics(groups, by: permit.principal)
    }

    func recordStatistics(_ groups: [UUIDValue], by principal: Principal) throws -> Int64 {
        let version = try record(.statistics, groups.map(\.description).joined(separator: ","), by: principal)
        var instructed = try gate().instructed
        if groups.isEmpty { instructed.remove(.statistics) } else { instructed.insert(.statistics) }
        try db.run(GateSQL.instructUses, [.integer(instructed.rawValue)])
        forgetGate()
        if let due = try nextPublication() { try publicationIsDue(at: due) }
        return version
    }

    /// Sees to it that the job comes by `instant`; each run arranges the next one.
    private func publicationIsDue(at instant: Int64) throws {
        if try db.first(StatisticSQL.publication, [], { _ in true }) == nil {
            try schedule(.statistics, at: instant)
        } else {
            try db.run(StatisticSQL.bringForward, [.integer(instant)])
            workIsDue(at: instant)
        }
    }
}
