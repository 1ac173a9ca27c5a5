import Domain

/// The frame of the operator's console: that of the rooms, with a navigation of its own.
enum OperatorFrame {
    /// An entry of the navigation; the order here is the order there.
    enum Entry: CaseIterable, Sendable {
        case organizations, domains, people, recipients, disclosures, incidents, audit, mailbox

        fileprivate var room: OperatorRoom {
            switch self {
            case .organizations: .organizations(page: 1)
            case .domains: .domains
            case .people: .people
            case .recipients: .recipients
            case .audit: .audit
            case .disclosures: .register(.disclosures)
            case .incidents: .register(.incidents)
            case .mailbox: .mailbox
            }
        }

        fileprivate func isOpen(in context: OperatorContext) -> Bool {
            switch self {
            case .organizations, .domains: context.may(SeeOrganizations.self)
            case .people: context.may(SeeOperators.self)
            case .recipients: context.may(SeeRecipients.self)
            case .audit: context.may(SeeAudit.self)
            case .disclosures: context.may(SeeDisclosures.self)
            case .incidents: context.may(SeeIncidents.self)
            case .mailbox: context.hasMailbox && context.may(SeeMailbox.self)
            }
        }
    }

    /// - Parameter entry: nil for a page that stands in no navigation.
    static func page(_ context: OperatorContext, title: String, in entry: Entry?, _ main: HTML) -> HTML {
        let frame = context.console.texts.frame
        return Layout.document(
            language: context.console.texts.roomLanguage, title: title, owner: context.texts.product, skip: frame.skip,
            body: """
                \(header(context, entry))
                <main id="main" class="page" tabindex="-1">
                \(context.console.flash.map { $0.html(frame) })
                \(main)
                </main>
                \(Layout.footer(FootTexts(language: context.console.texts.roomLanguage), context.texts.foot))
                """)
    }

    private static func header(_ context: OperatorContext, _ current: Entry?) -> HTML {
        let frame = context.console.texts.frame
        let links = Entry.allCases.filter { $0.isOpen(in: context) }.map { entry -> HTML in
            """
            <a href="\(Address.operatorRoom(entry.room))"\(when: entry == current, " aria-current=\"page\"")>\
            \(context.texts.entry(entry))</a>
            """
        }
        let own = context.console.address(.ownSignIn)
        let who: HTML = """
            <p><b><a href="\(own)"><bdi>\(context.console.reader.name)</bdi></a></b>\
            \(frame.roles(context.console.reader.roles))</p>
            <form method="post" action="\(context.console.address(.signOut))">\(context.console.csrfField)\
            <button class="btn btn-s">\(frame.signOut)</button></form>
            """
        return """
            <header class="top"><div class="top-in">
            \(Layout.brand(context.texts.product, to: .operatorRoom(.organizations(page: 1))))
            <nav class="nav" aria-label="\(frame.navigation)">\(links)</nav>
            <div class="who">\(who)</div>
            <details class="menu"><summary>\(frame.menu)</summary>\
            <div class="menu-in"><nav aria-label="\(frame.navigationSmall)">\(links)</nav>\
            <div class="who-small">\(who)</div></div></details>
            </div></header>
            """
    }
}

/// A page that asks once more before a deed of the operator's people.
struct OperatorQuestion: OperatorPage {
    let steps: [(title: String, address: Address)]
    let title: String
    let text: String
    let deed: String
    let action: Address
    let refusal: String
    let back: Address
    let entry: OperatorFrame.Entry
    /// What the form sends beside its token.
    var fields: [(name: String, value: String)] = []

    func html(in context: OperatorContext) -> HTML {
        let crumb = Crumb(steps: steps, here: title)
        let hidden = fields.map { field -> HTML in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
        return OperatorFrame.page(
            context, title: title, in: entry,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            <div class="dialog-still"><h1 class="h-dialog">\(title)</h1><p class="gap-s">\(text)</p>
            <div class="btns gap-s"><form method="post" action="\(action)">\(context.console.csrfField)\(hidden)\
            <button class="btn btn-grave">\(deed)</button></form>\
            \(Button.link(refusal, to: back))</div></div>
            """)
    }
}

/// Why a form of the operator's console was refused, above the page.
struct OperatorAlert: Sendable {
    let text: String?

    var html: HTML? { text.map { "<div class=\"flash flash-bad\" role=\"alert\"><p>\($0)</p></div>" } }
}
