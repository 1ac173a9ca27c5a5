import Domain

/// One copy as lists show it.
struct CopyLine: Sendable, Concealed {
    let id: String
    /// Whose it is; nil where the list is that person's own.
    let name: String?
    let number: String?
    /// Milliseconds UTC, all three.
    let createdAt: Int64
    let expiresAt: Int64
    let fetchedAt: Int64?
    let bytes: Int64

    /// A table of copies; the first column names the person, or the day on which one was made.
    static func table(
        _ copies: [CopyLine], _ context: ConsoleContext, download: (String) -> Address.Room
    ) -> HTML {
        let texts = context.texts.copies
        let hasNames = copies.contains { $0.name != nil }
        let columns =
            (hasNames ? [Table.Column(texts.person)] : []) + [
                Table.Column(texts.made), Table.Column(texts.request), Table.Column(texts.size, number: true),
                Table.Column(texts.until), Table.Column(texts.deed, silent: true),
            ]
        let rows = copies.map { copy in
            (hasNames ? [Table.Cell("\(copy.name ?? "")", header: true)] : []) + [
                Table.Cell("\(context.moment(copy.createdAt))", header: !hasNames), .text(copy.number ?? "–"),
                .text(texts.size(copy.bytes)), .text(context.moment(copy.expiresAt)),
                Table.Cell(copy.deed(context, download(copy.id))),
            ]
        }
        return Table(label: texts.title, columns: columns, rows: rows).html
    }

    private func deed(_ context: ConsoleContext, _ room: Address.Room) -> HTML {
        let texts = context.texts.copies
        if let fetchedAt { return Badge(.plain, texts.fetched(context.sinceMoment(fetchedAt))).html }
        return """
            <form method="post" action="\(context.address(room))">\(context.csrfField)\
            <button class="btn btn-s">\(texts.download)<span class="vh"> \(context.moment(createdAt))</span></button>\
            </form>
            """
    }
}

extension CopyLine {
    init(_ entry: ExportEntry) { self.init(entry, of: nil) }

    init(_ entry: ExportEntry, of name: String?) {
        id = entry.id.description
        self.name = name
        number = entry.number
        createdAt = entry.createdAt
        expiresAt = entry.expiresAt
        fetchedAt = entry.fetchedAt
        bytes = entry.bytes
    }
}

/// `/o/{slug}/me/copies`: the copies of what is held about the reader.
struct OwnCopiesPage: ConsolePage {
    let copies: [CopyLine]

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        let texts = context.texts.copies
        let list =
            copies.isEmpty
            ? EmptyState(title: texts.none, text: texts.noneText).html
            : CopyLine.table(copies, context) { .own(.copyDownload(id: $0)) }
        return Layout.console(
            context, title: texts.title, in: .ownData,
            """
            \(Crumb(steps: [(context.texts.ownData.name, context.address(.own(.data)))], here: texts.title)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <div class="split"><div class="stack">\(list)</div>
            <div class="margin"><section aria-labelledby="in"><h2 id="in">\(texts.insideTitle)</h2>\
            <p class="small">\(texts.insideText)</p></section></div></div>
            """)
    }
}

/// `/o/{slug}/privacy/copies`: the copies that are there, for whoever hands them over.
struct CopiesPage: ConsolePage {
    let copies: [CopyLine]

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let texts = context.texts.copies
        let list =
            copies.isEmpty
            ? EmptyState(title: texts.noneHere, text: texts.noneHereText).html
            : CopyLine.table(copies, context) { .privacy(.copyDownload(id: $0)) }
        return Layout.console(
            context, title: texts.allTitle, in: .privacy,
            """
            \(Crumb(steps: [(context.texts.privacy.title, context.address(.privacy(.overview)))], here: texts.allTitle)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.allTitle)", lead: "\(texts.allLead)").html)
            <div class="split"><div class="stack">\(list)</div>
            <div class="margin"><section aria-labelledby="in"><h2 id="in">\(texts.insideTitle)</h2>\
            <p class="small">\(texts.insideText)</p></section>\(PrivacyMargin().html(context))</div></div>
            """)
    }
}
