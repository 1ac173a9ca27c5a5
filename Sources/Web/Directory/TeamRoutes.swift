import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/team?group=&page= | team | SeeTeam |
struct TeamRoutes: Sendable {
    private static let pageSize = 50

    func register(on rooms: RoomRoutes) {
        rooms.get(.team(group: nil, page: 1)) { call in
            let query = try call.query()
            let page = max(1, min(1_000_000, query.all("page").first.flatMap { Int($0) } ?? 1))
            let group = try query.one("group").map { try Self.group($0) }
            return try await call.page { room in
                let team = try room.tx.team(
                    group: group, offset: (page - 1) * Self.pageSize, limit: Self.pageSize,
                    try room.permit(SeeTeam.self))
                return TeamPage(team, page: page, pageSize: Self.pageSize)
            }
        }
    }

    /// What is no id is no group of anyone's.
    private static func group(_ text: String) throws(Failure) -> UUIDValue {
        guard let id = UUIDValue(text) else { throw .notFound("There is nothing at this address.") }
        return id
    }
}

extension TeamPage {
    init(_ team: Team, page: Int, pageSize: Int) {
        self.init(
            groups: team.groups.map(Group.init), chosen: team.group.map(Group.init),
            members: team.members.map { member in
                Member(
                    id: member.id.description, name: member.name, title: member.title, state: StaffState(member).kind)
            },
            memberCount: team.total, page: page, pageSize: pageSize)
    }
}

extension TeamPage.Group {
    init(_ group: GroupReference) { self.init(id: group.id.description, name: group.displayName) }
}
