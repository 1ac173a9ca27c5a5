import Domain

/// `/o/{slug}/access`: who may do more than learn, and why.
struct AccessPage: ConsolePage {
    struct Group: Sendable, Equatable {
        let id: String
        let name: String
    }

    struct Holder: Sendable {
        let id: String
        let name: String
        let state: StaffState.Kind
        let given: [Role]
        /// With the groups that the role follows; this person is in one of them at least.
        let followed: [(role: Role, groups: [Group])]
        let manages: [Group]
        let hasFactor: Bool

        /// Whether nobody here gave this person anything: the directory did, by a group.
        var isThroughGroupsOnly: Bool { given.isEmpty && manages.isEmpty }

        /// Whether a role asks for a second step.
        var needsFactor: Bool { !Role.guarded.isDisjoint(with: given + followed.map(\.role)) }
    }

    struct Follower: Sendable {
        let group: Group
        let role: Role
        /// Milliseconds UTC.
        let since: Int64
    }

    /// As many people as are ever shown.
    static let holdersMax = 500

    let holders: [Holder]
    let followers: [Follower]
    /// The roles that there are here, beside that of everyone.
    let roles: [Role]
    let ways: SignInDoorPage.Ways
    /// Of the operator's people, the latest first.
    let visits: [Visit]
    /// Why the last deed was not done.
    var problem: String?
    /// Whether it was the reader's own last administrator role that was to be taken.
    var isLastAdministrator = false

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        return Layout.console(
            context, title: texts.title, in: .access,
            """
            \(problem.map(Self.notice))
            \(when: isLastAdministrator, lastNotice(context))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead(holders.count))").html)
            <div class="split"><div class="stack">
            \(people(context))
            \(following(context))
            \(VisitsSheet(visits: visits).html(context))
            \(members(context))
            </div><div class="margin">\(how(context))\(meanings(context))</div></div>
            """)
    }

    /// Why something was not done, above the page.
    static func notice(_ problem: String) -> HTML {
        "<div class=\"flash flash-bad\" role=\"alert\"><p>\(problem)</p></div>"
    }

    private func lastNotice(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        return """
            <div class="flash flash-bad" role="alert"><p>\(texts.lastAdministrator) \
            <a href="\(context.address(.staff(StaffListQuery())))">\(texts.toStaff)</a></p></div>
            """
    }

    // MARK: - People

    private func people(_ context: ConsoleContext) -> HTML {
        let given = holders.filter { !$0.isThroughGroupsOnly }
        guard !given.isEmpty else { return "" }
        return section("pe", context.texts.access.peopleTitle, given, context)
    }

    /// Those who have a role by their membership only: often many, and for the directory to change.
    private func members(_ context: ConsoleContext) -> HTML {
        let members = holders.filter(\.isThroughGroupsOnly)
        guard !members.isEmpty else { return "" }
        let more: HTML = "<p class=\"small\">\(context.texts.access.atMost(Self.holdersMax))</p>"
        return section("mb", context.texts.access.membersTitle, members, context)
            + (holders.count >= Self.holdersMax ? more : "")
    }

    private func section(_ id: String, _ title: String, _ holders: [Holder], _ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let manages = holders.contains { !$0.manages.isEmpty }
        var columns = [Table.Column(texts.nameColumn), Table.Column(texts.rolesColumn)]
        if manages { columns.append(Table.Column(texts.managesColumn)) }
        columns.append(Table.Column(texts.stepColumn))
        let table = Table(label: title, columns: columns, rows: holders.map { row($0, showsManaged: manages, context) })
        return "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(title)</h2>\(table.html)</section>"
    }

    private func row(_ holder: Holder, showsManaged: Bool, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.access
        let given = holder.given.map { role in
            item(
                "\(FrameTexts.role(role))", texts.given,
                deed: DeedForm(
                    action: context.address(.roles(person: holder.id)),
                    fields: [("role", role.rawValue), ("deed", "take"), ("from", "access")], button: texts.take,
                    about: texts.taken(role, holder.name)), context)
        }
        let followed = holder.followed.map { entry in
            item("\(FrameTexts.role(entry.role))", texts.through(entry.groups.map(\.name)), deed: nil, context)
        }
        let manages = holder.manages.map { group in
            item(
                "<a href=\"\(context.address(.group(id: group.id, page: 1)))\"><bdi>\(group.name)</bdi></a>", nil,
                deed: DeedForm(
                    action: context.address(.managedGroups(person: holder.id)),
                    fields: [("group", group.id), ("deed", "take"), ("from", "access")], button: texts.stop,
                    about: "\(group.name): \(holder.name)"), context)
        }
        let state: HTML? =
            holder.state == .active ? nil : "<span class=\"sub\">\(context.texts.staff.state(holder.state))</span>"
        let name: HTML = """
            <a href="\(context.address(.person(id: holder.id)))">\(PersonName(holder.name).html)</a>\(state)
            """
        return [
            Table.Cell(name, names: "name", header: true), Table.Cell(list(given + followed, context)),
        ] + (showsManaged ? [Table.Cell(list(manages, context))] : []) + [Table.Cell(step(holder, texts).html)]
    }

    private func list(_ items: [HTML], _ context: ConsoleContext) -> HTML {
        items.isEmpty ? "\(context.texts.frame.none)" : "<ul class=\"plain\">\(items)</ul>"
    }

    private func item(_ what: HTML, _ why: String?, deed: DeedForm?, _ context: ConsoleContext) -> HTML {
        let reason: HTML? = why.map { "<span class=\"sub\">\($0)</span>" }
        let form: HTML? = context.reader.may(ManageAccess.self) ? deed?.html(context) : nil
        return "<li>\(what)\(reason)\(form)</li>"
    }

    private func step(_ holder: Holder, _ texts: AccessTexts) -> Badge {
        if holder.hasFactor { return Badge(.ok, texts.stepOn) }
        return holder.needsFactor ? Badge(.warn, texts.stepMissing) : Badge(.plain, texts.stepOff)
    }

    // MARK: - Groups

    private func following(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let items = followers.map { follower -> HTML in
            let group = follower.group
            return """
                <li><span><a href="\(context.address(.group(id: group.id, page: 1)))"><bdi>\(group.name)</bdi></a>\
                <span class="sub">\(texts.since(context.day(follower.since)))</span></span>\
                <span>\(FrameTexts.role(follower.role))</span></li>
                """
        }
        let body: HTML =
            followers.isEmpty
            ? "<p class=\"quiet\">\(texts.noFollowed)</p>"
            : "<p class=\"quiet\">\(texts.followedLead)</p><ul class=\"list\">\(items)</ul>"
        return "<section aria-labelledby=\"fo\"><h2 id=\"fo\">\(texts.followedTitle)</h2>\(body)</section>"
    }

    // MARK: - The margin

    private func how(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let give: HTML = """
            <section aria-labelledby="ho"><h2 id="ho">\(texts.howTitle)</h2>\
            <p class="small">\(texts.howPerson) <a href="\(context.address(.staff(StaffListQuery())))">\
            \(texts.toStaff)</a></p>\
            <p class="small gap-s">\(texts.howGroup) \
            <a href="\(context.address(.groups(page: 1)))">\(texts.toGroups)</a></p></section>
            """
        let programs: HTML = """
            <section aria-labelledby="og"><h2 id="og">\(texts.programsTitle)</h2><p class="small">\(texts.programsText) \
            <a href="\(context.address(.integrations))">\(texts.toPrograms)</a></p></section>
            """
        let domains: HTML = """
            <section aria-labelledby="dm"><h2 id="dm">\(texts.domainsTitle)</h2><p class="small">\(texts.domainsText) \
            <a href="\(context.address(.domains))">\(texts.toDomains)</a></p></section>
            """
        return """
            \(when: context.reader.may(ManageAccess.self), give)\
            <section aria-labelledby="si"><h2 id="si">\(texts.signInTitle)</h2><p class="small">\(texts.ways(ways)) \
            <a href="\(context.address(.signInSettings))">\(texts.toSignIn)</a></p></section>\
            \(when: context.reader.may(ManageSignIn.self), domains)\
            <section aria-labelledby="st"><h2 id="st">\(texts.stepTitle)</h2><p class="small">\(texts.stepText)</p>\
            </section>\(when: context.reader.may(ManageIntegrations.self), programs)
            """
    }

    private func meanings(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let facts = roles.map { role -> HTML in "<dt>\(FrameTexts.role(role))</dt><dd>\(texts.meaning(role))</dd>" }
        return """
            <section aria-labelledby="wh"><h2 id="wh">\(texts.rolesTitle)</h2>\
            <dl class="facts facts--stack small">\(facts)</dl></section>
            """
    }
}

/// A form of one button that gives or takes something.
struct DeedForm: Sendable {
    let action: Address
    let fields: [(name: String, value: String)]
    let button: String
    /// What the button is about; part of its name for screen readers, since many stand on one page.
    let about: String

    func html(_ context: ConsoleContext) -> HTML {
        let hidden = fields.map { field -> HTML in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
        return """
            <form method="post" action="\(action)">\(context.csrfField)\(hidden)\
            <button class="btn btn-s">\(button)<span class="vh"> \(about)</span></button></form>
            """
    }
}
