/// A table that turns its rows into records on small screens.
///
/// Roles are explicit, since `display: block` takes them away; the labels of the folded cells are the columns' titles.
struct Table: Sendable {
    struct Column: Sendable {
        let title: String
        /// The title is for screen readers only.
        var isSilent = false
        /// Aligned to the right.
        var isNumber = false
        /// A link or button instead of the plain title, and how the rows are sorted by it.
        var control: HTML?
        var sorted: Sorting?

        init(_ title: String, silent: Bool = false, number: Bool = false) {
            self.title = title
            isSilent = silent
            isNumber = number
        }
    }

    enum Sorting: String, Sendable {
        case ascending, descending
    }

    struct Cell: Sendable {
        let content: HTML
        var names = ""
        /// The row's name rather than one of its values.
        var isHeader = false

        init(_ content: HTML, names: String = "", header: Bool = false) {
            self.content = content
            self.names = names
            isHeader = header
        }

        static func text(_ text: String) -> Cell { Cell("\(text)") }
    }

    /// What screen readers call the table.
    let label: String
    let columns: [Column]
    let rows: [[Cell]]
    var isDifference = false

    var html: HTML {
        """
        <div class="scroll" tabindex="0" role="group" aria-label="\(label)">\
        <table role="table" class="fold\(when: isDifference, " diff")">\
        <thead role="rowgroup"><tr role="row">\(columns.map(Self.head))</tr></thead>
        <tbody role="rowgroup">\(rows.map(row))</tbody></table></div>
        """
    }

    private static func head(_ column: Column) -> HTML {
        let title: HTML =
            column.isSilent ? "<span class=\"vh\">\(column.title)</span>" : column.control ?? "\(column.title)"
        let sorted: HTML? = column.sorted.map { " aria-sort=\"\($0.rawValue)\"" }
        return """
            <th role="columnheader" scope="col"\(when: column.isNumber, " class=\"r\"")\(sorted)>\(title)</th>
            """
    }

    private func row(_ cells: [Cell]) -> HTML {
        var html: HTML = "<tr role=\"row\">"
        for (column, cell) in zip(columns, cells) {
            let names = [column.isNumber ? "r" : "", cell.names].filter { !$0.isEmpty }.joined(separator: " ")
            let classes: HTML? = names.isEmpty ? nil : " class=\"\(names)\""
            if cell.isHeader {
                html.append("<th role=\"rowheader\" scope=\"row\"\(classes)>\(cell.content)</th>")
            } else {
                let label: HTML? = column.isSilent || column.title.isEmpty ? nil : " data-l=\"\(column.title)\""
                html.append("<td role=\"cell\"\(classes)\(label)><span>\(cell.content)</span></td>")
            }
        }
        return html + "</tr>\n"
    }
}
