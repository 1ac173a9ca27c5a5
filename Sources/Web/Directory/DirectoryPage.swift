import Domain

/// The most that may be deactivated or deleted within an hour without asking.
struct BrakeSetting: Sendable {
    let people: Int
    /// Percent of active staff.
    let percent: Int
}

/// `/o/{slug}/directory`: what comes in, what waits, what is dropped.
struct DirectoryPage: Sendable {
    /// A change that the brake stopped.
    struct Staged: Sendable {
        let changeID: String
        let connection: String
        /// Milliseconds UTC.
        let since: Int64
        /// How long the directory took to send it, in minutes.
        let minutes: Int
        let counts: DifferenceCounts
        /// The group or department that most of the leavers belong to.
        let mostly: String?
        let sample: [Difference]
        /// Days until people who left are due for erasure, and the day it would be (milliseconds UTC).
        let graceDays: Int
        let erasedAt: Int64
    }

    /// A file's difference or what the brake stopped, decided or not.
    struct Recent: Sendable {
        let changeID: String
        /// The connection's name.
        let source: String
        /// Milliseconds UTC.
        let at: Int64
        let origin: ChangePage.Origin
        let stage: ChangePage.Stage
        let counts: DifferenceCounts
    }

    /// An undeclared attribute that a directory sends.
    struct Dropped: Sendable {
        /// Its SCIM path, or the header of a CSV file.
        let name: String
        let count: Int
        /// Milliseconds UTC.
        let lastAt: Int64
    }

    let peopleCount: Int
    let connections: [ConnectionSummary]
    let events: [DirectoryEvent]
    let staged: [Staged]
    /// All others than those in `staged`, newest first.
    let recent: [Recent]
    let brake: BrakeSetting
    let dropped: [Dropped]
    let instructed: [Attribute]
    /// Milliseconds UTC.
    let instructedAt: Int64?
    /// Absolute, as directories need it.
    let scimBase: String

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.directory
        let isEmpty = connections.isEmpty
        let lead =
            isEmpty
            ? texts.emptyLead
            : texts.lead(
                people: peopleCount, connections: connections.count, waiting: staged.count,
                decides: context.reader.may(DecideChanges.self))
        let heading = Heading(
            title: "\(texts.title)", lead: "\(lead)",
            actions: """
                \(Button.link(texts.importFile, to: context.address(.imports)))\
                \(Button.link(texts.connect, to: context.address(.connect), isEmpty ? "btn btn-main" : "btn"))
                """)
        let sheets = staged.enumerated().map { place, item in
            StagedSheet(staged: item, brake: brake, isMain: place == 0).html(context)
        }
        let margin: HTML =
            "<div class=\"margin\">\(declared(context))\(brakeSetting(context))\(scimAddress(context))</div>"
        return Layout.console(
            context, title: texts.title, in: .directory,
            """
            \(heading.html)
            \(DirectoryEvent.line(of: events, context).html)
            \(sheets)
            \(when: !isEmpty, connectionSection(context))
            \(when: !isEmpty, changeSection(context))
            <div class="split stack-top">\(isEmpty ? empty(texts) : droppedSection(context))\(margin)</div>
            """)
    }

    private func empty(_ texts: DirectoryTexts) -> HTML {
        """
        <section aria-labelledby="co"><h2 id="co">\(texts.connectionsTitle)</h2>\
        \(EmptyState(title: texts.emptyTitle, text: texts.emptyText, isInSection: true).html)</section>
        """
    }

    private func connectionSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.directory
        let table = Table(
            label: texts.connectionsLabel,
            columns: [
                Table.Column(texts.connectionColumn), Table.Column(texts.stateColumn), Table.Column(texts.lastColumn),
                Table.Column(texts.peopleColumn, number: true), Table.Column(texts.tokenColumn),
            ],
            rows: connections.map { connection in
                let link: HTML = """
                    <a href="\(context.address(.connection(id: connection.id)))"><bdi>\(connection.name)</bdi></a>\
                    <span class="sub">\(texts.kind(connection.kind))</span>
                    """
                return [
                    Table.Cell(link, header: true), Table.Cell(connection.badge(texts).html),
                    .text(connection.lastAt.map { context.moment($0) } ?? texts.never),
                    .text(context.number(connection.people)),
                    .text(connection.tokenEndsAt.map { texts.tokenEnds(context.day($0)) } ?? context.texts.frame.none),
                ]
            })
        return """
            <section class="stack-top" aria-labelledby="co"><h2 id="co">\(texts.connectionsTitle)</h2>\(table.html)\
            </section>
            """
    }

    private func changeSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.directory
        let changes = context.texts.changes
        let table = Table(
            label: texts.changesLabel,
            columns: [
                Table.Column(texts.changeColumn), Table.Column(texts.connectionColumn), Table.Column(texts.cameColumn),
                Table.Column(texts.countsColumn), Table.Column(texts.stateColumn),
            ],
            rows: recent.map { item in
                let to = context.address(.change(id: item.changeID, ChangeQuery()))
                return [
                    Table.Cell("<a href=\"\(to)\">\(changes.title(item.counts, item.stage))</a>", header: true),
                    Table.Cell("<bdi>\(item.source)</bdi>", names: "quiet"), .text(context.moment(item.at)),
                    .text(changes.parts(item.counts)), Table.Cell(item.stage.badge(item.origin, changes).html),
                ]
            })
        return """
            <section class="stack-top" aria-labelledby="ch"><h2 id="ch">\(texts.changesTitle)</h2>\
            \(recent.isEmpty ? "<p class=\"quiet\">\(texts.noChanges)</p>" : table.html)</section>
            """
    }

    private func droppedSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.directory
        guard !dropped.isEmpty else {
            return """
                <section aria-labelledby="dr"><h2 id="dr">\(texts.droppedTitle)</h2>\
                <p class="quiet">\(texts.nothingDropped)</p></section>
                """
        }
        let month = context.texts.roomFormat.month(context.zone.civil(context.now))
        let table = Table(
            label: texts.droppedLabel,
            columns: [
                Table.Column(texts.droppedColumn), Table.Column(texts.droppedCount(month), number: true),
                Table.Column(texts.droppedLast),
            ],
            rows: dropped.map { item in
                [
                    Table.Cell("<code>\(item.name)</code>", header: true), .text(context.number(item.count)),
                    .text(context.moment(item.lastAt)),
                ]
            })
        return """
            <section aria-labelledby="dr"><h2 id="dr">\(texts.droppedTitle)</h2>\
            <p class="quiet">\(texts.droppedText)</p>\(table.html)</section>
            """
    }

    private func declared(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.directory
        let title = instructedAt.map { texts.instructedOn(context.day($0)) } ?? texts.notInstructed
        let list = instructed.isEmpty ? texts.nothingInstructed : context.texts.attributes.held(instructed)
        return """
            <section aria-labelledby="de"><h2 id="de">\(texts.declaredTitle)</h2><dl class="facts facts--stack">\
            <dt>\(texts.always)</dt><dd>\(texts.alwaysList)</dd><dt>\(title)</dt><dd>\(list)</dd></dl>\
            <p class="small gap-s"><a href="\(context.address(.attributes))">\(texts.changeInstruction)</a></p>\
            </section>
            """
    }

    private func brakeSetting(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.brake
        return """
            <section aria-labelledby="br"><h2 id="br">\(texts.marginTitle)</h2><p>\(texts.setting(brake))</p>\
            <p class="small gap-s"><a href="\(context.address(.brake))">\(texts.change)</a></p></section>
            """
    }

    private func scimAddress(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.directory
        return """
            <section aria-labelledby="ad"><h2 id="ad">\(texts.addressTitle)</h2>\
            \(CopyBox(label: texts.addressTitle, text: scimBase, texts: context.texts.frame).html)</section>
            """
    }
}
