import Domain

/// What is asked once more in the rooms of access.
extension ConfirmPage {
    /// Before an administrator takes its own role.
    static func ownRole(of person: String, in context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        var page = ConfirmPage(
            steps: [(texts.title, context.address(.access))], title: texts.ownTitle, text: texts.ownText,
            deed: texts.ownTake, action: context.address(.roles(person: person)), isGrave: true, refusal: texts.ownKeep,
            back: context.address(.access))
        page.entry = .access
        page.fields = [("role", "administrator"), ("deed", "take"), ("sure", "yes")]
        return page.html(in: context)
    }

    /// Before a role that decides or sees much follows a whole group.
    static func groupRole(
        _ role: Role, of group: (id: String, name: String), members: Int, in context: ConsoleContext
    ) -> HTML {
        let texts = context.texts.access
        let back = context.address(.group(id: group.id, page: 1))
        let deed = texts.groupDeed(role, members: members, group.name)
        var page = ConfirmPage(
            steps: [(context.texts.groups.title, context.address(.groups(page: 1))), (group.name, back)],
            title: "\(deed)?", text: texts.groupConsequence(role, group.name), deed: deed,
            action: context.address(.groupRoles(group: group.id)), isGrave: true, refusal: texts.groupKeep, back: back)
        page.entry = .staff
        page.fields = [("role", role.rawValue), ("deed", "give"), ("sure", "yes")]
        return page.html(in: context)
    }

    /// GET of `…/staff/{id}/factor-reset`.
    static func factorReset(of person: String, name: String, in context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let back = context.address(.person(id: person))
        var page = ConfirmPage(
            steps: [(context.texts.staff.title, context.address(.staff(StaffListQuery()))), (name, back)],
            title: texts.resetTitle(name), text: texts.resetText(name), deed: texts.reset,
            action: context.address(.factorReset(person: person)), isGrave: true, refusal: texts.resetKeep, back: back)
        page.entry = .staff
        return page.html(in: context)
    }

    /// GET of `…/access/sign-in/disconnection`.
    static func disconnection(mailsLinks: Bool, in context: ConsoleContext) -> HTML {
        let texts = context.texts.signInSettings
        let back = context.address(.signInSettings)
        var page = ConfirmPage(
            steps: [(context.texts.access.title, context.address(.access)), (texts.title, back)],
            title: texts.disconnectTitle, text: texts.disconnectText(mailsLinks: mailsLinks), deed: texts.disconnect,
            action: context.address(.providerRemoval), isGrave: true, refusal: texts.keep, back: back)
        page.entry = .access
        return page.html(in: context)
    }
}
