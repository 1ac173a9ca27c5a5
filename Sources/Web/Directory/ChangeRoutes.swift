import Domain
import HTTPTypes
import Hummingbird

/// Change sets: the difference of a file, and what the brake holds.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/directory/changes/{id} | difference, stagedDepartures | SeeDirectory; people: as below |
/// | GET, POST | …/approval | applyInBackground, decide(apply: true) | ImportStaff, DecideChanges |
/// | GET, POST | …/rejection | discardProposal, decide(apply: false) | ImportStaff, DecideChanges |
struct ChangeRoutes: Sendable {
    private static let pageSize = 50
    /// Rows of a file that were not taken, as many as the page shows.
    private static let problemsShownMax = 200

    func register(on rooms: RoomRoutes) {
        rooms.get(.change(id: "", ChangeQuery())) { call in try await show(call) }
        rooms.get(.approval(change: "")) { call in
            try await ask(call) { id, counts, graceDays, context in
                ConfirmPage.approval(
                    of: id, counts: counts, graceDays: graceDays,
                    erasedAt: context.now + Int64(graceDays) * Clock.day, in: context)
            }
        }
        rooms.get(.rejection(change: "")) { call in
            try await ask(call) { id, counts, _, context in ConfirmPage.rejection(of: id, counts: counts, in: context) }
        }
        rooms.post(.approval(change: ""), approve)
        rooms.post(.rejection(change: ""), reject)
    }

    // MARK: - Looking

    private func show(_ call: ConsoleCall) async throws -> Response {
        let id = try call.id()
        let form = try call.query()
        let query = ChangeQuery { form.all($0).first }
        let texts = call.texts
        return try await call.page { room in
            let permit = try room.permit(SeeDirectory.self)
            let changeSet = try room.tx.changeSet(id, permit)
            let names = try room.tx.actorNames([changeSet.decidedBy].compactMap(\.self), permit)
            let directory = try DirectoryReading(room, permit)
            let source = directory.name(changeSet.connection)
            let counts = DifferenceCounts(changeSet, directory.leaving(changeSet.connection))
            let (rows, count) = try Self.rows(of: changeSet, counts, query, source, room)
            let graceDays = try room.tx.graceDays()
            let decider = changeSet.decidedBy.map { names[$0]?.revealed ?? texts.attributes.formerPerson }
            return ChangePage(
                id: id.description, origin: changeSet.origin == .brake ? .brake : .file, source: source,
                at: changeSet.createdAt,
                stage: ChangePage.stage(changeSet, decider: decider ?? texts.attributes.operator, at: room.now),
                counts: counts, graceDays: Int(graceDays),
                erasedAt: room.now + graceDays * Clock.day, query: query, rows: rows, rowCount: count,
                batchedAbove: Int(ChangeSet.atomicMax),
                problems: changeSet.problems.prefix(Self.problemsShownMax).map { problem in
                    let column = problem.column.map { texts.changes.problem(problem.reason, inColumn: $0) }
                    return ChangePage.Problem(line: problem.line, reason: column ?? problem.reason)
                },
                problemCount: changeSet.state == .proposed ? Int(changeSet.refused) : 0,
                heldCount: try directory.held(of: changeSet, room, permit), pageSize: Self.pageSize)
        }
    }

    /// The rows of a page and how many changes there are; nothing for readers who may not see people, and nothing
    /// once it is carried out: what was to be done is not kept.
    private static func rows(
        of changeSet: ChangeSet, _ counts: DifferenceCounts, _ query: ChangeQuery, _ source: String, _ room: Room
    ) throws -> (rows: [Difference], count: Int) {
        let offset = (query.page - 1) * pageSize
        if changeSet.origin == .brake {
            guard changeSet.state == .staged, let permit = room.permitIfAny(DecideChanges.self) else { return ([], 0) }
            let extent = try room.tx.stagedExtent(of: changeSet.id, try room.permit(SeeDirectory.self))
            let page = try room.tx.stagedDepartures(of: changeSet.id, offset: offset, limit: pageSize, permit)
            return (page.flatMap { Difference.rows(of: $0, source: source) }, extent.departures)
        }
        guard changeSet.state == .proposed || changeSet.state == .applying,
            let permit = room.permitIfAny(ImportStaff.self)
        else { return ([], 0) }
        let page = try room.tx.difference(
            of: changeSet.id, kind: query.kind?.domain, offset: offset, limit: pageSize, permit)
        return (
            page.flatMap { Difference.rows(of: $0, source: source, at: changeSet.createdAt) },
            query.kind.map { counts.count($0) } ?? counts.total + counts.kept
        )
    }

    // MARK: - Deciding

    /// The page that asks, as long as there is something to decide.
    private func ask(
        _ call: ConsoleCall,
        _ question: @escaping @Sendable (_ id: String, DifferenceCounts, _ graceDays: Int, ConsoleContext) -> HTML
    ) async throws -> Response {
        let id = try call.id()
        return try await call.page { room in
            let permit = try room.permit(SeeDirectory.self)
            let changeSet = try room.tx.changeSet(id, permit)
            try Self.requirePermit(to: changeSet, room)
            guard changeSet.state == .staged || changeSet.state == .proposed else {
                throw Failure(.conflict(.state), "This change is decided already.")
            }
            let leaving = try DirectoryReading(room, permit).leaving(changeSet.connection)
            let counts = DifferenceCounts(changeSet, leaving)
            let graceDays = Int(try room.tx.graceDays())
            return Question { question(id.description, counts, graceDays, $0) }
        }
    }

    private func approve(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let step = try await call.inside { room -> Step in
            let changeSet = try room.tx.changeSet(id, try room.permit(SeeDirectory.self))
            if changeSet.origin == .file { return .apply(try room.permit(ImportStaff.self)) }
            return .decided(try room.tx.decide(id, apply: true, try room.permit(DecideChanges.self)))
        }
        switch step {
        case .decided(let changeSet): return try await done(changeSet, call)
        case .apply(let permit): return try await done(try await call.customer.applyInBackground(id, permit), call)
        }
    }

    /// A file's difference is applied by a verb that makes its own transactions.
    private enum Step: Sendable {
        case apply(Permit<ImportStaff>)
        case decided(ChangeSet)
    }

    private func done(_ changeSet: ChangeSet, _ call: ConsoleCall) async throws -> Response {
        let flash = try await call.inside { room -> Flash in
            let permit = try room.permit(SeeDirectory.self)
            let directory = try DirectoryReading(room, permit)
            let counts = DifferenceCounts(changeSet, directory.leaving(changeSet.connection))
            if changeSet.state == .applying { return .applying(changes: counts.total) }
            if counts.isStaged {
                return .applied(
                    movers: counts.movers, leavers: counts.leavers, isRemoval: counts.leaving == .removed)
            }
            return .imported(
                joiners: counts.joiners, movers: counts.movers, leavers: counts.leavers,
                held: try directory.held(of: changeSet, room, permit) ?? 0)
        }
        return call.done(.change(id: changeSet.id.description, ChangeQuery()), flash)
    }

    private func reject(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let flash = try await call.inside { room -> Flash in
            let changeSet = try room.tx.changeSet(id, try room.permit(SeeDirectory.self))
            if changeSet.origin == .file {
                try room.tx.discardProposal(id, try room.permit(ImportStaff.self))
                return .discarded(movers: 0, leavers: 0)
            }
            let decided = try room.tx.decide(id, apply: false, try room.permit(DecideChanges.self))
            return .discarded(movers: Int(decided.movers), leavers: Int(decided.leavers))
        }
        return call.done(.change(id: id.description, ChangeQuery()), flash)
    }

    private static func requirePermit(to changeSet: ChangeSet, _ room: Room) throws {
        if changeSet.origin == .file {
            _ = try room.permit(ImportStaff.self)
        } else {
            _ = try room.permit(DecideChanges.self)
        }
    }
}
