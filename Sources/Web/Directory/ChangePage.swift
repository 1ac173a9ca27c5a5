/// `/o/{slug}/directory/changes/{id}`: the whole difference with its decision, its progress, or its result.
struct ChangePage: Sendable {
    enum Origin: Sendable {
        /// The brake stopped a directory.
        case brake
        case file
    }

    enum Stage: Sendable {
        /// The file is still being read.
        case reading
        case waiting
        case applying(done: Int, startedAt: Int64)
        case applied(by: String, at: Int64)
        case discarded(by: String, at: Int64)
        /// The directory sent everyone again before anybody had decided.
        case withdrawn(at: Int64)
        /// Nobody decided in time.
        case expired
    }

    /// A row of the file that was not taken.
    struct Problem: Sendable {
        /// From 1.
        let line: Int
        let reason: String
    }

    let id: String
    let origin: Origin
    /// The connection's name.
    let source: String
    /// Milliseconds UTC.
    let at: Int64
    let stage: Stage
    let counts: DifferenceCounts
    /// Days until people who left are due for erasure, and the day it would be (milliseconds UTC).
    let graceDays: Int
    let erasedAt: Int64
    let query: ChangeQuery
    let rows: [Difference]
    /// Rows of the chosen kind, on all pages. One person can have several.
    let rowCount: Int
    /// Changes above which it is applied in batches.
    var batchedAbove = 2_000
    /// The first of the rows that were not taken, and how many there are.
    var problems: [Problem] = []
    var problemCount = 0
    /// How many people the brake holds since this file was applied; nil for nobody.
    var heldCount: Int?
    var pageSize = 50

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        let title = texts.title(counts, stage)
        let crumb = Crumb(steps: [(context.texts.directory.title, context.address(.directory))], here: title)
        return Layout.console(
            context, title: title, in: .directory,
            """
            \(crumb.html(label: context.texts.frame.path))
            <div class="head"><div><h1>\(title)</h1>\
            <p class="lead">\(texts.origin(source: source, moment: context.moment(at)))</p></div>\
            <p>\(stage.badge(origin, texts).html)</p></div>
            \(stageSection(context))
            \(when: problemCount > 0, problemSection(context))
            <div class="split"><section aria-labelledby="di"><h2 id="di">\(texts.differenceTitle)</h2>\
            <p class="small">\(texts.summary(counts, shown: nil))</p>\(rowSection(context))</section>
            <div class="margin"><section aria-labelledby="gl"><h2 id="gl">\(texts.countsTitle)</h2>\
            \(chart(texts))</section></div></div>
            """)
    }

    private func stageSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        switch stage {
        case .waiting:
            guard counts.total > 0, counts.mayBeDecided(by: context.reader) else {
                return "<p class=\"btns\">\(Button.link(texts.backToDirectory, to: context.address(.directory)))</p>"
            }
            let decision = Decision(changeID: id, counts: counts, graceDays: graceDays, erasedAt: erasedAt)
            // A person who loses several things is in several rows.
            let how = max(counts.total, counts.isStaged ? rowCount : 0) > batchedAbove ? texts.batches : texts.atomic
            let limit = origin == .file ? " " + texts.waitsADay : ""
            return """
                <section class="sheet sheet--now" aria-label="\(texts.staged)"><p>\(how)\(limit)</p>\
                \(decision.html(context))</section>
                """
        case .reading:
            return ChangeProgress(changeID: id, step: .reading).html(context)
        case .expired:
            return result("", "\(texts.expiredText)", context)
        case .applying(let done, let startedAt):
            return ChangeProgress(
                changeID: id, step: .applying(done: done, total: counts.total, startedAt: startedAt)
            ).html(context)
        case .applied(let name, let at):
            return result("flash-ok", "\(texts.appliedBy(name, context.moment(at)))\(stopped(texts))", context)
        case .discarded(let name, let at):
            return result("", texts.discardedBy(name, context.moment(at), counts), context)
        case .withdrawn(let at):
            return result("", "\(texts.withdrawnAt(context.moment(at)))", context)
        }
    }

    private func stopped(_ texts: ChangeTexts) -> HTML {
        guard let heldCount else { return "" }
        return " <b>\(texts.stopped(heldCount))</b>"
    }

    private func result(_ tone: HTML, _ text: HTML, _ context: ConsoleContext) -> HTML {
        let back = Button.link(context.texts.changes.backToDirectory, to: context.address(.directory))
        return "<div class=\"flash \(tone)\" role=\"status\"><p>\(text)</p></div><p class=\"btns\">\(back)</p>"
    }

    private func problemSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        let table = Table(
            label: texts.refusedLabel, columns: [Table.Column(texts.lineColumn), Table.Column(texts.reasonColumn)],
            rows: problems.map { [Table.Cell("\(context.number($0.line))", header: true), .text($0.reason)] })
        let left = problemCount - problems.count
        return """
            <section aria-labelledby="rf"><h2 id="rf">\(texts.refusedTitle)</h2>\
            <p>\(texts.refused(problemCount)) \(texts.nobodyLeaves)</p>\(table.html)\
            \(when: left > 0, "<p class=\"small quiet gap-s\">\(texts.more(left))</p>")</section>
            """
    }

    private func rowSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        switch stage {
        case .reading: return ""
        case .applied, .discarded, .withdrawn, .expired: return "<p class=\"quiet gap-s\">\(texts.rowsDeleted)</p>"
        case .waiting, .applying:
            guard counts.mayBeDecided(by: context.reader) else {
                return "<p class=\"quiet gap-s\">\(texts.rowsWithheld)</p>"
            }
            return "\(filter(context))\(table(context))"
        }
    }

    private func filter(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        func chip(_ text: String, _ kind: Difference.Kind?) -> HTML {
            let address = context.address(.change(id: id, ChangeQuery(kind: kind)))
            return
                "<a class=\"chip\" href=\"\(address)\"\(when: kind == query.kind, " aria-current=\"true\"")>\(text)</a>"
        }
        let kinds = Difference.Kind.allCases.filter { counts.count($0) > 0 }
        // What the brake holds is listed by time alone.
        guard kinds.count > 1, origin == .file else { return "" }
        return """
            <nav class="chips gap-s" aria-label="\(texts.filterLabel)">\(chip(texts.all, nil))\
            \(kinds.map { chip(texts.filter($0, counts.count($0)), $0) })</nav>
            """
    }

    private func table(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        guard !rows.isEmpty else { return "<p class=\"quiet gap-s\">\(texts.noRows)</p>" }
        let pager = Pager(page: query.page, size: pageSize, total: rowCount).html(context.texts.frame) { page, text in
            Pager.link(context.address(.change(id: id, ChangeQuery(kind: query.kind, page: page))), text)
        }
        return "\(DifferenceTable(rows: rows, label: texts.tableLabel).html(context))\(pager)"
    }

    private func chart(_ texts: ChangeTexts) -> HTML {
        let values = [counts.joiners, counts.movers, counts.leavers, counts.unchanged]
        let format = Format(.english)
        return Bars(
            bars: zip(values, texts.countLabels).map { Bars.Bar(value: $0, label: $1) },
            sentence: texts.countsSentence(counts), value: { format.number($0) }, width: 304, height: 90
        ).html
    }
}

extension ChangePage.Stage {
    func badge(_ origin: ChangePage.Origin, _ texts: ChangeTexts) -> Badge {
        switch self {
        case .reading: Badge(.now, texts.reading)
        case .waiting: origin == .brake ? Badge(.now, texts.byBrake) : Badge(.now, texts.staged)
        case .applying: Badge(.now, texts.applyingNow)
        case .applied: Badge(.ok, texts.applied)
        case .discarded, .withdrawn: Badge(.plain, texts.discarded)
        case .expired: Badge(.plain, texts.expired)
        }
    }
}
