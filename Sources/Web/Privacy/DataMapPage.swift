import Domain

/// `/o/{slug}/privacy/data-map`: every column about staff that is stored, with what becomes of it.
struct DataMapPage: ConsolePage {
    struct Row: Sendable {
        let place: String
        let category: DataCategory
        let purposes: [PurposeName]
        let source: DataSource
        let kept: String
        let export: String
        let erasure: String
    }

    let query: DataMapQuery
    let rows: [Row]
    let total: Int

    /// All of the inventory that is about staff, as the query asks for it.
    init(_ query: DataMapQuery) {
        let all = Self.all
        self.query = query
        total = all.count
        rows = all.filter { row in
            (query.category.map { $0 == row.category } ?? true)
                && (query.purpose.map { row.purposes.contains($0) } ?? true)
        }
    }

    private static let all: [Row] = {
        let tables = Inventory.Store.allCases.flatMap { Inventory.tables(of: $0) }.filter { $0.subject == .staffMember }
        let columns = tables.flatMap { table in
            table.columns.map { column in
                Row(
                    place: "\(table.name).\(column.name)", category: column.category, purposes: column.purposes,
                    source: column.source, kept: (column.retention ?? table.retention).words,
                    export: column.treatment.export.rawValue, erasure: column.treatment.erasure.rawValue)
            }
        }
        return columns
    }()

    func html(in context: ConsoleContext) -> HTML {
        let words = context.texts.record
        let table = Table(
            label: words.mapTitle,
            columns: [
                Table.Column(words.place), Table.Column(words.data), Table.Column(words.purposes),
                Table.Column(words.kept), Table.Column(words.export), Table.Column(words.erasure),
            ],
            rows: rows.map { row in
                [
                    Table.Cell("<code>\(row.place)</code>", names: "wrap", header: true),
                    .text(row.category.rawValue),
                    Table.Cell("\(row.purposes.map(\.title).joined(separator: ", "))", names: "wrap"),
                    Table.Cell("\(row.kept)<span class=\"sub\">\(row.source.words)</span>", names: "wrap"),
                    .text(row.export), .text(row.erasure),
                ]
            })
        return Layout.console(
            context, title: words.mapTitle, in: .privacy,
            """
            \(Heading(title: "\(words.mapTitle)", lead: "\(words.mapLead)").html)
            \(filters(context))
            <p class="small quiet" role="status">\(words.shown(rows.count, total))</p>
            <div class="stack gap-s">\(rows.isEmpty ? EmptyState(title: words.noRows, text: words.noRowsText).html : table.html)\
            \(ProofMargin().html(context))</div>
            """)
    }

    private func filters(_ context: ConsoleContext) -> HTML {
        let words = context.texts.record
        let present = DataCategory.allOfMap.map { option($0.rawValue, $0.rawValue, $0 == query.category) }
        let purposes = PurposeName.allCases.map { option($0.rawValue, $0.title, $0 == query.purpose) }
        return """
            <form class="filters stack-top" method="get" action="\(context.address(.proof(.dataMap(DataMapQuery()))))">\
            \(select("category", words.data, words.all, present))\(select("purpose", words.purposes, words.all, purposes))\
            <p class="btns"><button class="btn">\(words.show)</button></p></form>
            """
    }

    private func select(_ name: String, _ label: String, _ all: String, _ options: [HTML]) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label><select id="\(name)" name="\(name)">\
        <option value="">\(all)</option>\(options)</select></div>
        """
    }

    private func option(_ value: String, _ title: String, _ isChosen: Bool) -> HTML {
        "<option value=\"\(value)\"\(when: isChosen, " selected")>\(title)</option>"
    }
}

extension DataCategory {
    /// Those that the map can be filtered by.
    fileprivate static let allOfMap: [DataCategory] = [
        .profile, .name, .jobTitle, .businessContact, .directoryIdentifier, .standing, .usage, .credential, .evidence,
        .instruction, .operational,
    ]
}
