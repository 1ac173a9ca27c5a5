import Domain

/// `/o/{slug}/staff/{id}`: what is held of one person, where it came from, and until when.
struct PersonPage: Sendable {
    /// One held value.
    struct Held: Sendable {
        let attribute: Attribute
        let value: String
        /// The connection's name.
        let source: String
        /// When the value arrived, milliseconds UTC.
        let since: Int64
        /// When someone corrected it here, milliseconds UTC.
        var correctedAt: Int64?
    }

    struct Group: Sendable {
        let id: String
        let name: String
    }

    /// What the directory believes.
    struct Record: Sendable {
        let connection: String
        let userName: String
        let externalID: String?
        let version: Int64
        /// Milliseconds UTC, both.
        let createdAt: Int64
        let changedAt: Int64
    }

    /// What evidence says of the person: the same deed of the same actor, so often in a row.
    struct Event: Sendable {
        let actor: String
        /// After the actor's name.
        let did: String
        let count: Int
        /// Milliseconds UTC.
        let lastAt: Int64
    }

    let id: String
    let name: String
    var nativeName: String?
    let state: StaffState
    /// The staged change that holds the access.
    var heldByChange: String?
    /// Milliseconds UTC.
    let arrivedAt: Int64
    /// When something changed, milliseconds UTC.
    let changes: [Int64]
    let held: [Held]
    let groups: [Group]
    /// Nil where no directory sends this person any more.
    let record: Record?
    /// Attributes that are not held because the organization has not instructed it.
    let notInstructed: [Attribute]
    /// For those who see access.
    var roles: PersonRoles?
    /// The latest first.
    var events: [Event] = []
    /// Whether the use of the data is restricted, and which uses are closed.
    var closed = ClosedPurposes.none
    /// Why the last deed was not done.
    var problem: String?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.person
        let crumb = Crumb(
            steps: [(context.texts.staff.title, context.address(.staff(StaffListQuery())))], here: name
        ).html(label: context.texts.frame.path)
        let native: HTML? = nativeName.map { " <span class=\"native\">\(PersonName($0).html)</span>" }
        return Layout.console(
            context, title: name, in: .staff,
            """
            \(problem.map(AccessPage.notice))
            \(crumb)
            <div class="head"><div><h1>\(PersonName(name).html)\(native)</h1><p class="lead">\(lead(context))</p></div>\
            <p>\(state.badge(context).html)\(restricted(context))</p></div>
            \(life(context).html)
            <div class="split"><div class="stack"><section aria-labelledby="he"><h2 id="he">\(texts.fieldsTitle)</h2>\
            <p class="quiet">\(texts.fieldsLead)</p>
            <ul class="ledger ledger--two">\(held.map { item($0, context) })</ul></section>
            \(roles?.html(context))</div>
            <div class="margin">\(rights(context))\(groupSection(context))\(recordSection(context))\(notHeld(context))\
            \(record(context))</div></div>
            """)
    }

    private func lead(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.person
        switch state {
        case .active where record == nil: return "\(texts.noRecordLead)"
        case .active: return "\(texts.activeLead(context.date(arrivedAt)))"
        case .deactivated: return "\(record == nil ? texts.noRecordInactiveLead : texts.deactivatedLead)"
        case .left(let at, let erasedAt): return "\(texts.leftLead(context.day(at), context.date(erasedAt)))"
        case .held:
            let link: HTML? = heldByChange.map {
                " <a href=\"\(context.address(.change(id: $0, ChangeQuery())))\">\(texts.seeChange)</a>"
            }
            return "\(texts.heldLead)\(link)"
        }
    }

    /// From the arrival to the end, or to a while after today where no end is known.
    private func life(_ context: ConsoleContext) -> Line {
        let texts = context.texts.person
        var marks = [LineMark(at: arrivedAt, event: .plain, label: nil)]
        marks += changes.map { LineMark(at: $0, event: .ok, label: nil) }
        var end = context.now + max((context.now - arrivedAt) / 4, 7 * 86_400_000)
        var endText = record == nil ? texts.lineNoRecord : texts.lineOpen
        var endSentence = record == nil ? texts.noRecordSentence : nil
        if case .left(let at, let erasedAt) = state {
            marks.append(LineMark(at: at, event: .bad, label: context.texts.staff.state(.left)))
            end = erasedAt
            endText = texts.erased(context.day(erasedAt))
            endSentence = texts.leftSentence(context.date(at), context.date(erasedAt))
        }
        let span = LineSpan.between(arrivedAt, end)
        return Line(
            cells: span.cells(now: context.now, nowLabel: texts.lineNow, marks: marks, majorEvery: 4),
            sentence: texts.sentence(arrived: context.date(arrivedAt), changes: changes.count, end: endSentence),
            start: texts.arrived(context.date(arrivedAt)), middle: "\(texts.unit(span.unit))", end: endText,
            size: .labels)
    }

    private func item(_ held: Held, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.person
        let correction: HTML? = held.correctedAt.map {
            """
            <p>\(Badge(.warn, texts.corrected(context.day($0))).html)<span class="sub">\(texts.correctionWins)</span>\
            </p>
            """
        }
        let value: HTML =
            held.attribute == .externalID
            ? "<p class=\"hash\">\(held.value)</p>" : "<p class=\"value\">\(PersonName(held.value).html)</p>"
        return """
            <li><div><h3>\(texts.field(held.attribute))</h3>\
            \(value)\(correction)</div>\
            <p class="small">\(texts.purpose(held.attribute))<br>\
            <span class="quiet">\(texts.sinceAndSource(held.source, context.moment(held.since)))</span></p></li>
            """
    }

    private func restricted(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.person
        guard closed != .none else { return "" }
        let isRestricted = closed.contains(.service)
        return "<br>\(Badge(.warn, isRestricted ? texts.restricted : texts.objected).html)"
    }

    /// What the privacy officer does for this person.
    private func rights(_ context: ConsoleContext) -> HTML {
        guard context.reader.may(DecideRights.self) else { return "" }
        let texts = context.texts.person
        let restriction: PrivacyRoom = closed.contains(.service) ? .release(person: id) : .restriction(person: id)
        let links: [(String, PrivacyRoom)] = [
            (texts.enterRequest, .newRequest(person: id)), (texts.correctValue, .correction(person: id)),
            (closed.contains(.service) ? texts.endRestriction : texts.restrict, restriction),
        ]
        let items = links.map { text, room -> HTML in
            "<li><a href=\"\(context.address(.privacy(room)))\">\(text)</a></li>"
        }
        let hold: HTML? =
            context.reader.may(HoldData.self)
            ? """
            <li><a href="\(context.address(.holds(.new(person: id))))">\(context.texts.holds.personLink)</a></li>
            """ : nil
        return """
            <section aria-labelledby="rt"><h2 id="rt">\(texts.rightsTitle)</h2><ul class="plain">\(items)\(hold)</ul>\
            </section>
            """
    }

    private func groupSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.person
        let list = groups.map { group -> HTML in
            """
            <li><a href="\(context.address(.group(id: group.id, page: 1)))"><bdi>\(group.name)</bdi></a></li>
            """
        }
        let body: HTML =
            groups.isEmpty ? "<p class=\"quiet\">\(texts.noGroups)</p>" : "<ul class=\"plain\">\(list)</ul>"
        return "<section aria-labelledby=\"gr\"><h2 id=\"gr\">\(texts.groupsTitle)</h2>\(body)</section>"
    }

    private func recordSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.person
        guard let record else {
            return """
                <section aria-labelledby="re"><h2 id="re">\(texts.recordTitle)</h2>\
                <p class="quiet">\(texts.noRecord)</p>\(departure(context))</section>
                """
        }
        let external: HTML? = record.externalID.map {
            "<dt>\(texts.field(.externalID))</dt><dd class=\"hash\"><bdi>\($0)</bdi></dd>"
        }
        return """
            <section aria-labelledby="re"><h2 id="re">\(texts.recordTitle)</h2><dl class="facts facts--stack">\
            <dt>\(texts.recordConnection)</dt><dd><bdi>\(record.connection)</bdi></dd>\
            <dt>\(texts.field(.userName))</dt><dd class="hash"><bdi>\(record.userName)</bdi></dd>\(external)\
            <dt>\(texts.recordVersion)</dt><dd>\(context.number(Int(record.version)))</dd>\
            <dt>\(texts.recordCreated)</dt><dd>\(context.moment(record.createdAt))</dd>\
            <dt>\(texts.recordChanged)</dt><dd>\(context.moment(record.changedAt))</dd></dl></section>
            """
    }

    /// What ends here what no directory ends: only for those who may.
    private func departure(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.person
        guard state == .active || state == .deactivated, context.reader.may(EndAccess.self) else {
            return ""
        }
        let button = Button.link(texts.endAccess, to: context.address(.departure(person: id)), "btn btn-grave")
        return "<p class=\"btns gap-s\">\(button)</p>"
    }

    private func record(_ context: ConsoleContext) -> HTML {
        guard !events.isEmpty else { return "" }
        let texts = context.texts.access
        let steps = events.map { event -> HTML in
            """
            <li><b>\(PersonName(event.actor).html)</b> \(event.did)\
            <span class="when">\(texts.times(event.count, last: context.moment(event.lastAt)))</span></li>
            """
        }
        return """
            <section aria-labelledby="ev"><h2 id="ev">\(texts.eventsTitle)</h2>\
            <ol class="steps gap-s small" role="list">\(steps)</ol>\
            <p class="small quiet gap-s">\(texts.eventsLists)</p></section>
            """
    }

    private func notHeld(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.person
        let names = context.texts.roomFormat.list(notInstructed.map { context.texts.changes.field($0) })
        let instruction: HTML = """
            <p class="small gap-s">\(texts.notInstructed) \(names). \
            <a href="\(context.address(.attributes))">\(texts.changeInstruction)</a></p>
            """
        return """
            <section aria-labelledby="nh"><h2 id="nh">\(texts.notHeldTitle)</h2><p class="small">\(texts.notHeldText)\
            </p>\
            \(when: !notInstructed.isEmpty, instruction)<p class="small quiet gap-s">\(texts.seen)</p></section>
            """
    }
}
