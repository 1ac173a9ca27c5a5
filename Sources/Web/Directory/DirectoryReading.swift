import Domain

/// What the overview, the directory page and a connection's page say about where staff come from.
struct DirectoryReading {
    /// A directory that was not heard of for so long is said to be silent.
    static let silenceMax = 7 * Clock.day

    let connections: [DirectoryConnection]
    let tokens: [UUIDValue: [Token]]
    let arrivals: [ArrivalHour]
    let changeSets: [ChangeSet]
    private let now: Int64

    init(_ room: RoomIn<some Reading>, _ permit: Permit<SeeDirectory>) throws {
        now = room.now
        connections = try room.tx.connections(permit)
        var tokens: [UUIDValue: [Token]] = [:]
        for connection in connections where connection.kind == .scim {
            tokens[connection.id] = try room.tx.tokens(of: connection.id, permit)
        }
        self.tokens = tokens
        arrivals = try room.tx.arrivals(since: Self.dayStart(now), permit)
        changeSets = try room.tx.changeSets(permit)
    }

    /// The beginning of the hour that was 24 hours ago.
    static func dayStart(_ now: Int64) -> Int64 { now - now % Clock.hour - Clock.day }

    var staged: [ChangeSet] { changeSets.filter { $0.state == .staged } }

    /// How many people the brake holds since a file was applied; nil where it holds nobody of that file.
    ///
    /// Whoever departs while a staged set is open joins it, and a new one takes in whoever departed within the hour: it
    /// is of this file where its last departure is no older than the file's decision.
    func held(of changeSet: ChangeSet, _ room: Room, _ permit: Permit<SeeDirectory>) throws -> Int? {
        guard changeSet.origin == .file, changeSet.state == .applied, let decidedAt = changeSet.decidedAt,
            changeSet.leavers + changeSet.movers > 0
        else { return nil }
        for candidate in staged {
            let isOwn = candidate.connection == changeSet.connection
            let isNear = changeSet.leavers > 0 && candidate.createdAt < decidedAt + Brake.window
            guard isOwn || isNear, try room.tx.stagedExtent(of: candidate.id, permit).lastAt >= decidedAt else {
                continue
            }
            return Int(candidate.leavers + candidate.movers)
        }
        return nil
    }

    /// What becomes of the people who are missing in what a connection sent.
    func leaving(_ connection: UUIDValue) -> DifferenceCounts.Leaving {
        connections.first { $0.id == connection }?.kind == .csv ? .removed : .deactivated
    }

    func name(_ connection: UUIDValue) -> String { connections.first { $0.id == connection }?.name ?? "–" }

    /// Directories and files. The first administrator's record is no connection that anyone set up: it is shown beside
    /// others only, as long as no directory has taken it over.
    var summaries: [ConnectionSummary] {
        guard connections.contains(where: { $0.kind != .operator }) else { return [] }
        return connections.filter { $0.kind != .operator || $0.records > 0 }.map(summary)
    }

    func summary(_ connection: DirectoryConnection) -> ConnectionSummary {
        let tokens = tokens[connection.id] ?? []
        return ConnectionSummary(
            id: connection.id.description, name: connection.name, kind: Self.kind(connection.kind),
            state: state(connection, tokens),
            lastAt: connection.kind == .operator ? connection.createdAt : connection.arrivedAt,
            people: Int(connection.records),
            tokenEndsAt: tokens.filter { $0.isLiving(at: now) }.map(\.expiresAt).max())
    }

    private static func kind(_ kind: ConnectionKind) -> ConnectionSummary.Kind {
        switch kind {
        case .operator: .operator
        case .scim: .directory(.scim)
        case .csv: .file
        }
    }

    private func state(_ connection: DirectoryConnection, _ tokens: [Token]) -> ConnectionSummary.State {
        if staged.contains(where: { $0.connection == connection.id }) { return .staged }
        guard connection.kind == .scim else { return .current }
        guard tokens.contains(where: { $0.isLiving(at: now) }) else { return .closed }
        guard let heard = ([connection.arrivedAt] + tokens.map(\.usedAt)).compactMap(\.self).max() else {
            return .expected
        }
        let silence = now - heard
        return silence > Self.silenceMax ? .silent(days: Int(silence / Clock.day)) : .current
    }

    /// What happened in the last 24 hours: a directory's changes by the hour, files and the brake by the minute.
    var events: [DirectoryEvent] { connections.flatMap(events) }

    func events(of connection: DirectoryConnection) -> [DirectoryEvent] {
        let start = now - Clock.day
        var events: [DirectoryEvent] = []
        for arrival in arrivals where connection.kind == .scim && arrival.connection == connection.id {
            // Within an hour only the newest arrival's minute is known.
            let isNewest = connection.arrivedAt.map { $0 - $0 % Clock.hour == arrival.hour } ?? false
            let at = max(isNewest ? connection.arrivedAt ?? start : arrival.hour, start)
            if arrival.changes > 0 {
                events.append(DirectoryEvent(at: at, kind: .sync(changes: Int(arrival.changes))))
            } else if arrival.refused > 0 {
                events.append(DirectoryEvent(at: at, kind: .failed))
            }
        }
        for changeSet in changeSets where changeSet.connection == connection.id {
            if changeSet.origin == .brake, changeSet.createdAt >= start {
                events.append(DirectoryEvent(at: changeSet.createdAt, kind: .brake))
            } else if changeSet.state == .applied, let at = changeSet.decidedAt, at >= start {
                events.append(DirectoryEvent(at: at, kind: .file(changes: Int(changeSet.applied))))
            }
        }
        return events
    }

    /// Requests of a connection in each hour since 24 hours ago, the present one last.
    func requestsByHour(_ connection: UUIDValue) -> [Int] {
        let start = Self.dayStart(now)
        return (0...24).map { hour in
            arrivals.filter { $0.connection == connection && $0.hour == start + Int64(hour) * Clock.hour }
                .reduce(0) { $0 + Int($1.requests) }
        }
    }
}

extension DifferenceCounts {
    init(_ changeSet: ChangeSet, _ leaving: Leaving) {
        self.init(
            joiners: Int(changeSet.joiners), movers: Int(changeSet.movers), leavers: Int(changeSet.leavers),
            kept: Int(changeSet.keptOut), unchanged: Int(changeSet.unchanged), leaving: leaving,
            isStaged: changeSet.origin == .brake)
    }
}
