import Domain

extension AccessPage {
    /// - Parameters:
    ///   - mailsLinks: whether this installation sends mail.
    ///   - problem: why the last deed was not done.
    init(_ room: Room, mailsLinks: Bool, problem: String? = nil) throws {
        let permit = try room.permit(SeeAccess.self)
        let following = try room.tx.groupRoles(permit)
        let provider = try room.tx.signInProvider()
        self.init(
            holders: try room.tx.roleHolders(permit).map { Holder($0, following) },
            followers: following.map { Follower(group: Group($0.group), role: $0.role, since: $0.givenAt) },
            roles: room.tx.rolesHere.filter { $0 != .learner },
            ways: SignInDoorPage.Ways(
                providerHost: provider?.host, mailsLinks: mailsLinks && provider?.isOnly != true),
            visits: try room.tx.visits(permit), problem: problem)
    }
}

extension AccessPage.Group {
    init(_ group: GroupReference) { self.init(id: group.id.description, name: group.displayName) }
}

extension AccessPage.Holder {
    init(_ holder: RoleHolder, _ following: [GroupRole]) {
        self.init(
            id: holder.person.description, name: holder.name,
            state: StaffState(holder.state, changedAt: 0, eraseAt: nil).kind, given: holder.given,
            followed: holder.followed.filter { $0 != .manager }.map { role in
                (role, following.filter { $0.role == role }.map { AccessPage.Group($0.group) })
            },
            manages: holder.manages.map(AccessPage.Group.init), hasFactor: holder.hasFactor)
    }
}

extension PersonPage {
    /// As many groups as a choice offers.
    static let groupChoicesMax = 500
    /// As many lines as the list of what is on record has.
    private static let eventsMax = 10

    /// The page of a person for whoever may see it; with roles for whoever sees access.
    /// - Parameter problem: why the last deed was not done.
    init(_ id: UUIDValue, in room: Room, problem: String? = nil) throws {
        let view = try room.tx.person(id, try room.permit(SeeStaff.self))
        self.init(view)
        self.problem = problem
        closed = view.closed
        roles = try room.permitIfAny(SeeAccess.self).map { try PersonRoles(view, room, $0) }
        let runs = EventRun.runs(of: view.events).prefix(Self.eventsMax)
        let people = runs.compactMap { $0.actorKind == .person && $0.actor != id ? $0.actor : nil }
        let names = try room.permitIfAny(SeeDirectory.self).map { try room.tx.actorNames(people, $0) } ?? [:]
        let texts = AccessTexts()
        events = runs.map { run in
            let actor =
                switch run.actorKind {
                case .person where run.actor == id: texts.thisPerson
                case .person: run.actor.flatMap { names[$0]?.revealed } ?? texts.formerPerson
                case .connection: run.actor.flatMap { view.sources[$0] } ?? texts.actor(.connection)
                case .integration, .visitor, .command, .program: texts.actor(run.actorKind)
                }
            return Event(actor: actor, did: texts.did(run.deed, run.role) ?? "", count: run.count, lastAt: run.lastAt)
        }
    }
}

/// The same deed of the same actor, so often in a row.
private struct EventRun {
    let deed: EvidenceEvent.Deed
    let actorKind: Principal.Kind
    let actor: UUIDValue?
    /// That was given or taken.
    let role: Role?
    /// Milliseconds UTC.
    let lastAt: Int64
    var count = 1

    /// The latest first, as the events are; those without words are left out.
    static func runs(of events: [PersonView.Event]) -> [EventRun] {
        var runs: [EventRun] = []
        for event in events {
            guard let deed = event.deed, AccessTexts().did(deed) != nil else { continue }
            if let last = runs.last, last.deed == deed, last.actorKind == event.actorKind, last.actor == event.actor,
                last.role == event.role
            {
                runs[runs.count - 1].count += 1
            } else {
                runs.append(
                    EventRun(
                        deed: deed, actorKind: event.actorKind, actor: event.actor, role: event.role, lastAt: event.at))
            }
        }
        return runs
    }
}

extension PersonRoles {
    init(_ view: PersonView, _ room: Room, _ permit: Permit<SeeAccess>) throws {
        let own = Set(view.groups.map(\.id))
        let following = try room.tx.groupRoles(permit).filter { own.contains($0.group.id) }
        let mayManage = room.permitIfAny(ManageAccess.self) != nil && view.state == .active
        let groups = mayManage ? try room.tx.groupSummaries(try room.permit(SeeStaff.self)) : []
        self.init(
            person: view.id.description, name: view.name, isSelf: room.login.person == view.id,
            isActive: view.state == .active,
            entries: room.tx.rolesHere.filter { $0 != .learner && $0 != .manager }.map { role in
                let through = following.filter { $0.role == role }.map(\.group.displayName)
                let isHeld = view.roles.contains(role)
                return Entry(role: role, state: !isHeld ? .none : through.isEmpty ? .given : .followed(through))
            },
            isManager: view.roles.contains(.manager),
            choices: groups.prefix(PersonPage.groupChoicesMax).map {
                AccessPage.Group(id: $0.id.description, name: $0.displayName)
            },
            hasMoreChoices: groups.count > PersonPage.groupChoicesMax)
    }
}

extension GroupPage {
    /// The group's page with the roles that follow it, for whoever sees access.
    init(_ id: UUIDValue, page: Int, pageSize: Int, in room: Room) throws {
        let permit = try room.permit(SeeStaff.self)
        let seen = try room.tx.members(of: id, offset: (page - 1) * pageSize, limit: pageSize, permit)
        self.init(
            seen.group, members: seen.members, total: seen.total, sources: try room.tx.sourceNames(permit), page: page,
            pageSize: pageSize)
        roles = try room.permitIfAny(SeeAccess.self).map { access in
            GroupRolesSection(
                group: id.description,
                roles: try room.tx.groupRoles(access).filter { $0.group.id == id }.map(\.role),
                offered: room.tx.rolesHere.filter { $0 != .learner && $0 != .manager })
        }
    }
}
