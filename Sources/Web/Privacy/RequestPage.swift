import Domain

/// `/o/{slug}/privacy/requests/{id}`: one request with its time, the decision, what will happen, its steps and evidence.
struct RequestPage: ConsolePage {
    let shown: RightsCase
    let reader: UUIDValue?
    /// Whether the reader decides on requests, or only approves erasures.
    let decides: Bool
    var problem: String?
    /// What was typed when something was refused.
    var reason = ""

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let texts = context.texts.privacy
        let request = shown.request
        let name: HTML = shown.name.map { PersonName($0).html } ?? "\(texts.erasedPerson)"
        let native: HTML? = shown.nativeName.map { " <span class=\"native\">\(PersonName($0).html)</span>" }
        let badge = RequestBadge(request: request, now: context.now).badge(texts).html
        return Layout.console(
            context, title: "\(texts.does(request.kind)) \(shown.name ?? texts.erasedPerson)", in: .privacy,
            """
            \(problem.map(AccessPage.notice))
            \(Crumb(steps: [(texts.title, context.address(.privacy(.overview)))], here: shown.number)
                .html(label: context.texts.frame.path))
            <div class="head"><div><h1>\(texts.does(request.kind)) \(name)\(native)</h1>\
            <p class="lead">\(lead(context))</p></div><p>\(badge)</p></div>
            \(RequestLine(request: request, steps: shown.steps).html(context))
            <div class="split"><div class="stack">
            \(decision(context))\(preview(context))\(certificate(context))\(evidence(context))</div>
            <div class="margin">\(steps(context))\(sees(context))\(wish(context))</div></div>
            """)
    }

    private func lead(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        let left: HTML? = (shown.state == .left ? shown.personChangedAt : nil).map { "\(texts.left(context.day($0))) " }
        return "\(left)\(texts.origin(shown.request.origin, context.day(shown.request.receivedAt)))"
    }

    // MARK: - The decision

    private func decision(_ context: ConsoleContext) -> HTML {
        guard shown.request.state == .received || shown.request.state == .identified else { return "" }
        let sheet = DecisionSheet(shown: shown, reader: reader, decides: decides, reason: reason)
        return sheet.html(context)
    }

    private func preview(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        guard !shown.preview.isEmpty else {
            guard shown.request.state.isOpen else { return "" }
            return """
                <section aria-labelledby="wh"><h2 id="wh">\(texts.willTitle)</h2>\
                <p>\(texts.will(shown.request.kind))</p></section>

                """
        }
        let table = Table(
            label: texts.willTitle,
            columns: [
                Table.Column(texts.storeColumn), Table.Column(texts.rowsColumn, number: true),
                Table.Column(texts.whatColumn),
            ],
            rows: shown.preview.map { line in
                [
                    Table.Cell("\(texts.store(line.store))", header: true), .text(context.number(Int(line.rows))),
                    Table.Cell(happens(line, context)),
                ]
            } + [
                [
                    Table.Cell("\(texts.store("backups"))", header: true), .text(context.texts.frame.none),
                    .text(texts.backups),
                ]
            ])
        return "<section aria-labelledby=\"wh\"><h2 id=\"wh\">\(texts.willTitle)</h2>\(table.html)</section>\n"
    }

    private func happens(_ line: ErasureLine, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        switch line.treatment {
        case .removed: return "\(texts.removed)"
        case .keyDestroyed:
            return "\(line.store.utf8.elementsEqual("evidence".utf8) ? texts.unreadable : texts.keyDestroyed)"
        case .backups(let until): return "\(until.map { texts.backupsUntil(context.day($0)) } ?? texts.backups)"
        case .held(let fields, let until):
            let names = context.texts.roomFormat.list(fields.map(context.texts.person.field))
            return """
                \(Badge(.warn, texts.heldUntil(context.date(until))).html)\
                <span class="sub">\(texts.heldFields(names))</span>
                """
        }
    }

    private func certificate(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        guard let erasure = shown.erasure else { return "" }
        guard let certificate = erasure.certificate else {
            return """
                <section aria-labelledby="ce"><h2 id="ce">\(texts.certificateTitle)</h2>\
                <p class="quiet">\(texts.certificateSoon)</p></section>

                """
        }
        let box = CopyBox(label: texts.certificateTitle, text: certificate, texts: context.texts.frame)
        return """
            <section aria-labelledby="ce"><h2 id="ce">\(texts.certificateTitle)</h2>\
            <p class="quiet">\(texts.certificateText)</p>\(box.html)</section>

            """
    }

    private func evidence(_ context: ConsoleContext) -> HTML {
        guard let positions = shown.positions else { return "" }
        let texts = context.texts.privacy
        let entries = texts.entries(
            shown.steps.count, context.number(Int(positions.lowerBound)), context.number(Int(positions.upperBound)))
        let command = "instructors evidence verify \(context.slug)"
        return """
            <section aria-labelledby="ev"><h2 id="ev">\(texts.evidenceTitle)</h2>\
            <p class="quiet">\(texts.evidenceText)</p>\
            <dl class="facts"><dt>\(texts.entriesName)</dt><dd>\(entries)</dd></dl>\
            <div class="gap-s">\(CopyBox(label: texts.command, text: command, texts: context.texts.frame).html)</div>\
            </section>
            """
    }

    // MARK: - The margin

    private func steps(_ context: ConsoleContext) -> HTML {
        let timeline = RequestSteps(shown: shown, reader: reader, next: next(context))
        return """
            <section aria-labelledby="ss"><h2 id="ss">\(context.texts.rights.stepsTitle)</h2>\
            \(timeline.html(context))</section>
            """
    }

    /// What is still to come.
    private func next(_ context: ConsoleContext) -> [(text: HTML, when: String, isNow: Bool)] {
        let texts = context.texts.privacy
        let request = shown.request
        guard request.state.isOpen else { return [] }
        let due = texts.by(context.day(request.dueAt))
        var next: [(text: HTML, when: String, isNow: Bool)] = []
        if request.state == .received { next.append(("<b>\(texts.confirmIdentity)</b>", due, true)) }
        if request.state == .received || request.state == .identified {
            let isSecond = !request.approvers.isEmpty
            let word = isSecond ? texts.secondApproval : texts.decision
            next.append(("<b>\(word)</b>\(deciders(context))", due, request.state == .identified))
            if request.kind == .erasure, !isSecond { next.append(("\(texts.secondApproval)", due, false)) }
        }
        next.append(("\(texts.does(afterwards: request.kind))", texts.minutesAfter, request.state == .doing))
        if request.kind != .erasure { next.append(("\(texts.isTold)", texts.atOnce, false)) }
        return next
    }

    private func deciders(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        let others = shown.others.filter { $0.key != reader }.sorted { $0.value < $1.value }.map(\.value)
        let you = reader.map { shown.others[$0] != nil } ?? false
        let names = (you ? ["\(texts.you)" as HTML] : []) + others.prefix(3).map { PersonName($0).html }
        guard !names.isEmpty else { return "" }
        return ": " + names.joined(separator: "\(texts.or)")
    }

    private func sees(_ context: ConsoleContext) -> HTML {
        guard shown.request.person != nil else { return "" }
        let sentence = context.texts.rights.sees(
            shown.request, context.organization, due: context.day(shown.request.dueAt))
        return """
            <section aria-labelledby="sh"><h2 id="sh">\(context.texts.privacy.seesTitle)</h2>\
            <p class="said">“\(sentence)”</p></section>
            """
    }

    private func wish(_ context: ConsoleContext) -> HTML {
        """
        <section aria-labelledby="wi"><h2 id="wi">\(context.texts.privacy.wishTitle)</h2>\
        \(WishFacts(shown: shown).html(context))</section>
        """
    }
}
