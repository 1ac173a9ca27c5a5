internal import Storage

/// The groups that someone manages, and one page of the members of one of them.
package struct Team: Sendable, Concealed {
    package let groups: [GroupReference]
    /// The group that is shown; nil where none is managed.
    package let group: GroupReference?
    package let members: [StaffMember]
    package let total: Int
}

extension Writing {
    /// The managed groups with the members of one: the first, or that asked for. Who was seen is recorded.
    /// - Throws: `Failure.notFound` for a group that whoever asks does not manage.
    package func team(
        group: UUIDValue?, offset: Int, limit: Int, _ permit: Permit<SeeTeam>
    ) throws -> Team {
        try accept(permit)
        guard let person = permit.principal.id else { throw Failure.noSuchGroup }
        let groups = try managedGroups(of: person)
        guard let chosen = groups.first(where: { group == nil || $0.id == group }) else {
            guard group == nil else { throw Failure.noSuchGroup }
            return Team(groups: [], group: nil, members: [], total: 0)
        }
        let (members, total) = try page(of: chosen.id, offset: offset, limit: limit)
        try recordSeen(members.map(\.id), by: permit.principal)
        return Team(groups: groups, group: chosen, members: members, total: total)
    }
}
