import Domain

/// `/o/{slug}/privacy`: what people have asked for, those due first; what waits for a decision; what is restricted.
struct PrivacyPage: ConsolePage {
    /// Open requests, those due first; nil for those who only approve erasures.
    let open: [RightsEntry]?
    /// The latest that have ended.
    let ended: [RightsEntry]
    /// Erasures that wait for an approval.
    let erasures: [RightsEntry]
    let disputes: Int
    let restricted: Int

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let texts = context.texts.privacy
        let shown = open ?? erasures
        let overdue = shown.count { $0.request.isOverdue(at: context.now) }
        let actions: HTML? = open.map { _ in
            Button.link(texts.enter, to: context.address(.privacy(.newRequest(person: nil))), "btn")
        }
        return Layout.console(
            context, title: texts.title, in: .privacy,
            """
            \(Heading(
                title: "\(texts.title)", lead: "\(texts.lead(open: shown.count, overdue: overdue))", actions: actions
            ).html)
            \(when: !shown.isEmpty, PrivacyCalendar(entries: shown).html(context))
            <div class="split"><div class="stack">
            \(openSection(shown, context))
            \(when: !ended.isEmpty, endedSection(context))
            </div><div class="margin">\(waiting(context))\(PrivacyMargin().html(context))\
            \(RegisterNotices.links(context))</div></div>
            """)
    }

    private func openSection(_ entries: [RightsEntry], _ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        let title = open == nil ? texts.erasuresTitle : texts.openTitle
        guard !entries.isEmpty else {
            let empty = EmptyState(
                title: open == nil ? texts.noErasures : texts.noneTitle,
                text: open == nil ? texts.noErasuresText : texts.noneText(context.organization), isInSection: true)
            return "<section aria-labelledby=\"op\"><h2 id=\"op\">\(title)</h2>\(empty.html)</section>"
        }
        let table = Table(
            label: title,
            columns: [
                Table.Column(texts.requestColumn), Table.Column(texts.stateColumn), Table.Column(texts.timeColumn),
            ],
            rows: entries.map { row($0, context) })
        return "<section aria-labelledby=\"op\"><h2 id=\"op\">\(title)</h2>\(table.html)</section>"
    }

    private func row(_ entry: RightsEntry, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.privacy
        let name: HTML = entry.name.map { PersonName($0).html } ?? "\(texts.erasedPerson)"
        return [
            Table.Cell(
                """
                <a href="\(context.address(.privacy(.request(id: entry.id.description))))">\(texts.does(entry.request.kind)) \
                \(name)</a><span class="sub">\(entry.number)</span>
                """, names: "name", header: true),
            Table.Cell(RequestBadge(request: entry.request, now: context.now).badge(texts).html),
            Table.Cell(RequestLine(request: entry.request, steps: [], size: .small).html(context)),
        ]
    }

    private func endedSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        let table = Table(
            label: texts.endedTitle,
            columns: [
                Table.Column(texts.requestColumn), Table.Column(texts.stateColumn), Table.Column(texts.endedColumn),
            ],
            rows: ended.map { entry in
                row(entry, context).prefix(2) + [.text(context.day(entry.request.endedAt ?? 0))]
            })
        return "<section aria-labelledby=\"en\"><h2 id=\"en\">\(texts.endedTitle)</h2>\(table.html)</section>"
    }

    private func waiting(_ context: ConsoleContext) -> HTML {
        guard open != nil else { return "" }
        let texts = context.texts.privacy
        return """
            <section aria-labelledby="wa"><h2 id="wa">\(texts.waitingTitle)</h2><dl class="facts facts--count">\
            <dt><a href="\(context.address(.privacy(.corrections)))">\(texts.correctionsTitle)</a></dt>\
            <dd>\(context.number(disputes))</dd>\
            <dt><a href="\(context.address(.privacy(.restrictions)))">\(texts.restrictionsTitle)</a></dt>\
            <dd>\(context.number(restricted))</dd></dl></section>
            """
    }
}

/// Where a request stands, in a word.
struct RequestBadge: Sendable {
    let request: RightsRequest
    let now: Int64

    func badge(_ texts: PrivacyTexts) -> Badge {
        if request.isOverdue(at: now) { return Badge(.bad, texts.overdue) }
        return switch request.state {
        case .received: Badge(.now, texts.needsIdentity)
        case .identified where !request.approvers.isEmpty: Badge(.now, texts.needsSecond)
        case .identified: Badge(.now, texts.needsDecision)
        case .approved, .doing: Badge(.warn, texts.doing)
        case .done: Badge(.ok, texts.done)
        case .refused: Badge(.plain, texts.refused)
        case .withdrawn: Badge(.plain, texts.withdrawn)
        }
    }
}

/// The next five weeks as a line: a tick is a day, an event a due date.
struct PrivacyCalendar: Sendable {
    let entries: [RightsEntry]

    private static let days: Int64 = 35

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        let local = context.zone.civil(context.now)
        let start = context.now - Int64(local.hour * 3_600 + local.minute * 60 + local.second) * 1_000
        let span = LineSpan(start: start, end: start + Self.days * Clock.day, unit: .day)
        let due = entries.filter { $0.request.dueAt < span.end }
        let marks = due.filter { $0.request.dueAt >= start }.map { entry in
            LineMark(at: entry.request.dueAt, event: .due, label: entry.number)
        }
        let late = due.count { $0.request.dueAt < context.now }
        return Line(
            cells: span.cells(now: context.now, nowLabel: context.day(context.now), marks: marks, majorEvery: 7),
            sentence: texts.calendar(due.map { "\($0.number) \(context.day($0.request.dueAt))" }),
            start: context.date(context.now), middle: "<b>\(texts.dueCount(due.count - late, late: late))</b>",
            end: context.date(span.end - 1), size: .labels
        ).html
    }
}

/// The other rooms below `/privacy`, beside each of them.
struct PrivacyMargin: Sendable {
    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        let links = Self.rooms.filter { $0.isOpen(context.reader) }.map { room -> HTML in
            "<li><a href=\"\(context.address(room.room))\">\(room.title(context.texts))</a></li>"
        }
        guard !links.isEmpty else { return "" }
        return """
            <section aria-labelledby="ro"><h2 id="ro">\(texts.roomsTitle)</h2><ul class="plain">\(links)</ul></section>
            """
    }
}

extension PrivacyMargin {
    private struct Room {
        let room: Address.Room
        let title: @Sendable (Texts) -> String
        let isOpen: @Sendable (Reader) -> Bool
    }

    /// In the order of the margin. Each part of the privacy room adds its own.
    private static let rooms: [Room] = [
        Room(room: .privacy(.overview), title: { $0.privacy.requestsTitle }, isOpen: { $0.may(ApproveErasure.self) }),
        Room(room: .privacy(.corrections), title: { $0.privacy.correctionsTitle }, isOpen: { $0.may(SeeRights.self) }),
        Room(
            room: .privacy(.restrictions), title: { $0.privacy.restrictionsTitle }, isOpen: { $0.may(SeeRights.self) }),
        Room(
            room: .privacy(.copies), title: { _ in CopiesTexts(language: .english).allTitle },
            isOpen: { $0.may(SeeRights.self) }),
        Room(room: .erasures(.list), title: { $0.erasures.title }, isOpen: { $0.may(SeeRights.self) }),
        Room(room: .holds(.list), title: { $0.holds.title }, isOpen: { $0.may(SeeRights.self) }),
        Room(room: .privacy(.retention(days: 0)), title: { $0.retention.title }, isOpen: { $0.may(SeeTrust.self) }),
        Room(room: .purposes, title: { $0.purposes.title }, isOpen: { $0.may(InstructPurposes.self) }),
        Room(room: .statistics(week: nil), title: { $0.statistics.title }, isOpen: { $0.may(SeeStatistics.self) }),
        Room(room: .proof(.trust), title: { $0.trust.ownTitle }, isOpen: { $0.may(SeeTrust.self) }),
        Room(room: .proof(.record), title: { $0.record.title }, isOpen: { $0.may(SeeTrust.self) }),
        Room(room: .proof(.dataMap(DataMapQuery())), title: { $0.record.mapTitle }, isOpen: { $0.may(SeeTrust.self) }),
        Room(room: .evidence(.log), title: { $0.evidence.title }, isOpen: { $0.may(SeeEvidence.self) }),
        Room(room: .audit, title: { $0.audit.title }, isOpen: { $0.may(SeeAudit.self) }),
    ]
}

extension ConsoleContext {
    /// The rooms of those who decide speak English throughout.
    var inEnglish: ConsoleContext {
        var context = self
        context.texts = .english
        return context
    }
}
