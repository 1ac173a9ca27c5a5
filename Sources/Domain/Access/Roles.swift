internal import Storage

/// Who has which role, and why: given to the person, or following a directory group.
package struct RoleHolder: Sendable, Concealed {
    package let person: UUIDValue
    package let name: String
    package let state: PersonState
    /// Given by an administrator or the operator.
    package let given: [Role]
    /// Through a group that a role follows.
    package let followed: [Role]
    /// The groups that the person manages.
    package let manages: [GroupReference]
    package let hasFactor: Bool
}

/// A role that every member of a directory group has.
package struct GroupRole: Sendable, Concealed {
    package let group: GroupReference
    package let role: Role
    package let givenAt: Int64
}

extension Reading {
    /// The roles in force: given ones, those of the person's groups, and `manager` for whoever manages a group.
    func roles(of person: UUIDValue) throws -> Set<Role> {
        Set(try db.all(RoleSQL.ofPerson, [.blob(person.bytes)]) { Role(rawValue: $0.text(0)) }.compactMap(\.self))
    }

    /// Whether the person is the only active one who was given the role that keeps the organization from locking itself
    /// out: its administrator, at the operator's the operator. What follows a group does not count: a directory can
    /// empty a group.
    func isLastAdministrator(_ person: UUIDValue) throws -> Bool {
        let holders = try db.all(RoleSQL.activeHolders, [.text(keyRole.rawValue)]) { UUIDValue(bytes: $0.blob(0)) }
        return holders.count == 1 && holders[0] == person
    }

    /// As above, for whoever may take roles: to say so before anything is asked.
    package func isLastAdministrator(_ person: UUIDValue, _ permit: Permit<ManageAccess>) throws -> Bool {
        try accept(permit)
        return try isLastAdministrator(person)
    }

    var keyRole: Role { customer.organization.isOperator ? .operator : .administrator }

    /// The roles that this organization has.
    package var rolesHere: [Role] { customer.organization.isOperator ? Role.ofOperators : Role.ofCustomers }

    package func groupRoles(_ permit: Permit<SeeAccess>) throws -> [GroupRole] {
        try accept(permit)
        return try db.all(RoleSQL.groupRoles) { row in
            guard let role = Role(rawValue: row.text(2)) else { throw ByteReader.damaged }
            return GroupRole(
                group: try groupReference(id: row.blob(0), content: row.blob(1)), role: role, givenAt: row.integer(3))
        }
    }
}

extension Writing {
    /// Everyone with a role beside learner, by name. Who was seen is recorded.
    package func roleHolders(_ permit: Permit<SeeAccess>) throws -> [RoleHolder] {
        try accept(permit)
        let people = try db.all(RoleSQL.holders) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
        let holders = try people.map { try holder($0) }
        try recordSeen(people, by: permit.principal)
        return holders.sorted { (Folding.fold($0.name), $0.person) < (Folding.fold($1.name), $1.person) }
    }

    private func holder(_ person: UUIDValue) throws -> RoleHolder {
        let given = Set(
            try db.all(RoleSQL.given, [.blob(person.bytes)]) { Role(rawValue: $0.text(0)) }.compactMap(\.self))
        return RoleHolder(
            person: person, name: try open(person, for: SecurityPurpose.self).name.revealed,
            state: try state(of: person) ?? .erasing, given: given.sorted(),
            followed: try roles(of: person).subtracting(given).sorted(), manages: try managedGroups(of: person),
            hasFactor: try hasFactor(person))
    }

    func managedGroups(of person: UUIDValue) throws -> [GroupReference] {
        try db.all(RoleSQL.managedGroups, [.blob(person.bytes)]) { row in
            try groupReference(id: row.blob(0), content: row.blob(1))
        }
    }

    // MARK: - Giving and taking

    /// - Throws: `Failure.notFound` where there is no such active person, `.invalid` for a role that is not given to people
    ///   here.
    package func give(_ role: Role, to person: UUIDValue, _ permit: Permit<ManageAccess>) throws {
        try accept(permit)
        try requireActive(person)
        guard rolesHere.contains(role), role != .learner, role != .manager else {
            throw Failure.invalid(
                "role", "This role is not given to a person: everyone learns, and groups are managed.")
        }
        try give(role, to: person, by: permit.principal)
        if role == keyRole { try letGo(otherThan: person) }
    }

    /// Whom a directory had deactivated, and who stayed only as the last administrator, departs now that there is another.
    private func letGo(otherThan person: UUIDValue) throws {
        let values: [Value] = [.text(keyRole.rawValue), .blob(person.bytes)]
        for stored in try db.all(RoleSQL.heldByDeactivated, values, StoredRecord.init) {
            try depart(stored, .deactivated, key: key(stored.keyID), by: .program)
        }
    }

    func give(_ role: Role, to person: UUIDValue, by principal: Principal) throws {
        try db.run(RoleSQL.give, [.blob(person.bytes), .text(role.rawValue), .integer(now)])
        try record(EvidenceEvent(.roleGiven, of: try subject(person), detail: [role.rawValue]), by: principal)
    }

    /// - Throws: `Failure.conflict(.state)` for the last administrator, `.notFound` where the person was not given it.
    package func take(_ role: Role, from person: UUIDValue, _ permit: Permit<ManageAccess>) throws {
        try accept(permit)
        try take(role, from: person, by: permit.principal)
    }

    func take(_ role: Role, from person: UUIDValue, by principal: Principal) throws {
        if role == keyRole, try isLastAdministrator(person) { throw Failure.lastAdministrator }
        guard try db.run(RoleSQL.take, [.blob(person.bytes), .text(role.rawValue)]) == 1 else {
            throw Failure.notFound("This person was not given that role.")
        }
        try record(EvidenceEvent(.roleTaken, of: try subject(person), detail: [role.rawValue]), by: principal)
    }

    /// From now on every member of the group has the role.
    package func follow(_ group: UUIDValue, with role: Role, _ permit: Permit<ManageAccess>) throws {
        try accept(permit)
        guard rolesHere.contains(role), role != .learner, role != .manager else {
            throw Failure.invalid("role", "This role does not follow a group.")
        }
        try requireGroup(group)
        try db.run(RoleSQL.follow, [.blob(group.bytes), .text(role.rawValue), .integer(now)])
        try record(EvidenceEvent(.groupRoleGiven, detail: ["\(group)", role.rawValue]), by: permit.principal)
    }

    package func unfollow(_ group: UUIDValue, with role: Role, _ permit: Permit<ManageAccess>) throws {
        try accept(permit)
        guard try db.run(RoleSQL.unfollow, [.blob(group.bytes), .text(role.rawValue)]) == 1 else {
            throw Failure.notFound("That role does not follow this group.")
        }
        try record(EvidenceEvent(.groupRoleTaken, detail: ["\(group)", role.rawValue]), by: permit.principal)
    }

    /// Makes a person the manager of a group: it sees the members and how they are getting on.
    package func setManager(_ person: UUIDValue, of group: UUIDValue, _ permit: Permit<ManageAccess>) throws {
        try accept(permit)
        try requireActive(person)
        try requireGroup(group)
        try db.run(RoleSQL.manage, [.blob(person.bytes), .blob(group.bytes), .integer(now)])
        try record(
            EvidenceEvent(.roleGiven, of: try subject(person), detail: [Role.manager.rawValue, "\(group)"]),
            by: permit.principal)
    }

    package func removeManager(_ person: UUIDValue, of group: UUIDValue, _ permit: Permit<ManageAccess>) throws {
        try accept(permit)
        guard try db.run(RoleSQL.unmanage, [.blob(person.bytes), .blob(group.bytes)]) == 1 else {
            throw Failure.notFound("This person does not manage that group.")
        }
        try record(
            EvidenceEvent(.roleTaken, of: try subject(person), detail: [Role.manager.rawValue, "\(group)"]),
            by: permit.principal)
    }

    /// Whoever leaves keeps no role: one who comes back is a member of the staff, until given more.
    func takeRoles(of person: UUIDValue) throws {
        try db.run(RoleSQL.takeAll, [.blob(person.bytes)])
        try db.run(RoleSQL.unmanageAll, [.blob(person.bytes)])
    }

    /// A group that is removed gives no role and is nobody's to manage.
    func forgetRoles(of group: UUIDValue) throws {
        try db.run(RoleSQL.unfollowAll, [.blob(group.bytes)])
        try db.run(RoleSQL.unmanageGroup, [.blob(group.bytes)])
    }

    private func requireActive(_ person: UUIDValue) throws {
        switch try state(of: person) {
        case .active: break
        case .inactive, .held, .left:
            throw Failure(.conflict(.state), "This person's access has ended; a role needs an active person.")
        case .erasing, nil: throw Failure.notFound("There is no such person in this organization.")
        }
    }

    private func requireGroup(_ group: UUIDValue) throws {
        guard try keeper(ofGroup: group) != nil else { throw Failure.noSuchGroup }
    }
}

extension Failure {
    static let lastAdministrator = Failure(
        .conflict(.state), "This is the last administrator; give the role to someone else first.")
}

enum RoleSQL {
    static let give: SQL = """
        INSERT INTO role (person, role, given_at) VALUES ($1, $2, $3) ON CONFLICT (person, role) DO NOTHING
        """
    static let take: SQL = "DELETE FROM role WHERE person = $1 AND role = $2"
    static let takeAll: SQL = "DELETE FROM role WHERE person = $1"
    static let given: SQL = "SELECT role FROM role WHERE person = $1"
    static let ofPerson: SQL = """
        SELECT role FROM role WHERE person = $1
        UNION SELECT g.role FROM directory_record r JOIN membership m ON m.record = r.id
            JOIN group_role g ON g.staff_group = m.staff_group WHERE r.person = $1 AND r.gone_at IS NULL
        UNION SELECT 'manager' FROM managed_group WHERE person = $1
        """
    static let activeHolders: SQL = """
        SELECT p.id FROM role r JOIN person p ON p.id = r.person WHERE r.role = $1 AND p.state = 'active' LIMIT 2
        """
    static let heldByDeactivated: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM role h JOIN person p ON p.id = h.person JOIN directory_record r ON r.person = p.id
        WHERE h.role = $1 AND h.person <> $2 AND p.state = 'active' AND r.gone_at IS NULL AND r.active = 0
        """
    static let holders: SQL = """
        SELECT p.id FROM person p WHERE p.state <> 'erasing' AND p.id IN (
            SELECT person FROM role WHERE role <> 'learner'
            UNION SELECT person FROM managed_group
            UNION SELECT r.person FROM group_role g JOIN membership m ON m.staff_group = g.staff_group
                JOIN directory_record r ON r.id = m.record WHERE r.gone_at IS NULL)
        ORDER BY CASE WHEN EXISTS (SELECT 1 FROM role r WHERE r.person = p.id) THEN 0 ELSE 1 END, p.id LIMIT 500
        """
    static let groupRoles: SQL = """
        SELECT g.id, g.content, f.role, f.given_at FROM group_role f JOIN staff_group g ON g.id = f.staff_group
        ORDER BY f.role, f.given_at, g.id
        """
    static let follow: SQL = """
        INSERT INTO group_role (staff_group, role, given_at) VALUES ($1, $2, $3)
        ON CONFLICT (staff_group, role) DO NOTHING
        """
    static let unfollow: SQL = "DELETE FROM group_role WHERE staff_group = $1 AND role = $2"
    static let unfollowAll: SQL = "DELETE FROM group_role WHERE staff_group = $1"
    static let manage: SQL = """
        INSERT INTO managed_group (person, staff_group, given_at) VALUES ($1, $2, $3)
        ON CONFLICT (person, staff_group) DO NOTHING
        """
    static let unmanage: SQL = "DELETE FROM managed_group WHERE person = $1 AND staff_group = $2"
    static let unmanageAll: SQL = "DELETE FROM managed_group WHERE person = $1"
    static let unmanageGroup: SQL = "DELETE FROM managed_group WHERE staff_group = $1"
    static let managedGroups: SQL = """
        SELECT g.id, g.content FROM managed_group m JOIN staff_group g ON g.id = m.staff_group
        WHERE m.person = $1 ORDER BY g.id
        """
}
