import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/groups | groupSummaries | SeeStaff |
/// | GET | /o/{slug}/groups/{id} | members; for some also groupRoles | SeeStaff, SeeAccess |
struct GroupRoutes: Sendable {
    private static let pageSize = 50

    func register(on rooms: RoomRoutes) {
        rooms.get(.groups(page: 1)) { call in
            let page = try Self.page(call)
            return try await call.page { room in
                let permit = try room.permit(SeeStaff.self)
                return GroupsPage(
                    try room.tx.groupSummaries(permit), sources: try room.tx.sourceNames(permit), page: page,
                    pageSize: Self.pageSize)
            }
        }
        rooms.get(.group(id: "", page: 1)) { call in
            let (id, page) = (try call.id(), try Self.page(call))
            return try await call.page { room in
                try GroupPage(id, page: page, pageSize: Self.pageSize, in: room)
            }
        }
    }

    private static func page(_ call: ConsoleCall) throws -> Int {
        max(1, min(1_000_000, try call.query().all("page").first.flatMap { Int($0) } ?? 1))
    }
}

extension GroupsPage {
    init(_ groups: [GroupSummary], sources: [UUIDValue: String], page: Int, pageSize: Int) {
        self.init(
            rows: groups.dropFirst((page - 1) * pageSize).prefix(pageSize).map { group in
                Row(
                    id: group.id.description, name: group.displayName, memberCount: Int(group.members),
                    source: group.source.flatMap { sources[$0] } ?? "–", changedAt: group.changedAt)
            },
            totalCount: groups.count, page: page, pageSize: pageSize)
    }
}

extension GroupPage {
    init(
        _ group: GroupSummary, members: [StaffMember], total: Int, sources: [UUIDValue: String], page: Int,
        pageSize: Int
    ) {
        self.init(
            id: group.id.description, name: group.displayName, externalID: group.externalID,
            source: group.source.flatMap { sources[$0] } ?? "–", createdAt: group.createdAt,
            changedAt: group.changedAt,
            members: members.map { member in
                Member(
                    id: member.id.description, name: member.name, title: member.title, state: StaffState(member))
            },
            memberCount: total, page: page, pageSize: pageSize)
    }
}
