import Domain

/// A change that the brake stopped, as it lies on the directory page.
struct StagedSheet: Sendable {
    let staged: DirectoryPage.Staged
    let brake: BrakeSetting
    /// The page has one filled button; the first sheet has it.
    let isMain: Bool

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.directory
        let changes = context.texts.changes
        let id = "staged-\(staged.changeID)"
        let all = context.address(.change(id: staged.changeID, ChangeQuery()))
        let mostly: HTML? = staged.mostly.map { " \(texts.mostly($0))" }
        let table = DifferenceTable(rows: staged.sample, label: changes.tableLabel)
        let why = texts.brake(
            brake, source: staged.connection, minutes: staged.minutes, counts: staged.counts)
        let decision = Decision(
            changeID: staged.changeID, counts: staged.counts, graceDays: staged.graceDays, erasedAt: staged.erasedAt,
            isMain: isMain)
        let mayDecide = staged.counts.mayBeDecided(by: context.reader)
        let shown: HTML = "<div class=\"gap-s\">\(table.html(context))</div>\n\(decision.html(context))"
        return """
            <section class="sheet sheet--now" aria-labelledby="\(id)">\
            <p>\(Badge(.now, texts.waitingSince(context.sinceMoment(staged.since))).html)</p>\
            <h2 id="\(id)">\(changes.waiting(staged.counts))</h2>
            <p>\(why)\(mostly)</p>
            <p class="small gap-s">\(changes.summary(staged.counts, shown: mayDecide ? staged.sample.count : nil)) \
            <a href="\(all)">\(texts.showAll)</a></p>
            \(mayDecide ? shown : "<p class=\"quiet gap-s\">\(changes.rowsWithheld)</p>")
            </section>
            """
    }
}

/// Applying exactly this, or discarding it. What ends people's access is asked once more, in a dialog or on a page.
struct Decision: Sendable {
    let changeID: String
    let counts: DifferenceCounts
    let graceDays: Int
    /// Milliseconds UTC.
    let erasedAt: Int64
    var isMain = true

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        let apply = context.address(.approval(change: changeID))
        let names: HTML = isMain ? "btn btn-main" : "btn"
        let applying: HTML =
            counts.leavers > 0
            ? opener(texts.apply(counts.total), of: "apply", to: apply, names)
            : Button.post(texts.apply(counts.total), to: apply, names, context)
        let discard = context.address(.rejection(change: changeID))
        let asked: HTML =
            counts.leavers > 0
            ? dialog(
                "apply", texts.confirmTitle(counts), consequence(context), deed: texts.confirmButton(counts), to: apply,
                "btn btn-grave", context) : ""
        return """
            <div class="btns gap-s">\(applying)\
            \(opener(texts.discardButton(counts), of: "discard", to: discard, "btn"))</div>
            \(asked)\(dialog(
                "discard", texts.discardTitle, texts.discardText(counts),
                deed: texts.discardButton(counts), to: discard, "btn", context))
            """
    }

    /// Leads to the page that asks; with `site.js` it opens the dialog instead.
    private func opener(_ text: String, of dialog: String, to address: Address, _ names: HTML) -> HTML {
        "<a class=\"\(names)\" href=\"\(address)\" data-dialog=\"\(dialog)-\(changeID)\">\(text)</a>"
    }

    private func dialog(
        _ kind: String, _ title: String, _ text: String, deed: String, to address: Address, _ names: HTML,
        _ context: ConsoleContext
    ) -> HTML {
        let id = "\(kind)-\(changeID)"
        return """
            <dialog id="\(id)" aria-labelledby="\(id)-h"><h2 id="\(id)-h">\(title)</h2><p class="gap-s">\(text)</p>
            <form method="post" action="\(address)">\(context.csrfField)<p class="btns">\
            <button class="\(names)">\(deed)</button>\
            <button class="btn" formmethod="dialog" autofocus>\(context.texts.changes.keepWaiting)</button></p></form>\
            </dialog>
            """
    }

    func consequence(_ context: ConsoleContext) -> String {
        context.texts.changes.consequence(counts, graceDays: graceDays, dueOn: context.day(erasedAt))
    }
}

extension DifferenceCounts {
    /// Whether someone may see the people of it, and decide: a page has neither for others.
    func mayBeDecided(by reader: Reader) -> Bool {
        isStaged ? reader.may(DecideChanges.self) : reader.may(ImportStaff.self)
    }
}
