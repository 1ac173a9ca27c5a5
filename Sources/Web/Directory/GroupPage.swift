/// `/o/{slug}/groups/{id}`: one group and who is in it.
struct GroupPage: Sendable {
    struct Member: Sendable {
        let id: String
        let name: String
        let title: String?
        let state: StaffState
    }

    let id: String
    let name: String
    let externalID: String?
    /// The connection's name.
    let source: String
    /// Milliseconds UTC, both.
    let createdAt: Int64
    let changedAt: Int64
    let members: [Member]
    let memberCount: Int
    /// From 1.
    let page: Int
    var pageSize = 50
    /// For those who see access.
    var roles: GroupRolesSection?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.groups
        let crumb = Crumb(steps: [(texts.title, context.address(.groups(page: 1)))], here: name)
        let heading = Heading(title: "<bdi>\(name)</bdi>", lead: "\(texts.groupLead(memberCount, source))")
        let external: HTML? = externalID.map { "<dt>\(texts.externalID)</dt><dd class=\"hash\"><bdi>\($0)</bdi></dd>" }
        return Layout.console(
            context, title: name, in: .groups,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(heading.html)
            <div class="split"><section aria-labelledby="me"><h2 id="me">\(texts.membersTitle)</h2>\
            \(list(context))</section>
            <div class="margin"><section aria-labelledby="re"><h2 id="re">\(texts.recordTitle)</h2>\
            <dl class="facts facts--stack"><dt>\(texts.source)</dt><dd><bdi>\(source)</bdi></dd>\(external)\
            <dt>\(texts.arrived)</dt><dd>\(context.moment(createdAt))</dd>\
            <dt>\(texts.changed)</dt><dd>\(context.moment(changedAt))</dd></dl></section>\
            \(roles?.html(context))</div></div>
            """)
    }

    private func list(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.groups
        guard memberCount > 0 else { return "<p class=\"quiet\">\(texts.noMembers)</p>" }
        let staff = context.texts.staff
        let table = Table(
            label: texts.membersLabel,
            columns: [
                Table.Column(staff.nameColumn), Table.Column(staff.titleColumn), Table.Column(staff.stateColumn),
            ],
            rows: members.map { member in
                let link: HTML = """
                    <a href="\(context.address(.person(id: member.id)))">\(PersonName(member.name).html)</a>
                    """
                return [
                    Table.Cell(link, names: "name", header: true),
                    Table.Cell("<bdi>\(member.title ?? context.texts.frame.none)</bdi>"),
                    Table.Cell(member.state.badge(context).html),
                ]
            })
        let pager = Pager(page: page, size: pageSize, total: memberCount).html(context.texts.frame) { page, text in
            Pager.link(context.address(.group(id: id, page: page)), text)
        }
        return table.html + pager
    }
}
