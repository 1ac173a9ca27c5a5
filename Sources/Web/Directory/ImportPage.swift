import Domain

/// `/o/{slug}/directory/import`: a CSV file in; its difference and its errors are a change set's page.
///
/// POST sends multipart form data: `csrf`, then `file`.
struct ImportPage: Sendable {
    /// What a column fills.
    enum Target: Sendable, Equatable {
        case attribute(Attribute)
        case active
        case groups
    }

    /// A column that the import understands.
    struct Column: Sendable {
        let target: Target
        /// Some of the headers that name it, the plainest first.
        let headers: [String]
    }

    /// The columns that most files have. Exports of many systems use other names for the same, which work too.
    static let columns = [
        Column(target: .attribute(.workEmail), headers: ["work e-mail", "e-mail", "mail", "E-Mail-Adresse"]),
        Column(target: .attribute(.displayName), headers: ["name", "display name", "full name", "Anzeigename"]),
        Column(target: .attribute(.givenName), headers: ["first name", "given name", "Vorname"]),
        Column(target: .attribute(.familyName), headers: ["last name", "surname", "Nachname"]),
        Column(target: .attribute(.title), headers: ["job title", "title", "position"]),
        Column(target: .attribute(.userName), headers: ["user name", "UPN", "Benutzername"]),
        Column(target: .active, headers: ["active", "status"]),
        Column(target: .groups, headers: ["groups", "group"]),
        Column(target: .attribute(.department), headers: ["department", "Abteilung"]),
        Column(target: .attribute(.manager), headers: ["manager"]),
        Column(target: .attribute(.employeeNumber), headers: ["employee number", "Personalnummer"]),
        Column(target: .attribute(.workPhone), headers: ["work phone"]),
    ]

    let instructed: [Attribute]
    /// In MiB.
    let sizeMax: Int
    /// Why the file was not read at all.
    var fileError: String?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.imports
        let crumb = Crumb(
            steps: [(context.texts.directory.title, context.address(.directory))], here: texts.title)
        let items = texts.formatItems.map { item -> HTML in "<li>\(item)</li>" }
        return Layout.console(
            context, title: texts.title, in: .directory,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <div class="split"><div class="stack">\(form(context))\(headers(context))</div>
            <div class="margin"><section aria-labelledby="fo"><h2 id="fo">\(texts.formatTitle)</h2>\
            <ul class="plain small">\(items)</ul></section>\
            <section aria-labelledby="ex"><h2 id="ex">\(texts.exampleTitle)</h2>\
            <div class="code code--plain"><pre tabindex="0" role="group" aria-label="\(texts.exampleTitle)">\
            <code>\(texts.example)</code></pre></div></section></div></div>
            """)
    }

    private func form(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.imports
        let help = texts.fileHelp(sizeMax)
        let file = Field(
            id: "file", label: texts.fileLabel,
            control: """
                <input id="file" name="file" type="file" accept=".csv,.txt,text/csv" required\
                \(Field.described("file", help: help, error: fileError))>
                """,
            help: help, error: fileError)
        return """
            <form class="sheet stack-s form" method="post" enctype="multipart/form-data" \
            action="\(context.address(.imports))">\(context.csrfField)\
            <p class="quiet">\(texts.wholeList)</p>\(file.html)\
            <p class="btns"><button class="btn btn-main">\(texts.check)</button></p></form>
            """
    }

    private func headers(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.imports
        let table = Table(
            label: texts.headersLabel,
            columns: [
                Table.Column(texts.attributeColumn), Table.Column(texts.headerColumn), Table.Column(texts.stateColumn),
            ],
            rows: Self.columns.map { column in
                let names = column.headers.map { name -> HTML in "<code>\(name)</code>" }.joined(separator: ", ")
                return [
                    Table.Cell("\(name(of: column.target, context))", header: true), Table.Cell(names, names: "wrap"),
                    Table.Cell(badge(column.target, texts).html),
                ]
            })
        return """
            <section aria-labelledby="he"><h2 id="he">\(texts.headersTitle)</h2>\
            <p class="quiet">\(texts.headersText)</p>\(table.html)</section>
            """
    }

    private func name(of target: Target, _ context: ConsoleContext) -> String {
        switch target {
        case .attribute(let attribute): context.texts.person.field(attribute)
        case .active: context.texts.imports.activeField
        case .groups: context.texts.imports.groupsField
        }
    }

    private func badge(_ target: Target, _ texts: ImportTexts) -> Badge {
        switch target {
        case .attribute(.workEmail): Badge(.ok, texts.required)
        case .attribute(let attribute) where attribute.needsInstruction && !instructed.contains(attribute):
            Badge(.warn, texts.notInstructed)
        default: Badge(.plain, texts.optional)
        }
    }
}
