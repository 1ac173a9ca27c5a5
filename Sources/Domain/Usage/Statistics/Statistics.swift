internal import Storage

/// The published statistics of use, as a page shows them: one block of four weeks, and which others there are.
package struct Statistics: Sendable {
    /// The least number of people that a figure stands for.
    package static let leastPeople = Cube.k

    package struct Figure: Sendable, Equatable {
        package let people: Int
        /// On how many days, added up over the people.
        package let days: Int
    }

    package struct Row: Sendable {
        package let feature: Feature
        /// A group's figures for the four weeks; nil for what is withheld.
        package let figures: [[Figure?]]
    }

    package struct Published: Sendable {
        package let block: StatisticBlock
        /// Milliseconds UTC.
        package let publishedAt: Int64
        /// The names of the groups, in the order of the figures; nil for one that is gone.
        package let groups: [Personal<String>?]
        package let rows: [Row]
    }

    /// Whether the organization has instructed that statistics are published.
    package let isInstructed: Bool
    /// When the next block will be there, milliseconds UTC; nil where none will be.
    package let nextAt: Int64?
    /// The newest first; at most 200.
    package let blocks: [StatisticBlock]
    /// The block that was asked for, else the newest; nil where nothing is published yet.
    package let published: Published?
}

extension Reading {
    /// The published statistics. They are about nobody: each figure stands for ten people or more.
    /// - Parameter week: the number of a block's first week; nil for the newest block.
    /// - Throws: `Failure.notFound` for a block that is not published.
    package func statistics(of week: Int64?, _ permit: Permit<SeeStatistics>) throws -> Statistics {
        try accept(permit)
        let stored = try db.all(StatisticSQL.blocks, [], StoredBlock.init)
        let chosen = week == nil ? stored.first : stored.first { $0.week == week }
        if week != nil, chosen == nil {
            throw Failure.notFound("No statistics are published for these weeks.")
        }
        return Statistics(
            isInstructed: try gate().instructed.isSuperset(of: [.statistics, .experience]),
            nextAt: try nextPublication(), blocks: stored.map(\.block), published: try chosen.map { try published($0) })
    }

    private struct StoredBlock {
        let week: Int64
        let publishedAt: Int64
        let groups: [UUIDValue]

        var block: StatisticBlock { StatisticBlock(of: ISOWeek(number: week)) }

        init(_ row: any Row) {
            week = row.integer(0)
            publishedAt = row.integer(1)
            groups = Instruction.groups(in: row.text(2))
        }
    }

    private func published(_ stored: StoredBlock) throws -> Statistics.Published {
        let weeks = stored.block.weeks
        let empty = Array(
            repeating: Array(repeating: Statistics.Figure?.none, count: weeks.count), count: stored.groups.count)
        var figures: [Feature: [[Statistics.Figure?]]] = [:]
        try db.each(StatisticSQL.cells, [.integer(stored.week)]) { row in
            guard let id = UUIDValue(bytes: row.blob(1)), let group = stored.groups.firstIndex(of: id),
                let week = weeks.firstIndex(of: ISOWeek(number: row.integer(0))),
                let feature = Feature(rawValue: row.text(2))
            else { return }
            var cells = figures[feature] ?? empty
            if let people = row.optionalInteger(3), let days = row.optionalInteger(4) {
                cells[group][week] = Statistics.Figure(people: Int(people), days: Int(days))
            }
            figures[feature] = cells
        }
        return Statistics.Published(
            block: stored.block, publishedAt: stored.publishedAt, groups: try stored.groups.map { try groupName($0) },
            rows: Feature.allCases.compactMap { feature in
                figures[feature].map { Statistics.Row(feature: feature, figures: $0) }
            })
    }

    private func groupName(_ id: UUIDValue) throws -> Personal<String>? {
        guard let content = try db.first(StatisticSQL.groupContent, [.blob(id.bytes)], { $0.blob(0) }) else {
            return nil
        }
        return Personal(try groupDraft(id, content).displayName)
    }
}
