import Domain

/// `/o/{slug}/privacy/purposes`: what data is used for, and the organization's instructions on it.
///
/// POST sends `use` once for each chosen use; the second form `group` once for each chosen group, in order.
struct PurposesPage: ConsolePage {
    /// An instruction that was recorded.
    struct Version: Sendable {
        let number: Int
        /// Milliseconds UTC.
        let at: Int64
    }

    enum State: Sendable {
        case always
        case notYet
        case on(since: Version)
        /// nil where it was never instructed.
        case off(since: Version?)
    }

    struct Purpose: Sendable {
        let name: PurposeName
        let attributes: [Attribute]
        let categories: [DataCategory]
        let state: State
        /// One for each of the last 30 days, the oldest first.
        let receipts: [DayReceipt]
    }

    struct Group: Sendable {
        let id: String
        let name: String
        let members: Int
        let isChosen: Bool
    }

    let purposes: [Purpose]
    let uses: Instructed
    /// Those that are chosen first, in their order.
    let groups: [Group]
    /// The newest first.
    let history: [InstructionHistory.Entry]

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.purposes
        return Layout.console(
            context, title: texts.title, in: .privacy,
            """
            \(Crumb(privacyRoom: texts.title, context).html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <ul class="ledger" role="list">\(purposes.map { row($0, context, texts) })</ul>
            <div class="split"><div class="stack">\(useForm(context, texts))\(groupForm(context, texts))</div>
            <div class="margin">\
            <section aria-labelledby="co"><h2 id="co">\(texts.controllerTitle)</h2>\
            <p class="small">\(texts.controllerText)</p></section>\
            <section aria-labelledby="ef"><h2 id="ef">\(texts.effectTitle)</h2>\
            <p class="small">\(texts.effectText)</p></section>\
            \(InstructionHistory(entries: history, empty: texts.noHistory).html(context))\
            \(PrivacyMargin().html(context))</div></div>
            """)
    }

    private func row(_ purpose: Purpose, _ context: ConsoleContext, _ texts: PurposeTexts) -> HTML {
        """
        <li><div><h2 class="value">\(texts.name(purpose.name))</h2>\
        <p class="small">\(texts.meaning(purpose.name))</p></div>\
        <div><h3>\(texts.dataTitle)</h3><p class="small">\(texts.data(purpose.attributes, purpose.categories))</p>\
        <h3 class="gap-s">\(texts.roleTitle)</h3><p class="small">\(texts.role(purpose.name))</p></div>\
        <div>\(state(purpose.state, context, texts))\(receipts(purpose, context, texts))</div></li>

        """
    }

    private func state(_ state: State, _ context: ConsoleContext, _ texts: PurposeTexts) -> HTML {
        let (badge, text): (Badge, String?) =
            switch state {
            case .always: (Badge(.ok, texts.always), nil)
            case .notYet: (Badge(.plain, texts.notYet), nil)
            case .on(let version):
                (Badge(.ok, texts.on), texts.since(version.number, context.date(version.at)))
            case .off(let version?):
                (Badge(.plain, texts.off), texts.offSince(version.number, context.date(version.at)))
            case .off(nil): (Badge(.plain, texts.off), texts.offText)
            }
        let below: HTML? = text.map { "<p class=\"small quiet\">\($0)</p>" }
        return "<p>\(badge.html)</p>\(below)"
    }

    private func receipts(_ purpose: Purpose, _ context: ConsoleContext, _ texts: PurposeTexts) -> HTML {
        let opened = purpose.receipts.map { Int($0.opened) }
        let said = texts.receipts(opened.reduce(0, +), Int(purpose.receipts.map(\.refused).reduce(0, +)))
        guard opened.contains(where: { $0 > 0 }) else { return "<p class=\"small quiet gap-s\">\(said)</p>" }
        let bars = Bars(
            bars: opened.enumerated().map { Bars.Bar(value: $1, isNow: $0 == opened.count - 1) }, sentence: said,
            ends: (context.day(context.now - Int64(opened.count - 1) * Clock.day), texts.today), width: 360, height: 32)
        return """
            <h3 class="gap-s">\(texts.openedTitle)</h3>\(bars.html)<p class="small quiet">\(said).</p>
            """
    }

    private func useForm(_ context: ConsoleContext, _ texts: PurposeTexts) -> HTML {
        let choices = [(Instruction.Topic.experience, Instructed.experience), (.training, .training)].map {
            topic, use -> HTML in
            let (title, text) = texts.use(topic)
            return Choice(
                name: "use", value: topic.rawValue, title: title, text: text, isChosen: uses.contains(use),
                isCheckbox: true
            ).html
        }
        return """
            <section aria-labelledby="us"><h2 id="us">\(texts.usesTitle)</h2>\
            <form class="stack-s form" method="post" action="\(context.address(.purposes))">\(context.csrfField)\
            <fieldset class="field field--wide"><legend>\(texts.usesLegend)</legend>\
            <div class="choices">\(choices)</div></fieldset>\
            <p class="btns"><button class="btn btn-main">\(texts.record)</button></p></form></section>
            """
    }

    private func groupForm(_ context: ConsoleContext, _ texts: PurposeTexts) -> HTML {
        let link: HTML = """
            <p class="small gap-s"><a href="\(context.address(.statistics(week: nil)))">\(texts.statistics)</a></p>
            """
        return """
            <section aria-labelledby="gr"><h2 id="gr">\(texts.groupsTitle)</h2><p>\(texts.groupsText)</p>\
            \(groupChoices(context, texts))\(link)</section>
            """
    }

    private func groupChoices(_ context: ConsoleContext, _ texts: PurposeTexts) -> HTML {
        guard uses.contains(.experience) else { return "<p class=\"quiet gap-s\">\(texts.groupsNeedUse)</p>" }
        guard !groups.isEmpty else { return "<p class=\"quiet gap-s\">\(texts.noGroups)</p>" }
        let choices = groups.map { group in
            Choice(
                name: "group", value: group.id, title: group.name, text: texts.members(group.members),
                isChosen: group.isChosen, isCheckbox: true
            ).html
        }
        return """
            <form class="stack-s form gap-s" method="post" action="\(context.address(.statisticGroups))">\
            \(context.csrfField)<fieldset class="field field--wide"><legend>\(texts.groupsLegend)</legend>\
            <div class="choices">\(choices)</div></fieldset>\
            <p class="btns"><button class="btn">\(texts.groupsRecord)</button></p></form>
            """
    }
}

extension Crumb {
    /// To a room below `/privacy`, for those to whom the privacy room itself is open.
    init(privacyRoom title: String, _ context: ConsoleContext) {
        let way =
            context.reader.may(ApproveErasure.self)
            ? [(context.texts.frame.entry(.privacy), context.address(.privacy(.overview)))] : []
        self.init(steps: way, here: title)
    }
}
