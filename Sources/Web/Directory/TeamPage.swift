import Domain

/// `/o/{slug}/team`: the groups that the reader manages, and who is in one of them.
struct TeamPage: ConsolePage {
    struct Group: Sendable {
        let id: String
        let name: String
    }

    struct Member: Sendable {
        let id: String
        let name: String
        let title: String?
        let state: StaffState.Kind
    }

    let groups: [Group]
    /// The one that is shown; nil where none is managed.
    let chosen: Group?
    let members: [Member]
    let memberCount: Int
    /// From 1.
    let page: Int
    var pageSize = 50

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        let texts = context.texts.team
        guard let chosen else {
            let empty = EmptyState(title: texts.noGroupTitle, text: texts.noGroupText)
            return Layout.console(
                context, title: texts.title, in: .team, Heading(title: "\(texts.title)").html + empty.html)
        }
        let heading = Heading(title: "\(texts.title)", lead: texts.lead(chosen.name, memberCount))
        return Layout.console(
            context, title: texts.title, in: .team,
            """
            \(heading.html)
            <div class="split"><div>\(list(of: chosen, context))</div>
            <div class="margin">\(choice(of: chosen, context))\
            <section aria-labelledby="wy"><h2 id="wy">\(texts.whyTitle)</h2><p class="small">\(texts.whyText)</p>\
            </section>\
            </div></div>
            """)
    }

    private func choice(of chosen: Group, _ context: ConsoleContext) -> HTML {
        let items = groups.map { group -> HTML in
            let current: HTML? = group.id == chosen.id ? " aria-current=\"true\"" : nil
            return """
                <li><a href="\(context.address(.team(group: group.id, page: 1)))"\(current)><bdi>\(group.name)</bdi>\
                </a></li>
                """
        }
        return """
            <section aria-labelledby="gr"><h2 id="gr">\(context.texts.team.groups)</h2><ul class="plain">\(items)</ul>\
            </section>
            """
    }

    private func list(of chosen: Group, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.team
        guard memberCount > 0 else { return EmptyState(title: texts.nobodyTitle, text: texts.nobodyText).html }
        let table = Table(
            label: texts.tableLabel,
            columns: [
                Table.Column(texts.nameColumn), Table.Column(texts.titleColumn), Table.Column(texts.stateColumn),
            ],
            rows: members.map { row($0, context) })
        let pager = Pager(page: page, size: pageSize, total: memberCount).html(context.texts.frame) { page, text in
            Pager.link(context.address(.team(group: chosen.id, page: page)), text)
        }
        return table.html + pager
    }

    private func row(_ member: Member, _ context: ConsoleContext) -> [Table.Cell] {
        let name = PersonName(member.name).html
        // Most managers may not open the page of a person, and are not led there.
        let shown: HTML =
            context.reader.may(SeeStaff.self)
            ? "<a href=\"\(context.address(.person(id: member.id)))\">\(name)</a>" : name
        let tone: Badge.Tone =
            switch member.state {
            case .active: .ok
            case .held: .warn
            case .deactivated, .left: .plain
            }
        return [
            Table.Cell(shown, names: "name", header: true),
            Table.Cell("<bdi>\(member.title ?? context.texts.frame.none)</bdi>"),
            Table.Cell(Badge(tone, context.texts.team.state(member.state)).html),
        ]
    }
}
