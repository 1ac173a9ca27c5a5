import Domain

/// `/o/{slug}` for those who keep the directory: what waits, who is here, what the last 24 hours brought.
struct OverviewPage: Sendable {
    /// A staged change, in short.
    struct Waiting: Sendable {
        let changeID: String
        let connection: String
        /// Milliseconds UTC.
        let since: Int64
        let counts: DifferenceCounts
    }

    /// What the customer is told of the operator's doings and of decisions that are overdue.
    struct Notice: Sendable {
        enum Kind: Sendable {
            case operatorAccess(reason: String?)
            case escalated
        }

        /// Milliseconds UTC.
        let at: Int64
        let kind: Kind
        /// Whether the access was a visit, which stands under “Access”.
        var isVisit = false
    }

    let activeCount: Int
    let deactivatedCount: Int
    let heldCount: Int
    /// Left, and due for erasure when their grace period ends.
    let leavingCount: Int
    let groupCount: Int
    let connections: [ConnectionSummary]
    let waiting: [Waiting]
    let events: [DirectoryEvent]
    /// Newest first.
    let notices: [Notice]
    /// Visits of the operator that are open now.
    var visits: [Visit] = []
    /// What the organization was told and has not answered.
    var registers = RegisterNotices()

    private var peopleCount: Int { activeCount + deactivatedCount + heldCount }

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.overview
        if connections.isEmpty, peopleCount + leavingCount == 0 { return empty(context, texts) }
        let heading = Heading(
            title: "\(texts.title)",
            lead: """
                \(texts.lead(
                    people: peopleCount, connections: connections.count, waiting: waiting.count,
                    decides: context.reader.may(DecideChanges.self)))
                """)
        return Layout.console(
            context, title: texts.title, in: .overview,
            """
            \(heading.html)
            \(visits.map { $0.sheet(context) })
            \(DirectoryEvent.line(of: events, context).html)
            <div class="split"><div class="stack">
            \(registers.sheets(context))
            \(waitingSection(context, texts))
            <section aria-labelledby="co"><h2 id="co">\(texts.connectionsTitle)</h2>\
            \(connections.isEmpty ? next(context, texts) : connectionList(context))</section>
            </div><div class="margin">\(staff(context, texts))\(noticeSection(context, texts))\(RegisterNotices.links(context))</div></div>
            """)
    }

    private func waitingSection(_ context: ConsoleContext, _ texts: OverviewTexts) -> HTML {
        guard !waiting.isEmpty else {
            return """
                <section aria-labelledby="wa"><h2 id="wa">\(texts.nothingWaiting)</h2>\
                <p class="quiet">\(texts.nothingWaitingText)</p></section>
                """
        }
        let decides = context.reader.may(DecideChanges.self)
        let button = decides ? texts.decide : texts.look
        let sheets = waiting.enumerated().map { place, item -> HTML in
            let moment = context.sinceMoment(item.since)
            let since = decides ? context.texts.directory.waitingSince(moment) : texts.waitsForOthers(moment)
            let to = context.address(.change(id: item.changeID, ChangeQuery()))
            return """
                <div class="sheet sheet--now"><p>\(Badge(.now, since).html)</p>\
                <h2>\(context.texts.changes.waiting(item.counts))</h2>\
                <p><bdi>\(item.connection)</bdi>: \(context.texts.changes.parts(item.counts)).</p>\
                <p class="btns gap-s">\(Button.link(button, to: to, place == 0 ? "btn btn-main" : "btn"))</p>\
                </div>
                """
        }
        return
            "<section class=\"stack-s\" aria-label=\"\(decides ? texts.waitingTitle : texts.waitingForOthers)\">\(sheets)</section>"
    }

    private func connectionList(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.directory
        let items = connections.map { connection -> HTML in
            let last = connection.lastAt.map { context.moment($0) } ?? texts.never
            return """
                <li><span><a href="\(context.address(.connection(id: connection.id)))"><bdi>\(connection.name)</bdi>\
                </a>\
                <span class="sub">\(texts.kind(connection.kind)) · \(Count.people(connection.people)) · \(last)</span>\
                </span>\
                \(connection.badge(texts).html)</li>
                """
        }
        return "<ul class=\"list\">\(items)</ul>"
    }

    private func staff(_ context: ConsoleContext, _ texts: OverviewTexts) -> HTML {
        func fact(_ name: String, _ count: Int, _ room: Address.Room) -> HTML {
            "<dt>\(name)</dt><dd><a href=\"\(context.address(room))\">\(context.number(count))</a></dd>"
        }
        func listed(_ kind: StaffState.Kind) -> Address.Room { .staff(StaffListQuery().with { $0.state = kind }) }
        return """
            <section aria-labelledby="st"><h2 id="st">\(texts.staffTitle)</h2><dl class="facts facts--count">\
            \(fact(texts.active, activeCount, listed(.active)))\
            \(when: heldCount > 0, fact(texts.held, heldCount, listed(.held)))\
            \(when: deactivatedCount > 0, fact(texts.deactivated, deactivatedCount, listed(.deactivated)))\
            \(when: leavingCount > 0, fact(texts.leaving, leavingCount, listed(.left)))\
            \(fact(texts.groups, groupCount, .groups(page: 1)))</dl>\
            <p class="small gap-s"><a href="\(context.address(.staff(StaffListQuery())))">\(texts.allStaff)</a></p>\
            </section>
            """
    }

    private func noticeSection(_ context: ConsoleContext, _ texts: OverviewTexts) -> HTML {
        guard !notices.isEmpty else { return "" }
        let items = notices.map { notice -> HTML in
            let said =
                switch notice.kind {
                case .escalated: texts.escalated
                case .operatorAccess(let reason): notice.isVisit ? texts.wasHere(reason) : texts.gaveAccess(reason)
                }
            let link: HTML = " <a href=\"\(context.address(.access))\">\(context.texts.visits.seeAll)</a>"
            let more = notice.isVisit && context.reader.may(SeeAccess.self)
            return "<dt>\(context.moment(notice.at))</dt><dd>\(said)\(when: more, link)</dd>"
        }
        return """
            <section aria-labelledby="op"><h2 id="op">\(texts.noticesTitle)</h2><dl class="facts facts--stack">\(items)</dl>\
            </section>
            """
    }

    private func empty(_ context: ConsoleContext, _ texts: OverviewTexts) -> HTML {
        let heading = Heading(title: "\(texts.title)", lead: "\(texts.emptyLead)")
        return Layout.console(
            context, title: texts.title, in: .overview,
            """
            \(heading.html)
            \(visits.map { $0.sheet(context) })
            \(DirectoryEvent.line(of: [], context).html)
            \(registers.sheets(context))
            <section aria-labelledby="ne"><h2 id="ne">\(texts.emptyTitle)</h2>\(next(context, texts))</section>
            \(noticeSection(context, texts))
            """)
    }

    private func next(_ context: ConsoleContext, _ texts: OverviewTexts) -> HTML {
        func step(_ title: String, _ text: String, _ button: String, _ room: Address.Room, isMain: Bool = false) -> HTML
        {
            """
            <div class="ask"><h3>\(title)</h3><p>\(text)</p>\
            \(Button.link(button, to: context.address(room), isMain ? "btn btn-main" : "btn"))</div>
            """
        }
        return """
            <div class="asks">\
            \(step(texts.connectTitle, texts.connectText, texts.connect, .connect, isMain: waiting.isEmpty))\
            \(step(texts.importTitle, texts.importText, texts.importFile, .imports))\
            \(step(texts.attributesTitle, texts.attributesText, texts.attributes, .attributes))</div>
            """
    }
}
