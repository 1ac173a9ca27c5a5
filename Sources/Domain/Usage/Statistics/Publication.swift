internal import Storage

/// Publishing a block of statistics: once, a week after it has ended, never again.
extension Reading {
    /// Between a block's end and its publication: time to object, and for counts to be written down.
    static let publicationDelay = 7 * Clock.day
    /// Blocks that ended longer ago have lost usage data to its retention.
    private static let blocksBack = 2

    /// The blocks that can be published now and are not yet, the oldest first.
    func dueBlocks() throws -> [(block: StatisticBlock, groups: [UUIDValue])] {
        guard try gate().instructed.isSuperset(of: [.statistics, .experience]) else { return [] }
        let zone = customer.organization.zone
        var block = StatisticBlock(of: ISOWeek(at: now, in: zone))
        var due: [(block: StatisticBlock, groups: [UUIDValue])] = []
        for _ in 0..<Self.blocksBack {
            block = block.previous
            let end = block.end(in: zone)
            guard end + Self.publicationDelay <= now else { continue }
            guard try db.first(StatisticSQL.block, [.integer(block.first.number)], { _ in true }) == nil else { break }
            let content = try db.first(StatisticSQL.instructionAt, [.integer(end)]) { $0.text(0) }
            let groups = try Instruction.groups(in: content ?? "").filter { group in
                try db.first(StatisticSQL.groupContent, [.blob(group.bytes)]) { _ in true } != nil
            }
            if !groups.isEmpty { due.append((block, groups)) }
        }
        return due.reversed()
    }

    /// When the next block will be published; nil where none will be.
    func nextPublication() throws -> Int64? {
        guard try gate().instructed.isSuperset(of: [.statistics, .experience]) else { return nil }
        let zone = customer.organization.zone
        let current = StatisticBlock(of: ISOWeek(at: now, in: zone))
        let last = current.previous.end(in: zone) + Self.publicationDelay
        return last > now ? last : current.end(in: zone) + Self.publicationDelay
    }

    /// What of a cube may be seen by anyone: the one place where statistics leave (promise G3).
    func released(_ cube: Cube) -> [[Cube.Count?]] {
        cube.published(k: customer.guards.stand(.g3) ? Cube.k : nil)
    }

    /// What a block's usage data says of each feature. Whoever has objected counts nowhere.
    func cubes(_ block: StatisticBlock, over groups: [UUIDValue]) throws -> [(feature: Feature, cube: Cube)] {
        let closed = ClosedPurposes(.experience).rawValue
        var groupOf: [UUIDValue: Int] = [:]
        for (place, group) in groups.enumerated() {
            let members = try db.all(StatisticSQL.members, [.blob(group.bytes), .integer(closed)]) {
                UUIDValue(bytes: $0.blob(0))
            }
            for case let person? in members where groupOf[person] == nil { groupOf[person] = place }
        }
        var sizes = Array(repeating: 0, count: groups.count)
        for place in groupOf.values { sizes[place] += 1 }
        let features = Feature.recorded(for: .experience)
        var cubes = Dictionary(uniqueKeysWithValues: features.map { ($0, Cube(sizes: sizes)) })
        for (week, start) in block.weeks.enumerated() {
            for (use, days) in try daysOfUse(start, by: groupOf) {
                cubes[use.feature]?.add(days: days.nonzeroBitCount, week: week, group: groupOf[use.person] ?? 0)
            }
        }
        return features.compactMap { feature in cubes[feature].map { (feature, $0) } }
    }

    private struct PersonalUse: Hashable {
        let person: UUIDValue
        let feature: Feature
    }

    /// On which days of a week, a bit each, who used what.
    private func daysOfUse(_ week: ISOWeek, by people: [UUIDValue: Int]) throws -> [PersonalUse: UInt8] {
        let starts = week.dayStarts(in: customer.organization.zone)
        var last = UUIDValue.first(at: starts[0])
        let end = UUIDValue.first(at: starts[7])
        var days: [PersonalUse: UInt8] = [:]
        var count = 0
        repeat {
            count = 0
            try db.each(UsageSQL.between, [.blob(last.bytes), .blob(end.bytes), .integer(5_000)]) { row in
                count += 1
                guard let id = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
                last = id
                let at = row.integer(3)
                guard let person = UUIDValue(bytes: row.blob(1)), people[person] != nil,
                    let feature = Feature(rawValue: row.text(2)), feature.purpose == .experience,
                    let day = starts.lastIndex(where: { $0 <= at }), day < 7
                else { return }
                days[PersonalUse(person: person, feature: feature), default: 0] |= 1 << UInt8(day)
            }
        } while count == 5_000
        return days
    }
}

extension Customer {
    /// Publishes what is due. The counting reads beside the writes of others; where people were changed meanwhile it is
    /// done again, the last time with the others waiting.
    func publishStatistics() async throws {
        for (block, groups) in try await read({ tx in try tx.dueBlocks() }) {
            var isDone = false
            for _ in 0..<2 where !isDone {
                let (counted, changes) = try await read { tx in
                    (try tx.cubes(block, over: groups), try tx.gate().changes)
                }
                isDone = try await write { tx in
                    guard try tx.gate().changes == changes else { return false }
                    try tx.publish(block, over: groups, counted)
                    return true
                }
            }
            if !isDone {
                try await write { tx in try tx.publish(block, over: groups, try tx.cubes(block, over: groups)) }
            }
        }
    }
}

extension Writing {
    /// Freezes a block. Nothing happens where it is published already, or where the instruction has ended since.
    func publish(
        _ block: StatisticBlock, over groups: [UUIDValue], _ counted: [(feature: Feature, cube: Cube)]
    ) throws {
        guard try dueBlocks().contains(where: { $0.block == block }) else { return }
        let number = block.first.number
        try db.run(
            StatisticSQL.insertBlock,
            [.integer(number), .integer(now), .text(groups.map(\.description).joined(separator: ","))])
        var rows: [[Value]] = []
        var withheld = 0
        for (feature, cube) in counted {
            let published = released(cube)
            for (week, cells) in zip(block.weeks, published) {
                for (group, cell) in zip(groups, cells) {
                    if cell == nil { withheld += 1 }
                    rows.append([
                        .integer(number), .integer(week.number), .blob(group.bytes), .text(feature.rawValue),
                        .optional(cell.map { Int64($0.people) }), .optional(cell.map { Int64($0.days) }),
                    ])
                }
            }
        }
        try db.run(StatisticSQL.insertCell, each: rows)
        try record(
            EvidenceEvent(
                .statisticsPublished,
                detail: [block.first.text, "groups \(groups.count)", "figures \(rows.count)", "withheld \(withheld)"]),
            by: .program)
    }
}
