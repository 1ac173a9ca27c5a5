/// A page that asks once more before a deed: what a dialog says where there is no script.
struct ConfirmPage: Sendable {
    let steps: [(title: String, address: Address)]
    let title: String
    let text: String
    /// Something to know that makes the deed graver.
    var warning: String?
    let deed: String
    let action: Address
    /// Whether the deed takes something away that cannot be brought back.
    let isGrave: Bool
    let refusal: String
    let back: Address
    var entry = Layout.Entry.directory
    /// What the form sends beside its token.
    var fields: [(name: String, value: String)] = []

    func html(in context: ConsoleContext) -> HTML {
        let crumb = Crumb(steps: steps, here: title)
        let warning: HTML? = warning.map { "<p class=\"gap-s\"><b>\($0)</b></p>" }
        let hidden = fields.map { field -> HTML in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
        let names: HTML = isGrave ? "btn btn-grave" : "btn btn-main"
        return Layout.console(
            context, title: title, in: entry,
            """
            \(crumb.html(label: context.texts.frame.path))
            <div class="dialog-still"><h1 class="h-dialog">\(title)</h1><p class="gap-s">\(text)</p>\(warning)
            <div class="btns gap-s">\
            <form method="post" action="\(action)">\(context.csrfField)\(hidden)\
            <button class="\(names)">\(deed)</button></form>\
            \(Button.link(refusal, to: back))</div></div>
            """)
    }

    /// GET of `…/changes/{id}/approval`.
    static func approval(
        of change: String, counts: DifferenceCounts, graceDays: Int, erasedAt: Int64, in context: ConsoleContext
    ) -> HTML {
        let texts = context.texts.changes
        let decision = Decision(changeID: change, counts: counts, graceDays: graceDays, erasedAt: erasedAt)
        let page = ConfirmPage(
            steps: steps(to: change, context), title: texts.confirmTitle(counts), text: decision.consequence(context),
            deed: texts.confirmButton(counts), action: context.address(.approval(change: change)),
            isGrave: counts.leavers > 0, refusal: texts.keepWaiting,
            back: context.address(.change(id: change, ChangeQuery())))
        return page.html(in: context)
    }

    /// GET of `…/changes/{id}/rejection`.
    static func rejection(of change: String, counts: DifferenceCounts, in context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        let page = ConfirmPage(
            steps: steps(to: change, context), title: texts.discardTitle, text: texts.discardText(counts),
            deed: texts.discardButton(counts), action: context.address(.rejection(change: change)),
            isGrave: false, refusal: texts.keepWaiting, back: context.address(.change(id: change, ChangeQuery())))
        return page.html(in: context)
    }

    /// GET of `…/tokens/{token}/revocation`.
    static func revocation(
        of token: ConnectionPage.Token, connection: ConnectionSummary, isLast: Bool, in context: ConsoleContext
    ) -> HTML {
        let texts = context.texts.connection
        let back = context.address(.connection(id: connection.id))
        let page = ConfirmPage(
            steps: [(context.texts.directory.title, context.address(.directory)), (connection.name, back)],
            title: texts.revokeTitle(token.prefix), text: texts.revokeLead, warning: isLast ? texts.lastOne : nil,
            deed: texts.revoke, action: context.address(.revocation(connection: connection.id, token: token.id)),
            isGrave: true, refusal: texts.keepToken, back: back)
        return page.html(in: context)
    }

    /// GET of `…/staff/{id}/departure`.
    static func departure(
        of person: String, name: String, graceDays: Int, dueAt: Int64, in context: ConsoleContext
    ) -> HTML {
        let texts = context.texts.person
        let back = context.address(.person(id: person))
        var page = ConfirmPage(
            steps: [(context.texts.staff.title, context.address(.staff(StaffListQuery()))), (name, back)],
            title: texts.endTitle(name), text: texts.endText(graceDays: graceDays, dueOn: context.day(dueAt)),
            deed: texts.endAccess, action: context.address(.departure(person: person)), isGrave: true,
            refusal: texts.keepAccess, back: back)
        page.entry = .staff
        return page.html(in: context)
    }

    private static func steps(
        to change: String, _ context: ConsoleContext
    ) -> [(title: String, address: Address)] {
        [
            (context.texts.directory.title, context.address(.directory)),
            (context.texts.changes.differenceTitle, context.address(.change(id: change, ChangeQuery()))),
        ]
    }
}
