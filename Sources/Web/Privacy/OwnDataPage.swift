import Domain

/// `/o/{slug}/me`: what is held about the reader, what it is for, where it came from and when it ends; what they can ask
/// for, and who saw it.
struct OwnDataPage: ConsolePage {
    let data: OwnData
    let seen: Sightings

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        let texts = context.texts.ownData
        let items = ledger(context)
        let heading: HTML = """
            <div class="head"><div><h1>\(texts.title)</h1>\
            <p class="lead">\(texts.lead(context.organization, kinds: items.count))</p></div>\
            <p><a class="btn" href="#ask">\(texts.askEmployer(context.organization))</a></p></div>
            """
        return Layout.console(
            context, title: texts.name, in: .ownData,
            """
            \(heading)
            \(restrictions(context))\(requests(context))
            <h2 class="vh">\(texts.heldTitle)</h2>
            <ul class="ledger">\(items)</ul>
            <div class="split stack-top"><section aria-labelledby="ask"><h2 id="ask">\(texts.askTitle)</h2>\
            <p class="quiet">\(texts.askLead(context.organization))</p>
            <div class="asks">\(Self.order.map { card($0, context) })</div></section>
            \(SeenList(seen: seen, limit: 4).section(context))</div>
            """)
    }

    // MARK: - What is open

    private func requests(_ context: ConsoleContext) -> HTML {
        guard !data.open.isEmpty else { return "" }
        let texts = context.texts.ownData
        let lines = data.open.map { entry, wish -> HTML in
            let request = entry.request
            let attribute = wish?.attribute.map(texts.field)
            let what = context.texts.rights.title(request.kind, attribute: attribute)
            let wrote = wish.flatMap { $0.value.isEmpty ? nil : $0.value }
            let detail = texts.openDetail(
                since: context.day(request.receivedAt), due: context.day(request.dueAt), wish: wrote)
            let address = context.address(.own(.request(id: entry.id.description)))
            return """
                <p><b>\(texts.openRequest(what, context.organization))</b> \(detail) \
                <a href="\(address)">\(texts.seeSteps)<span class="vh">: \(entry.number)</span></a></p>
                """
        }
        return """
            <section class="flash" aria-label="\(texts.requestsTitle)"><div class="stack-s">\(lines)</div></section>

            """
    }

    private func restrictions(_ context: ConsoleContext) -> HTML {
        guard !data.restrictions.isEmpty else { return "" }
        let texts = context.texts.ownData
        let lines = data.restrictions.map { row -> HTML in
            let since = context.day(row.begunAt)
            switch row.kind {
            case .restriction: return "<p><b>\(texts.restrictedTitle).</b> \(texts.restricted(since))</p>"
            case .objection(let purpose):
                let said = texts.objected(context.texts.rights.purpose(purpose), since)
                // What a request still decides on is taken back there.
                guard row.confirmedAt != nil else { return "<p>\(said)</p>" }
                let end = Button.post(
                    texts.takeBack, to: context.address(.own(.objectionEnd(purpose: purpose.rawValue))),
                    "btn btn-s", context)
                return "<p>\(said)</p><div class=\"btns\">\(end)</div>"
            }
        }
        return
            "<section class=\"flash\" aria-label=\"\(texts.restrictedTitle)\"><div class=\"stack-s\">\(lines)</div></section>\n"
    }

    // MARK: - What is held

    private func ledger(_ context: ConsoleContext) -> [HTML] {
        data.fields.map { value($0, context) } + standing(context) + recorded(context)
    }

    private func value(_ field: SourcedField, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.ownData
        let granted = Inventory.profile.first { $0.attribute == field.attribute }?.purposes ?? []
        let open = granted.filter { !data.closed.contains($0) }
        let origin: HTML
        if let correction = field.correction {
            origin = "\(texts.correctedHere(context.organization, context.date(correction.at)))"
        } else {
            let name = field.source.flatMap { data.sources[$0] } ?? context.texts.frame.none
            origin = texts.source(context.organization, name, context.date(field.at), confirmed: nil)
        }
        let shown = field.value.revealed.isEmpty ? context.texts.frame.none : field.value.revealed
        let code: HTML =
            field.attribute == .externalID
            ? "<p class=\"hash\"><bdi>\(shown)</bdi></p>" : "<p class=\"value\">\(PersonName(shown).html)</p>"
        return item(
            title: texts.field(field.attribute), value: code, more: notes(field, context), uses: texts.uses(open),
            origin: origin, line: life(from: field.at, context))
    }

    private func notes(_ field: SourcedField, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.ownData
        var notes = HTML()
        if let correction = field.correction {
            notes.append("<p>\(Badge(.ok, texts.corrected(context.day(correction.at))).html)</p>")
            if correction.isDisputed { notes.append("<p class=\"small\">\(texts.disputed)</p>") }
            if let said = field.directoryValue?.revealed {
                notes.append("<p class=\"small quiet\">\(texts.directorySays(said))</p>")
            }
        }
        if let request = data.corrections[field.attribute] {
            let address = context.address(.own(.request(id: request.description)))
            notes.append("<p><a href=\"\(address)\">\(Badge(.warn, texts.askedCorrection).html)</a></p>")
        }
        if field.attribute.needsInstruction, let at = data.instructedAt {
            notes.append("<p class=\"small quiet\">\(texts.instructed(context.organization, context.date(at)))</p>")
        }
        return notes
    }

    /// Groups and roles: they live as long as the person is in them.
    private func standing(_ context: ConsoleContext) -> [HTML] {
        let texts = context.texts.ownData
        var items: [HTML] = []
        if !data.groups.isEmpty {
            let names: HTML = data.groups.map { "<bdi>\($0)</bdi>" }.joined(separator: ", ")
            items.append(
                item(
                    title: texts.groupsName, value: "<p class=\"value\">\(names)</p>", more: "", uses: texts.groupsUse,
                    origin: "\(texts.directoryGroups)", line: life(from: data.arrivedAt, context)))
        }
        let roles = data.roles.filter { $0 != .learner }
        if !roles.isEmpty {
            items.append(
                item(
                    title: texts.rolesName, value: "<p class=\"value\">\(context.texts.frame.roles(roles))</p>",
                    more: "",
                    uses: texts.rolesUse, origin: "\(context.organization)", line: life(from: data.arrivedAt, context)))
        }
        return items
    }

    /// What the program records by itself.
    private func recorded(_ context: ConsoleContext) -> [HTML] {
        let texts = context.texts.ownData
        var items = usage(context)
        if data.logins > 0, let at = data.oldestLoginAt {
            items.append(
                recorded(
                    texts.loginsName, texts.logins(Int(data.logins)), texts.loginsNote, texts.loginsUse, from: at,
                    end: texts.loginsEnd, until: at + Login.absoluteLifetime, context))
        }
        if data.mails > 0, let at = data.oldestMailAt {
            items.append(
                recorded(
                    texts.mailsName, texts.mails(Int(data.mails)), texts.mailsNote, texts.mailsUse, from: at,
                    end: texts.eachErased(30), until: at + 30 * Clock.day, context))
        }
        if data.entries > 0 {
            items.append(
                recorded(
                    texts.entriesName, texts.entries(Int(data.entries)), texts.entriesNote, texts.entriesUse,
                    from: data.arrivedAt, end: texts.entriesEnd, until: data.eraseAt, context))
        }
        return items
    }

    /// Sign-in times, and what was used of the product.
    private func usage(_ context: ConsoleContext) -> [HTML] {
        let texts = context.texts.ownData
        let isSignIn = { (usage: OwnData.Recorded) in Feature(rawValue: usage.feature) == .signIn }
        let (signIns, others) = (data.usage.filter(isSignIn), data.usage.filter { !isSignIn($0) })
        return [(signIns, Feature.signIn.purpose), (others, PurposeName.experience)].compactMap { rows, purpose in
            guard let first = rows.map(\.firstAt).min(), let last = rows.map(\.lastAt).max() else { return nil }
            let times = texts.times(Int(rows.reduce(0) { $0 + $1.times }))
            let names = rows.map { row in
                let name = Feature(rawValue: row.feature).map(FeatureTexts(language: texts.language).name)
                return "\(name ?? FeatureTexts(language: texts.language).unknown) (\(texts.times(Int(row.times))))"
            }
            let isSignIn = purpose == Feature.signIn.purpose
            return recorded(
                isSignIn ? texts.signInName : texts.usageName, times,
                isSignIn ? texts.latest(context.moment(last)) : Format(texts.language).list(names),
                texts.uses([purpose]), from: first, end: texts.eachErased(90), until: last + 90 * Clock.day, context)
        }
    }

    private func recorded(
        _ title: String, _ value: String, _ note: String, _ uses: String, from start: Int64, end: String,
        until: Int64?, _ context: ConsoleContext
    ) -> HTML {
        item(
            title: title, value: "<p class=\"value\">\(value)</p>", more: "<p class=\"small quiet\">\(note)</p>",
            uses: uses, origin: "\(context.texts.ownData.recorded)",
            line: line(
                from: start, to: until, start: context.texts.ownData.oldest(context.day(start)), end: end, context))
    }

    private func item(
        title: String, value: HTML, more: HTML, uses: String, origin: HTML, line: Line
    ) -> HTML {
        """
        <li><div><h3>\(title)</h3>\(value)\(more)</div><p class="small">\(uses)<br>\
        <span class="quiet">\(origin)</span></p>\(line.html)</li>
        """
    }

    /// From an arrival to the end that leaving begins.
    private func life(from start: Int64, _ context: ConsoleContext) -> Line {
        let texts = context.texts.ownData
        let end = data.eraseAt.map { texts.erased(context.day($0)) } ?? texts.afterLeaving(Int(data.graceDays))
        return line(from: start, to: data.eraseAt, start: texts.since(context.date(start)), end: end, context)
    }

    /// - Parameter end: nil where no end is known; then as much again as two thirds of what has passed.
    private func line(
        from start: Int64, to end: Int64?, start text: String, end endText: String, _ context: ConsoleContext
    ) -> Line {
        let end = max(end ?? context.now + max((context.now - start) * 2 / 3, 10 * Clock.day), context.now + 1)
        let span = LineSpan.between(start, end)
        return Line(
            cells: span.cells(now: context.now, nowLabel: nil, marks: [], majorEvery: 100),
            sentence: context.texts.ownData.heldSentence(context.date(start), end: endText), start: text, end: endText,
            size: .small)
    }

    // MARK: - What can be asked

    private static let order: [RightsKind] = [
        .access, .rectification, .portability, .restriction, .objection, .erasure,
    ]

    private func card(_ kind: RightsKind, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.rights
        let names: HTML = kind == .erasure ? "btn btn-s btn-grave" : "btn btn-s"
        return """
            <div class="ask"><h3>\(texts.card(kind))</h3><p>\(texts.cardText(kind, context.organization))</p>\
            \(Button.link(texts.ask(kind), to: context.address(.own(.ask(kind, attribute: nil))), names))</div>
            """
    }
}
