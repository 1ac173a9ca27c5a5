import Domain

/// `/o/{slug}/privacy/evidence`: the newest checkpoint and its key, the log to take along, and a checkpoint to hand back.
struct EvidencePage: ConsolePage {
    /// How many checkpoints stand on this page.
    static let checkpointsShown = 5

    /// Nil before the first one.
    let newest: CheckpointSummary?
    let key: String
    /// The newest first.
    let checkpoints: [CheckpointSummary]
    /// Events on each of the last 30 days, today last.
    let days: [Int]
    /// Why the text that was handed back was not compared.
    var problem: String?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let crumb = Crumb(
            steps: [(context.texts.privacy.title, context.address(.privacy(.overview)))], here: texts.title)
        let heading: HTML = """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            """
        guard let newest else {
            let empty = EmptyState(title: texts.noneTitle, text: texts.noneText)
            return Layout.console(context, title: texts.title, in: .privacy, "\(heading)\(empty.html)")
        }
        return Layout.console(
            context, title: texts.title, in: .privacy,
            """
            \(heading)
            <div class="split"><div class="stack">\(newestSection(newest, context))\(handBack(context))\
            \(bundle(context))\(list(context))</div>
            <div class="margin">\(keySection(context))\(how(context))\
            <section aria-labelledby="wh"><h2 id="wh">\(texts.whatTitle)</h2><p class="small">\(texts.whatText)</p>\
            </section>\(PrivacyMargin().html(context))</div></div>
            """)
    }

    private func newestSection(_ newest: CheckpointSummary, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        return """
            <section aria-labelledby="nc"><h2 id="nc">\(texts.newest)</h2><p class="quiet">\(texts.newestText)</p>\
            <dl class="facts"><dt>\(texts.events)</dt><dd>\(context.number(Int(newest.size)))</dd>\
            <dt>\(texts.signed)</dt><dd>\(context.moment(newest.at))</dd></dl>\
            <div class="gap-s">\(CopyBox(label: texts.checkpointName, text: newest.text, texts: context.texts.frame).html)\
            </div><p class="btns">\
            \(Button.link(texts.download, to: context.address(.evidence(.checkpoint)), "btn btn-main"))</p>
            <div class="gap-s">\(chart(context))</div></section>
            """
    }

    private func chart(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let day: (Int) -> String = { place in context.day(context.now - Int64(days.count - 1 - place) * Clock.day) }
        let most = days.indices.max { days[$0] < days[$1] } ?? 0
        let sentence = texts.days(
            total: days.reduce(0, +), most: days.max() ?? 0, on: day(most), today: days.last ?? 0)
        let bars = days.enumerated().map { Bars.Bar(value: $1, isNow: $0 == days.count - 1) }
        return """
            <h3>\(texts.chartTitle)</h3>\
            \(Bars(bars: bars, sentence: sentence, ends: (day(0), texts.today)).html)<p class="small quiet">\(sentence)</p>
            """
    }

    private func handBack(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let action = context.address(.evidence(.verdict))
        let text = Field(
            id: "note", label: texts.backLabel,
            control: """
                <textarea id="note" name="note" rows="6" maxlength="\(HandedText.bytesMax)" required spellcheck="false"\
                \(Field.described("note", help: texts.backHelp, error: problem))></textarea>
                """,
            help: texts.backHelp, error: problem)
        let file = Field(
            id: "file", label: texts.backFile,
            control: """
                <input id="file" name="file" type="file" accept=".txt,text/plain" required\
                \(Field.described("file", help: texts.backFileHelp, error: nil))>
                """,
            help: texts.backFileHelp)
        return """
            <section aria-labelledby="hb"><h2 id="hb">\(texts.backTitle)</h2><p class="quiet">\(texts.backText)</p>\
            <div class="sheet stack-s form">\
            <form class="stack-s" method="post" action="\(action)">\(context.csrfField)\(text.html)\
            <p class="btns"><button class="btn">\(texts.backDeed)</button></p></form>\
            <form class="stack-s" method="post" enctype="multipart/form-data" action="\(action)">\(context.csrfField)\
            \(file.html)<p class="btns"><button class="btn">\(texts.backFileDeed)</button></p></form></div></section>
            """
    }

    private func bundle(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let choices = [
            Choice(
                name: "details", value: "no", title: texts.bundleSealed, text: texts.bundleSealedText, isChosen: true),
            Choice(name: "details", value: "yes", title: texts.bundleOpened, text: texts.bundleOpenedText),
        ]
        return """
            <section aria-labelledby="bu"><h2 id="bu">\(texts.bundleTitle)</h2><p class="quiet">\(texts.bundleText)</p>\
            <form class="sheet stack-s form" method="post" action="\(context.address(.evidence(.bundle)))">\
            \(context.csrfField)<fieldset class="field"><legend>\(texts.bundleLegend)</legend>\
            <div class="choices">\(choices.map(\.html))</div></fieldset>\
            <p class="btns"><button class="btn">\(texts.bundleDeed)</button></p></form></section>
            """
    }

    private func list(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let all = Button.link(texts.all, to: context.address(.evidence(.checkpoints(before: nil))))
        return """
            <section aria-labelledby="cp"><h2 id="cp">\(texts.olderTitle)</h2><p class="quiet">\(texts.olderText)</p>\
            \(CheckpointTable(checkpoints: checkpoints).html(context))<p class="btns">\(all)</p></section>
            """
    }

    private func keySection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        return """
            <section aria-labelledby="ke"><h2 id="ke">\(texts.keyTitle)</h2><p class="small">\(texts.keyText)</p>\
            <div class="gap-s">\(CopyBox(label: texts.keyName, text: key, texts: context.texts.frame).html)</div></section>
            """
    }

    private func how(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let commands = CopyBox(
            label: texts.howName, text: texts.commands(context.slug, key: key), texts: context.texts.frame)
        return """
            <section aria-labelledby="ho"><h2 id="ho">\(texts.howTitle)</h2><p class="small">\(texts.howText)</p>\
            <div class="gap-s">\(commands.html)</div></section>
            """
    }
}

/// A checkpoint as pages show it.
struct CheckpointSummary: Sendable {
    /// Events.
    let size: Int64
    /// When it was signed, milliseconds UTC.
    let at: Int64
    /// The root of the tree, in base64.
    let root: String
    /// As it was given out.
    let text: String
}

/// Checkpoints, the newest first.
struct CheckpointTable: Sendable {
    let checkpoints: [CheckpointSummary]

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        return Table(
            label: texts.olderTitle,
            columns: [Table.Column(texts.signed), Table.Column(texts.events, number: true), Table.Column(texts.root)],
            rows: checkpoints.map { checkpoint in
                [
                    Table.Cell("\(context.moment(checkpoint.at))", header: true),
                    .text(context.number(Int(checkpoint.size))),
                    Table.Cell("<span class=\"hash\">\(checkpoint.root)</span>", names: "wrap"),
                ]
            }
        ).html
    }
}

/// `/o/{slug}/privacy/evidence/checkpoints`: a page of them.
struct CheckpointsPage: ConsolePage {
    static let pageSize = 50

    let checkpoints: [CheckpointSummary]
    /// Whether this page begins with the newest.
    let isFirst: Bool
    let hasMore: Bool

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let crumb = Crumb(
            steps: [
                (context.texts.privacy.title, context.address(.privacy(.overview))),
                (texts.title, context.address(.evidence(.log))),
            ],
            here: texts.olderTitle)
        var ways: [HTML] = []
        if !isFirst {
            let newest = context.address(.evidence(.checkpoints(before: nil)))
            ways.append(Button.link(texts.fromNewest, to: newest, "btn btn-s"))
        }
        if hasMore, let last = checkpoints.last {
            let older = context.address(.evidence(.checkpoints(before: last.size)))
            ways.append(Button.link(texts.older, to: older, "btn btn-s"))
        }
        let body =
            checkpoints.isEmpty
            ? EmptyState(title: texts.noneTitle, text: texts.noneText).html
            : CheckpointTable(checkpoints: checkpoints).html(context)
        return Layout.console(
            context, title: texts.olderTitle, in: .privacy,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.olderTitle)", lead: "\(texts.olderText)").html)
            \(body)<p class="btns">\(ways)</p>
            """)
    }
}
