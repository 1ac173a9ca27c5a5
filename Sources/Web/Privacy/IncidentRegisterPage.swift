import Domain

/// `/o/{slug}/privacy/incidents`: what the organization was told of incidents, the latest first.
struct IncidentRegisterPage: ConsolePage {
    let incidents: [OwnIncident]
    /// Whether the reader may acknowledge.
    let answers: Bool

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.registers
        let body: HTML =
            incidents.isEmpty
            ? EmptyState(title: texts.noIncidents, text: texts.noIncidentsText).html
            : "\(incidents.map { section($0, context) })"
        return Layout.console(
            context, title: texts.incidentsTitle, in: .privacy,
            """
            \(RegisterCrumb.html(context, texts.incidentsTitle))
            \(Heading(title: "\(texts.incidentsTitle)", lead: "\(texts.incidentsLead)").html)
            <div class="split stack-top"><div class="stack">\(body)</div>
            <div class="margin"><section aria-labelledby="cl"><h2 id="cl">\(texts.clockTitle)</h2>\
            <p class="small">\(texts.clockText)</p></section></div></div>
            """)
    }

    private func section(_ own: OwnIncident, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.registers
        let incident = own.incident
        let badge =
            own.waits
            ? Badge(.now, texts.waitsForYou)
            : Badge(.plain, incident.closedAt == nil ? texts.open : texts.closed)
        let id = incident.id.description
        let button = Button.post(
            texts.acknowledge, to: context.address(.register(.incidentAcknowledgement(id: id))), "btn btn-main", context
        )
        let phases = incident.phases.map { phase -> HTML in
            """
            <li><b>\(texts.phase(phase.sequence))</b><p class="wrap"><bdi>\(phase.text)</bdi></p>\
            <time>\(context.moment(phase.at))</time></li>
            """
        }
        let acknowledged: HTML? = own.acknowledgedAt.map {
            "<dt>\(texts.acknowledged)</dt><dd>\(context.moment($0))</dd>"
        }
        return """
            <section class="sheet\(when: own.waits, " sheet--now")" aria-labelledby="i-\(id)"><p>\(badge.html)</p>\
            <h2 id="i-\(id)">\(incident.number): <bdi>\(incident.title)</bdi></h2>\(line(own, context))\
            <dl class="facts"><dt>\(texts.aware)</dt><dd>\(context.moment(incident.awareAt))</dd>\
            <dt>\(texts.told)</dt><dd>\(context.moment(own.toldAt))</dd>\
            <dt>\(texts.lost)</dt><dd>\(texts.kinds(incident.kinds))</dd>\
            <dt>\(texts.concerned)</dt><dd class="wrap"><bdi>\(incident.categories)</bdi></dd>\(acknowledged)</dl>\
            <h3 class="gap-s">\(texts.known)</h3><ol class="steps gap-s" role="list">\(phases)</ol>\
            \(when: own.waits && answers, "<div class=\"btns gap-s\">\(button)</div>")</section>
            """
    }

    /// The 72 hours of the organization's own duty, while they run.
    private func line(_ own: OwnIncident, _ context: ConsoleContext) -> HTML {
        guard context.now < own.toldAt + Incident.notifyWithin else { return "" }
        let texts = context.texts.registers
        let hours = Int((context.now - own.toldAt) / Clock.hour)
        let span = LineSpan(start: own.toldAt, end: own.toldAt + Incident.notifyWithin, unit: .hour)
        let marks = [LineMark(at: own.toldAt, event: .plain, label: nil)]
        return Line(
            cells: span.cells(now: context.now, nowLabel: nil, marks: marks, majorEvery: 24),
            sentence: texts.line(told: context.moment(own.toldAt), hours: hours),
            start: context.moment(own.toldAt), middle: "<b>\(texts.hoursSince(hours))</b>",
            end: context.moment(own.toldAt + Incident.notifyWithin)
        ).html
    }
}
