import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug} | staffCounts, operatorNotices; for some also connections, change sets | SeeOverview, SeeDirectory |
struct OverviewRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.overview) { call in
            try await call.customer.flushTally()
            return try await call.page { room in try Self.page(room) }
        }
    }

    private static func page(_ room: Room) throws -> OverviewPage {
        // Those who do not keep the directory get a page without figures; see `OverviewPage`.
        let overview = try room.permit(SeeOverview.self)
        let counts = try room.tx.staffCounts(overview)
        let directory = try room.permitIfAny(SeeDirectory.self).map { try DirectoryReading(room, $0) }
        return OverviewPage(
            activeCount: Int(counts.active), deactivatedCount: Int(counts.inactive), heldCount: Int(counts.held),
            leavingCount: Int(counts.left), groupCount: Int(counts.groups),
            connections: directory?.summaries ?? [],
            waiting: (directory?.staged ?? []).map { changeSet in
                OverviewPage.Waiting(
                    changeID: changeSet.id.description, connection: directory?.name(changeSet.connection) ?? "",
                    since: changeSet.createdAt,
                    counts: DifferenceCounts(changeSet, directory?.leaving(changeSet.connection) ?? .deactivated))
            },
            events: directory?.events ?? [],
            notices: try room.tx.operatorNotices(overview).map(OverviewPage.Notice.init))
    }
}

extension OverviewPage.Notice {
    init(_ notice: OperatorNotice) {
        switch notice.kind {
        case .operatorAccess: self.init(at: notice.at, kind: .operatorAccess(reason: notice.reason))
        case .escalated: self.init(at: notice.at, kind: .escalated)
        }
    }
}
