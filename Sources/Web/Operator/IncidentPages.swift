import Domain

/// `/operator/incidents`: the register, the latest first.
struct IncidentsPage: OperatorPage {
    let entries: [IncidentEntry]

    func html(in context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let record: HTML? =
            context.may(ManageIncidents.self)
            ? Button.link(texts.record, to: .operatorRoom(.register(.newIncident)), "btn btn-main") : nil
        let body =
            entries.isEmpty
            ? EmptyState(title: texts.noIncidents, text: texts.noIncidentsText).html : table(context).html
        return OperatorFrame.page(
            context, title: context.texts.entry(.incidents), in: .incidents,
            """
            \(Heading(title: "\(context.texts.entry(.incidents))", lead: "\(texts.incidentsLead)", actions: record).html)
            <div class="stack stack-top">\(body)</div>
            """)
    }

    private func table(_ context: OperatorContext) -> Table {
        let texts = context.console.texts.operatorRegisters
        return Table(
            label: context.texts.entry(.incidents),
            columns: [
                Table.Column(texts.number), Table.Column(texts.title), Table.Column(texts.awareAt),
                Table.Column(texts.told), Table.Column(context.texts.state),
            ],
            rows: entries.map { entry in
                let incident = entry.incident
                let address = Address.operatorRoom(.register(.incident(id: incident.id.description)))
                return [
                    Table.Cell("<a href=\"\(address)\">\(incident.number)</a>", header: true),
                    Table.Cell("<bdi>\(incident.title)</bdi>", names: "wrap"),
                    .text(context.console.moment(incident.awareAt)),
                    .text(texts.toldOf(entry.toldCount, entry.concerned.count)),
                    Table.Cell(entry.badge(texts, at: context.console.now).html),
                ]
            })
    }
}

extension IncidentEntry {
    fileprivate var toldCount: Int { concerned.filter { $0.toldAt != nil }.count }

    fileprivate func badge(_ texts: OperatorRegisterTexts, at now: Int64) -> Badge {
        if concerned.contains(where: { $0.toldAt == nil && $0.isLate(incident, at: now) }) {
            return Badge(.bad, texts.notToldLate)
        }
        return incident.closedAt == nil ? Badge(.warn, texts.open) : Badge(.plain, texts.closed)
    }
}

/// `/operator/incidents/{id}`: the clock, what is known, whom it concerns and who has been told.
struct IncidentPage: OperatorPage {
    let entry: IncidentEntry
    let organizations: [(slug: String, name: String)]
    var text = ""
    var errors: [String: String] = [:]

    private var incident: Incident { entry.incident }
    private var id: String { incident.id.description }

    func html(in context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let crumb = Crumb(
            steps: [(context.texts.entry(.incidents), .operatorRoom(.register(.incidents)))], here: incident.number)
        let isManaged = incident.closedAt == nil && context.may(ManageIncidents.self)
        return OperatorFrame.page(
            context, title: incident.number, in: .incidents,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            <div class="head"><div><h1>\(incident.number): <bdi>\(incident.title)</bdi></h1>\
            <p class="lead">\(context.console.texts.registers.kinds(incident.kinds))</p></div>\
            <p>\(entry.badge(texts, at: context.console.now).html)</p></div>
            \(line(context))
            <div class="split stack-top"><div class="stack">\(concerned(context))\(when: isManaged, form(context))</div>
            <div class="margin">\(known(context))\(when: isManaged, end(context))</div></div>
            """)
    }

    /// The first 72 hours: when it was known, when customers were told.
    private func line(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let now = context.console.now
        let hours = Int((now - incident.awareAt) / Clock.hour)
        let end = incident.awareAt + Incident.notifyWithin
        let span = LineSpan(start: incident.awareAt, end: end, unit: .hour)
        var marks = [LineMark(at: incident.awareAt, event: .plain, label: nil)]
        for told in Set(entry.concerned.compactMap(\.toldAt)).sorted() {
            marks.append(LineMark(at: told, event: .ok, label: texts.told))
        }
        if entry.hasLate(at: now) {
            marks.append(LineMark(at: incident.awareAt + Incident.tellWithin, event: .bad, label: texts.tellLimit))
        }
        return Line(
            cells: span.cells(now: now, nowLabel: nil, marks: marks, majorEvery: 24),
            sentence: texts.line(hours: hours, told: entry.toldCount, of: entry.concerned.count),
            start: context.console.moment(incident.awareAt), middle: "<b>\(texts.elapsed(hours))</b>",
            end: context.console.moment(end), size: .labels
        ).html
    }

    private func concerned(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let table = Table(
            label: texts.organizations,
            columns: [Table.Column(texts.customer), Table.Column(texts.told), Table.Column(texts.acknowledged)],
            rows: entry.concerned.map { organization in
                let isLate = organization.isLate(incident, at: context.console.now)
                let told: HTML
                if let at = organization.toldAt {
                    let late: HTML = " \(Badge(.bad, texts.toldLate).html)"
                    told = "\(context.console.moment(at))\(when: isLate, late)"
                } else {
                    told = Badge(isLate ? .bad : .warn, isLate ? texts.notToldLate : texts.notAcknowledged).html
                }
                return [
                    Table.Cell("<bdi>\(organization.name)</bdi>", names: "wrap", header: true), Table.Cell(told),
                    .text(organization.acknowledgedAt.map { context.console.moment($0) } ?? texts.notAcknowledged),
                ]
            })
        return "<section aria-labelledby=\"co\"><h2 id=\"co\">\(texts.organizations)</h2>\(table.html)</section>"
    }

    private func known(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let phases = incident.phases.map { phase -> HTML in
            """
            <li><b>\(context.console.texts.registers.phase(phase.sequence))</b>\
            <p class="wrap"><bdi>\(phase.text)</bdi></p><time>\(context.console.moment(phase.at))</time></li>
            """
        }
        return """
            <section aria-labelledby="kn"><h2 id="kn">\(texts.known)</h2>\
            <dl class="facts facts--stack"><dt>\(texts.categories)</dt>\
            <dd class="wrap"><bdi>\(incident.categories)</bdi></dd></dl>\
            <ol class="steps gap-s" role="list">\(phases)</ol></section>
            """
    }

    private func form(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let named = Set(entry.concerned.map(\.slug))
        let others = organizations.filter { !named.contains($0.slug) }
        let boxes = RegisterForm.checks(
            "organizations", texts.addOrganizations, others.map { ($0.slug, $0.name, false) }, errors["organizations"])
        return """
            <section aria-labelledby="fu"><h2 id="fu">\(texts.further)</h2>\
            <form class="stack-s form" method="post" action="\(Address.operatorRoom(.register(.incidentPhases(id: id))))">\
            \(context.console.csrfField)\
            \(RegisterForm.area("text", texts.text, text, texts.textHelp, errors["text"]))\
            \(when: !others.isEmpty, boxes)\
            <p class="btns"><button class="btn btn-main">\(texts.furtherButton)</button></p></form></section>
            """
    }

    private func end(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        return """
            <section aria-labelledby="en"><h2 id="en">\(texts.endTitle)</h2>\
            \(Button.post(
                texts.end, to: .operatorRoom(.register(.incidentEnd(id: id))), "btn btn-s", context.console))</section>
            """
    }
}

/// `/operator/incidents/new`.
struct NewIncidentPage: OperatorPage {
    let organizations: [(slug: String, name: String)]
    var draft = IncidentDraft()
    /// As the form sends it: `2026-11-24T10:20`.
    var awareAt = ""
    var errors: [String: String] = [:]

    func html(in context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let crumb = Crumb(
            steps: [(context.texts.entry(.incidents), .operatorRoom(.register(.incidents)))], here: texts.record)
        let title = Field.text(
            id: "title", name: "title", label: texts.title, value: draft.title, error: errors["title"], lengthMax: 200,
            isRequired: true)
        let aware = Field(
            id: "awareAt", label: texts.awareAt,
            control: """
                <input id="awareAt" name="awareAt" type="datetime-local" value="\(awareAt)" required\
                \(Field.described("awareAt", help: texts.awareHelp, error: errors["awareAt"]))>
                """,
            help: texts.awareHelp, error: errors["awareAt"])
        let kinds = Incident.Kind.allCases.map { kind in
            (kind.rawValue, context.console.texts.registers.kind(kind), draft.kinds.contains(kind))
        }
        let named = organizations.map { ($0.slug, $0.name, draft.organizations.contains($0.slug)) }
        return OperatorFrame.page(
            context, title: texts.record, in: .incidents,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            \(Heading(title: "\(texts.record)", lead: "\(texts.recordLead)").html)
            <form class="stack-s form stack-top" method="post" \
            action="\(Address.operatorRoom(.register(.newIncident)))">\(context.console.csrfField)\(title.html)\
            \(aware.html)\(RegisterForm.checks("kinds", texts.lost, kinds, errors["kinds"]))\
            \(RegisterForm.area(
                "categories", texts.categories, draft.categories, texts.categoriesHelp, errors["categories"]))\
            \(RegisterForm.area("text", texts.text, draft.text, texts.textHelp, errors["text"]))\
            \(RegisterForm.checks("organizations", texts.organizations, named, errors["organizations"]))\
            <p class="btns"><button class="btn btn-main">\(texts.recordButton)</button>\
            \(Button.link(context.texts.cancel, to: .operatorRoom(.register(.incidents))))</p></form>
            """)
    }
}
