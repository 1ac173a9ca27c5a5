import Domain

/// `/operator/audit`: what the last run of the security audit found, and how the runs before it ended.
struct OperatorAuditPage: OperatorPage {
    /// The newest first; at most 30.
    let runs: [AuditRun]

    func html(in context: OperatorContext) -> HTML {
        let texts = context.console.texts.audit
        let button: HTML? =
            context.may(RunAudit.self)
            ? Button.post(texts.run, to: .operatorRoom(.audit), "btn btn-main", context.console) : nil
        guard let last = runs.first else {
            let empty = EmptyState(title: texts.none, text: texts.noneText, actions: [button].compactMap(\.self))
            return OperatorFrame.page(
                context, title: texts.title, in: .audit, "\(Heading(title: "\(texts.title)").html)\(empty.html)")
        }
        let list = AuditList(results: last.results, history: runs.map(\.results))
        let hash = last.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return OperatorFrame.page(
            context, title: texts.title, in: .audit,
            """
            \(overdue(last, context))
            \(AuditHead(counts: last.counts, at: last.at, action: button).html(in: context.console))
            \(AuditLine(marks: runs.map { ($0.at, $0.isPassed) }).html(in: context.console))
            <div class="stack">\(list.html(in: context.console))
            <div class="split"><section aria-labelledby="ch"><h2 id="ch">\(texts.chain)</h2><p>\(texts.chainText)</p>\
            \(CopyBox(label: texts.chain, text: hash, texts: context.console.texts.frame).html)
            <h3 class="gap-s">\(texts.command)</h3>\
            \(CopyBox(
                label: texts.command, text: "instructors audit --sarif audit.sarif",
                texts: context.console.texts.frame).html)</section>
            <div class="margin"><section aria-labelledby="hr"><h2 id="hr">\(texts.margin)</h2>\
            <p class="small">\(texts.marginText)</p>\
            <p class="small gap-s">\(texts.marginWaived)</p></section></div></div></div>
            """)
    }

    private func overdue(_ last: AuditRun, _ context: OperatorContext) -> HTML? {
        let now = context.console.now
        guard AuditSchedule.isOverdue(last: last.at, since: nil, at: now) else { return nil }
        return OperatorAlert(text: context.console.texts.audit.overdue(Int((now - last.at) / 86_400_000))).html
    }
}

/// The verdict in large letters, as it stands above each audit.
struct AuditHead: Sendable {
    let counts: AuditCounts
    /// Milliseconds UTC.
    let at: Int64
    var action: HTML?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.audit
        let (all, broken) = texts.verdict(counts)
        let verdict: HTML = broken.map { "\(all)<br><em>\($0)</em>" } ?? "\(all)<br>\(texts.noneFails)"
        let button: HTML? = action.map { "<div class=\"btns\">\($0)</div>" }
        return """
            <div class="head"><div><h1 class="verdict">\(verdict)</h1>\
            <p class="lead">\(texts.lead(counts, at: context.moment(at)))</p></div>\(button)</div>
            """
    }
}

/// The runs on a line, from the oldest to the next that is due.
struct AuditLine: Sendable {
    /// The newest first: when, and whether every control held.
    let marks: [(at: Int64, isPassed: Bool)]

    func html(in context: ConsoleContext) -> HTML? {
        guard let last = marks.first, let first = marks.last else { return nil }
        let texts = context.texts.audit
        let due = last.at + AuditSchedule.interval
        let end = max(due, context.now) + LineSpan.Unit.day.milliseconds
        // A first run alone still shows its week.
        let start = min(first.at, due - AuditSchedule.interval)
        let isLong = end - start > 120 * LineSpan.Unit.day.milliseconds
        let span = LineSpan(start: start, end: end, unit: isLong ? .week : .day)
        var events = marks.map { mark in
            LineMark(at: mark.at, event: mark.isPassed ? .ok : .bad, label: mark.isPassed ? nil : context.day(mark.at))
        }
        events.append(LineMark(at: due, event: .due, label: texts.next))
        return Line(
            cells: span.cells(now: context.now, nowLabel: texts.now, marks: events, majorEvery: 7),
            sentence: texts.lineSentence(runs: marks.count, failed: marks.count { !$0.isPassed }),
            start: context.date(first.at), end: "\(texts.next): \(context.date(due))", size: .labels
        ).html
    }
}
