/// The bar above the list of staff: what to search, what is chosen, how many match.
struct StaffFilters: Sendable {
    let page: StaffListPage

    func html(_ context: ConsoleContext) -> HTML {
        form(context) + chips(context)
    }

    private func form(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.staff
        let query = page.query
        let states = StaffState.Kind.allCases.map { Field.Option(value: $0.rawValue, text: texts.state($0)) }
        let state = Field.select(
            id: "state", name: "state", label: texts.stateLabel,
            options: [Field.Option(value: "", text: texts.anyState)] + states, chosen: query.state?.rawValue ?? "")
        let sources = page.sources.map { Field.Option(value: $0.id, text: $0.name) }
        let source = Field.select(
            id: "source", name: "source", label: texts.sourceLabel,
            options: [Field.Option(value: "", text: texts.allConnections)] + sources, chosen: query.source ?? "")
        let department = page.departments.map { departments in
            Field.select(
                id: "department", name: "department", label: texts.departmentLabel,
                options: [Field.Option(value: "", text: texts.allDepartments(departments.count))]
                    + departments.map { Field.Option(value: $0, text: $0) },
                chosen: query.department ?? ""
            ).html
        }
        // The order in which the list is sorted outlives a new search; the page and the letter do not.
        let order = StaffListQuery().with {
            $0.order = query.order
            $0.isDescending = query.isDescending
        }
        let names: HTML = department == nil ? "filters filters--three" : "filters"
        return """
            <form method="post" action="\(context.address(.staff(order)))" class="\(names)" role="search" \
            aria-label="\(texts.search)">\
            <div class="field"><label for="q">\(texts.searchLabel)</label>\
            <input id="q" name="q" type="search" value="\(query.q)" maxlength="200" autocomplete="off"></div>\
            \(department)\(state.html)\(source.html)<button class="btn btn-main">\(texts.show)</button>\
            \(context.csrfField)</form>
            """
    }

    private func chips(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.staff
        let query = page.query
        var chips: [HTML] = []
        func chip(_ text: String, without change: (inout StaffListQuery) -> Void) {
            chips.append(
                page.way(
                    to: query.with(change), names: "chip", label: nil,
                    """
                    <bdi>\(text)</bdi> <span aria-hidden="true">×</span><span class="vh">\(texts.removeFilter)</span>
                    """, context))
        }
        if !query.q.isEmpty { chip(texts.quoted(query.q)) { $0.q = "" } }
        if let department = query.department { chip(department) { $0.department = nil } }
        if let state = query.state { chip(texts.state(state)) { $0.state = nil } }
        if let source = query.source {
            chip(page.sources.first { $0.id == source }?.name ?? source) { $0.source = nil }
        }
        if let initial = query.initial { chip(texts.beginsWith(initial)) { $0.initial = nil } }
        if !chips.isEmpty {
            chips.append("<a href=\"\(context.address(.staff(StaffListQuery())))\">\(texts.clear)</a>")
        }
        let count: HTML =
            chips.isEmpty
            ? "<b>\(texts.count(page.totalCount))</b>" : texts.matches(page.matchCount, of: page.totalCount)
        return "<div class=\"chips\"><span role=\"status\">\(count)</span> \(chips.joined(separator: " "))</div>"
    }
}
