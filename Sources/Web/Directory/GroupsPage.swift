/// `/o/{slug}/groups`: the directory's groups.
struct GroupsPage: Sendable {
    struct Row: Sendable {
        let id: String
        let name: String
        let memberCount: Int
        /// The connection's name.
        let source: String
        /// Milliseconds UTC.
        let changedAt: Int64
    }

    let rows: [Row]
    let totalCount: Int
    /// From 1.
    let page: Int
    var pageSize = 50

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.groups
        let heading = Heading(title: "\(texts.title)", lead: totalCount == 0 ? nil : "\(texts.lead(totalCount))")
        guard totalCount > 0 else {
            let empty = EmptyState(
                title: texts.emptyTitle, text: texts.emptyText,
                actions: [Button.link(texts.connect, to: context.address(.connect))])
            return Layout.console(context, title: texts.title, in: .groups, heading.html + empty.html)
        }
        let table = Table(
            label: texts.tableLabel,
            columns: [
                Table.Column(texts.nameColumn), Table.Column(texts.membersColumn, number: true),
                Table.Column(texts.sourceColumn), Table.Column(texts.changedColumn),
            ],
            rows: rows.map { row in
                let link: HTML = """
                    <a href="\(context.address(.group(id: row.id, page: 1)))"><bdi>\(row.name)</bdi></a>
                    """
                return [
                    Table.Cell(link, names: "name", header: true), .text(context.number(row.memberCount)),
                    Table.Cell("<bdi>\(row.source)</bdi>", names: "quiet"),
                    .text(context.moment(row.changedAt)),
                ]
            })
        let pager = Pager(page: page, size: pageSize, total: totalCount).html(context.texts.frame) { page, text in
            Pager.link(context.address(.groups(page: page)), text)
        }
        return Layout.console(
            context, title: texts.title, in: .groups,
            "\(heading.html)<div class=\"stack-s\">\(table.html)\(pager)</div>")
    }
}
