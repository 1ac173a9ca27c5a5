import Domain

/// `/o/{slug}/privacy/statistics?week=`: who used what, over groups, four weeks at a time.
struct StatisticsPage: ConsolePage {
    let statistics: Statistics

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        let texts = context.texts.statistics
        let file: HTML? = statistics.published.map {
            Button.link(texts.file, to: context.address(.statisticsFile(week: $0.block.first.number)))
        }
        let heading = Heading(title: "\(texts.title)", lead: "\(texts.lead)", actions: file)
        return Layout.console(
            context, title: texts.title, in: .privacy,
            """
            \(Crumb(privacyRoom: texts.title, context).html(label: context.texts.frame.path))
            \(heading.html)
            <div class="split"><div class="stack">\(content(context, texts))</div>\
            <div class="margin">\(explanation(context, texts))</div></div>
            """)
    }

    private func content(_ context: ConsoleContext, _ texts: StatisticsTexts) -> HTML {
        guard let published = statistics.published else { return empty(context, texts) }
        let shown = published.rows.filter { row in row.figures.contains { $0.contains { $0 != nil } } }
        let rest = published.rows.filter { row in !row.figures.contains { $0.contains { $0 != nil } } }
        let chosen = published.block
        let features = shown.map { feature($0, published, context, texts) }
        let none: HTML = "<p class=\"quiet\">\(texts.allWithheld)</p>"
        return """
            \(blocks(chosen, context, texts))
            \(when: shown.isEmpty, none)\(features)
            \(when: !rest.isEmpty && !shown.isEmpty, others(rest, context, texts))
            """
    }

    private func empty(_ context: ConsoleContext, _ texts: StatisticsTexts) -> HTML {
        let text = statistics.nextAt.map { texts.emptyText(context.date($0)) } ?? texts.offText
        let actions =
            context.reader.may(InstructPurposes.self)
            ? [Button.link(texts.instruct, to: context.address(.purposes))] : []
        return EmptyState(title: texts.emptyTitle, text: text, actions: actions).html
    }

    private func blocks(_ chosen: StatisticBlock, _ context: ConsoleContext, _ texts: StatisticsTexts) -> HTML {
        let links = statistics.blocks.prefix(13).map { block -> HTML in
            """
            <a class="chip" href="\(context.address(.statistics(week: block.first.number)))"\
            \(when: block == chosen, " aria-current=\"page\"")>\(texts.block(block))</a>
            """
        }
        return "<nav class=\"chips\" aria-label=\"\(texts.blocks)\">\(links)</nav>"
    }

    private func feature(
        _ row: Statistics.Row, _ published: Statistics.Published, _ context: ConsoleContext, _ texts: StatisticsTexts
    ) -> HTML {
        let name = context.texts.features.name(row.feature)
        let weeks = published.block.weeks
        let highest = row.figures.flatMap { $0 }.compactMap { $0?.people }.max() ?? 0
        let table = Table(
            label: name,
            columns: [Table.Column(texts.groupColumn)] + weeks.map { Table.Column(texts.week($0), number: true) }
                + [Table.Column(texts.chartColumn, silent: true)],
            rows: zip(published.groups, row.figures).map { group, figures in
                let bars = WeekBars(figures: figures, highest: highest, sentence: texts.sentence(weeks, figures))
                let title: HTML = group.map { "<bdi>\($0.revealed)</bdi>" } ?? "\(texts.goneGroup)"
                return [Table.Cell(title, names: "name", header: true)]
                    + figures.map { cell($0, context, texts) } + [Table.Cell(bars.html)]
            })
        let id = "f-\(row.feature.rawValue)"
        return "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(name)</h2>\(table.html)</section>\n"
    }

    private func cell(_ figure: Statistics.Figure?, _ context: ConsoleContext, _ texts: StatisticsTexts) -> Table.Cell {
        guard let figure else { return Table.Cell("\(texts.withheld)", names: "quiet") }
        return Table.Cell(
            "\(context.number(figure.people))<span class=\"sub\">\(texts.days(figure.days))</span>")
    }

    private func others(_ rows: [Statistics.Row], _ context: ConsoleContext, _ texts: StatisticsTexts) -> HTML {
        let names = rows.map { context.texts.features.name($0.feature) }
        return """
            <section aria-labelledby="no"><h2 id="no">\(texts.othersTitle)</h2>\
            <p class="quiet">\(context.texts.roomFormat.list(names)).</p></section>
            """
    }

    private func explanation(_ context: ConsoleContext, _ texts: StatisticsTexts) -> HTML {
        let reasons = texts.why.map { reason -> HTML in "<li>\(reason)</li>" }
        let published: HTML? = statistics.published.map {
            "<p class=\"small quiet\">\(texts.publishedAt(context.date($0.publishedAt))).</p>"
        }
        let next: HTML? =
            statistics.published == nil
            ? nil
            : statistics.nextAt.map {
                "<p class=\"small quiet\">\(texts.nextAt(context.date($0))).</p>"
            }
        return """
            <section aria-labelledby="wy"><h2 id="wy">\(texts.whyTitle)</h2>\
            <ul class="small plain" role="list">\(reasons)</ul></section>\
            <section aria-labelledby="ho"><h2 id="ho">\(texts.howTitle)</h2><p class="small">\(texts.howText)</p>\
            \(published)\(next)</section>
            """
    }
}

/// The same figures as a table for other programs: one row for each feature, group and week.
struct StatisticsFile: Sendable {
    let published: Statistics.Published
    let texts: Texts

    /// UTF-8; what is withheld is empty. Values that a spreadsheet would run as formulas are guarded.
    var bytes: [UInt8] {
        var writer = CSVWriter()
        writer.row(texts.statistics.csvColumns)
        for row in published.rows {
            for (group, figures) in zip(published.groups, row.figures) {
                for (week, figure) in zip(published.block.weeks, figures) {
                    writer.row([
                        texts.features.name(row.feature), group?.revealed ?? texts.statistics.goneGroup, week.text,
                        figure.map { "\($0.people)" } ?? "", figure.map { "\($0.days)" } ?? "",
                    ])
                }
            }
        }
        return writer.take()
    }
}
