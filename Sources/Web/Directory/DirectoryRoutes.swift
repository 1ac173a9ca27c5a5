import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/directory | connections, arrivals, changeSets | SeeDirectory; people: DecideChanges |
/// | GET | /o/{slug}/directory/connect | – | ManageConnections |
/// | GET | /o/{slug}/directory/connect/{provider} | – | ManageConnections |
struct DirectoryRoutes: Sendable {
    /// Rows of a staged change on the directory page; all are on its own.
    private static let sampleSize = 6
    /// Staged changes that the page shows whole.
    private static let sheetsMax = 5

    func register(on rooms: RoomRoutes) {
        rooms.get(.directory) { call in
            try await call.customer.flushTally()
            let scimBase = call.scimBase
            return try await call.page { room in try Self.page(room, scimBase) }
        }
        rooms.get(.connect) { call in
            try await call.page { room in
                _ = try room.permit(ManageConnections.self)
                return ConnectPage()
            }
        }
        rooms.get(.guide(.scim)) { call in
            guard let provider = Provider(rawValue: try call.parameter("provider")) else {
                throw Failure.notFound("There is no guide of that name.")
            }
            return try await call.page { room in try Self.guide(provider, room, call) }
        }
    }

    static func guide(
        _ provider: Provider, _ room: Room, _ call: ConsoleCall, name: String = "", nameError: String? = nil
    ) throws -> GuidePage {
        _ = try room.permit(ManageConnections.self)
        let catalogue = try room.tx.catalogue()
        return GuidePage(
            provider: provider, scimBase: call.scimBase, tokenEndpoint: call.tokenEndpoint,
            instructed: Attribute.instructable.filter(catalogue.allows), nameError: nameError, name: name)
    }

    private static func page(_ room: Room, _ scimBase: String) throws -> DirectoryPage {
        let permit = try room.permit(SeeDirectory.self)
        let counts = try room.tx.staffCounts(try room.permit(SeeOverview.self))
        let directory = try DirectoryReading(room, permit)
        let brake = try room.tx.brake(permit)
        let catalogue = try room.tx.catalogue()
        let shown = Set(directory.staged.prefix(sheetsMax).map(\.id))
        return DirectoryPage(
            peopleCount: Int(counts.active + counts.inactive + counts.held), connections: directory.summaries,
            events: directory.events,
            staged: try directory.staged.prefix(sheetsMax).map { try staged($0, directory, room, permit) },
            recent: directory.changeSets.filter { !shown.contains($0.id) }.map { changeSet in
                DirectoryPage.Recent(
                    changeID: changeSet.id.description, source: directory.name(changeSet.connection),
                    at: changeSet.createdAt, origin: changeSet.origin == .brake ? .brake : .file,
                    stage: ChangePage.stage(changeSet, decider: "", at: room.now),
                    counts: DifferenceCounts(changeSet, directory.leaving(changeSet.connection)))
            },
            brake: BrakeSetting(people: Int(brake.peopleMax), percent: Int(brake.percentMax)),
            dropped: try room.tx.droppedNames(permit).map { name in
                DirectoryPage.Dropped(name: name.name, count: Int(name.times), lastAt: name.lastAt)
            },
            instructed: Attribute.instructable.filter(catalogue.allows),
            instructedAt: try room.tx.instructions(.attributes, permit).first?.givenAt, scimBase: scimBase)
    }

    private static func staged(
        _ changeSet: ChangeSet, _ directory: DirectoryReading, _ room: Room, _ permit: Permit<SeeDirectory>
    ) throws -> DirectoryPage.Staged {
        let extent = try room.tx.stagedExtent(of: changeSet.id, permit)
        let source = directory.name(changeSet.connection)
        let sample = try room.permitIfAny(DecideChanges.self).map { decide in
            try room.tx.stagedDepartures(of: changeSet.id, offset: 0, limit: sampleSize, decide)
        }
        let graceDays = try room.tx.graceDays()
        return DirectoryPage.Staged(
            changeID: changeSet.id.description, connection: source, since: changeSet.createdAt,
            minutes: max(1, Int((extent.lastAt - extent.firstAt + Clock.minute - 1) / Clock.minute)),
            counts: DifferenceCounts(changeSet, directory.leaving(changeSet.connection)), mostly: extent.mostly,
            sample: Array((sample ?? []).flatMap { Difference.rows(of: $0, source: source) }.prefix(sampleSize)),
            graceDays: Int(graceDays), erasedAt: room.now + graceDays * Clock.day)
    }
}
