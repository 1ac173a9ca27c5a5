/// `/o/{slug}/staff`: everyone, by name, job title or state.
///
/// States, departments and sources are filtered by GET. A name is searched by POST, so that it stands in no address,
/// history or log; each link then becomes a button that sends it again.
struct StaffListPage: Sendable {
    struct Row: Sendable {
        let id: String
        /// As lists sort it, such as “Okonkwo, Amara”.
        let name: String
        /// The same name in its bearer's own script, where the directory sends both.
        var nativeName: String?
        let email: String?
        let title: String?
        /// Only where the organization keeps departments.
        let department: String?
        /// The connection's name.
        let source: String
        let state: StaffState
    }

    /// How many people a letter begins.
    struct Initial: Sendable {
        let letter: String
        let count: Int
    }

    /// What a filter offers.
    struct Option: Sendable {
        let id: String
        let name: String
    }

    let query: StaffListQuery
    let rows: [Row]
    /// People who match, on all pages.
    let matchCount: Int
    let totalCount: Int
    /// Those of them who have left.
    let leftCount: Int
    let initials: [Initial]
    /// Nil where the organization has not instructed departments.
    let departments: [String]?
    let sources: [Option]
    var pageSize = 25

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.staff
        let heading = Heading(title: "\(texts.title)", lead: totalCount == 0 ? nil : "\(lead(texts))")
        let content = totalCount == 0 ? empty(context, texts) : list(context, texts)
        return Layout.console(context, title: texts.title, in: .staff, heading.html + content)
    }

    private func lead(_ texts: StaffTexts) -> String { texts.lead(totalCount - leftCount, left: leftCount) }

    private func empty(_ context: ConsoleContext, _ texts: StaffTexts) -> HTML {
        EmptyState(
            title: texts.emptyTitle, text: texts.emptyText,
            actions: [
                Button.link(texts.connect, to: context.address(.connect), "btn btn-main"),
                Button.link(texts.importFile, to: context.address(.imports)),
            ]
        ).html
    }

    private func list(_ context: ConsoleContext, _ texts: StaffTexts) -> HTML {
        let pager = Pager(page: query.page, size: pageSize, total: matchCount)
        let body: HTML =
            rows.isEmpty
            ? EmptyState(
                title: texts.noMatchTitle, text: texts.noMatchText,
                actions: [Button.link(texts.showAll, to: context.address(.staff(StaffListQuery())))]
            ).html
            : table(context, texts)
                + pager.html(context.texts.frame) { page, text in
                    way(to: query.with { $0.page = page }, names: "btn btn-s", label: nil, "\(text)", context)
                }
        return """
            \(StaffFilters(page: self).html(context))
            \(when: !query.q.isEmpty, again(context))
            \(index(context, texts))
            \(body)
            """
    }

    /// A link, or with a search a button that sends the search along.
    func way(
        to query: StaffListQuery, names: HTML, label: String?, isCurrent: Bool = false, _ content: HTML,
        _ context: ConsoleContext
    ) -> HTML {
        let address = context.address(.staff(query))
        let spoken: HTML? = label.map { " aria-label=\"\($0)\"" }
        let current: HTML = isCurrent ? " aria-current=\"true\"" : ""
        let classes: HTML = names.isEmpty ? "" : " class=\"\(names)\""
        return query.q.isEmpty
            ? "<a\(classes) href=\"\(address)\"\(spoken)\(current)>\(content)</a>"
            : "<button\(classes) form=\"again\" formaction=\"\(address)\"\(spoken)\(current)>\(content)</button>"
    }

    /// The form behind those buttons.
    private func again(_ context: ConsoleContext) -> HTML {
        """
        <form id="again" method="post" action="\(context.address(.staff(query)))">\(context.csrfField)\
        <input type="hidden" name="q" value="\(query.q)"></form>
        """
    }

    private func index(_ context: ConsoleContext, _ texts: StaffTexts) -> HTML {
        guard matchCount > pageSize || query.initial != nil, initials.count > 1 else { return "" }
        let highest = max(1, initials.map(\.count).max() ?? 1)
        let letters = initials.map { initial -> HTML in
            let tall = initial.count == 0 ? 0 : max(2, initial.count * 52 / highest)
            let dot: HTML = initial.count == 0 ? "" : "<circle cx=\"1.5\" cy=\"-7\" r=\"3.5\"/>"
            let tick: HTML = """
                <svg width="3" height="\(tall)" viewBox="0 0 3 \(max(1, tall))" aria-hidden="true">\
                <rect width="3" height="\(tall)"/>\(dot)</svg>
                """
            guard initial.count > 0 else { return "<span aria-hidden=\"true\">\(tick)\(initial.letter)</span>" }
            return way(
                to: query.with { $0.initial = initial.letter }, names: "",
                label: texts.initial(initial.letter, initial.count), isCurrent: initial.letter == query.initial,
                "\(tick)\(initial.letter)", context)
        }
        return "<nav class=\"az\" aria-label=\"\(texts.initialIndex)\">\(letters)</nav>"
    }

    private func table(_ context: ConsoleContext, _ texts: StaffTexts) -> HTML {
        var columns = [sortable(.name, texts.nameColumn, context), sortable(.title, texts.titleColumn, context)]
        if departments != nil { columns.append(Table.Column(texts.departmentColumn)) }
        columns += [Table.Column(texts.sourceColumn), sortable(.state, texts.stateColumn, context)]
        return Table(label: texts.tableLabel, columns: columns, rows: rows.map { cells($0, context) }).html
    }

    private func sortable(_ order: StaffOrder, _ title: String, _ context: ConsoleContext) -> Table.Column {
        let texts = context.texts.staff
        let isSorted = query.order == order
        let turned = isSorted && !query.isDescending
        var column = Table.Column(title)
        column.sorted = isSorted ? (query.isDescending ? .descending : .ascending) : nil
        column.control = way(
            to: query.with {
                $0.order = order
                $0.isDescending = turned
            }, names: "sort", label: nil,
            "\(title)<span class=\"vh\">, \(turned ? texts.sortDown : texts.sortUp)</span>", context)
        return column
    }

    private func cells(_ row: Row, _ context: ConsoleContext) -> [Table.Cell] {
        let none = context.texts.frame.none
        let native: HTML? = row.nativeName.map { " · \(PersonName($0).html)" }
        let email: HTML? = row.email.map { "<span class=\"sub\"><bdi>\($0)</bdi></span>" }
        let person = context.address(.person(id: row.id))
        var cells = [
            Table.Cell(
                "<a href=\"\(person)\">\(PersonName(row.name).html)</a>\(native)\(email)", names: "name", header: true),
            Table.Cell("<bdi>\(row.title ?? none)</bdi>"),
        ]
        if departments != nil { cells.append(Table.Cell("<bdi>\(row.department ?? none)</bdi>")) }
        cells.append(Table.Cell("<bdi>\(row.source)</bdi>", names: "quiet"))
        cells.append(Table.Cell(row.state.badge(context).html))
        return cells
    }
}
