import Domain

/// The frame of every page: head, header, navigation, footer.
enum Layout {
    /// An entry of the navigation; the order here is the order there. At most eight.
    enum Entry: CaseIterable, Sendable {
        case overview, team, staff, groups, directory, access, privacy, ownData

        fileprivate var room: Address.Room {
            switch self {
            case .overview: .overview
            case .team: .team(group: nil, page: 1)
            case .staff: .staff(StaffListQuery())
            case .groups: .groups(page: 1)
            case .directory: .directory
            case .access: .access
            case .privacy: .privacy(.overview)
            case .ownData: .own(.data)
            }
        }

        /// Rooms that would be refused are not offered.
        fileprivate func isOpen(to reader: Reader) -> Bool {
            switch self {
            case .overview: reader.may(SeeOverview.self)
            case .team: reader.may(SeeTeam.self)
            case .staff, .groups: reader.may(SeeStaff.self)
            case .directory: reader.may(SeeDirectory.self)
            case .access: reader.may(SeeAccess.self)
            case .privacy: reader.may(ApproveErasure.self)
            case .ownData: reader.may(SeeOwnData.self)
            }
        }
    }

    /// A page of the console.
    /// - Parameter entry: nil for a room that stands in no navigation.
    static func console(_ context: ConsoleContext, title: String, in entry: Entry?, _ main: HTML) -> HTML {
        let texts = context.texts.frame
        return document(
            language: context.texts.roomLanguage, title: title, owner: context.organization, skip: texts.skip,
            body: """
                \(header(context, entry))
                <main id="main" class="page" tabindex="-1">
                \(context.visit.map { VisitBanner(visit: $0).html(context) })
                \(context.flash.map { $0.html(texts) })
                \(main)
                </main>
                \(footer(FootTexts(language: context.texts.roomLanguage), texts.onBehalf(context.organization)))
                """)
    }

    /// The whole document. `body` follows the skip link and holds the element `#main`.
    static func document(
        language: Language, title: String, owner: String, skip: String, body: HTML
    ) -> HTML {
        """
        <!doctype html>
        <html lang="\(language.code)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · \(owner)</title>
        <link rel="icon" href="\(Address.asset("icon.svg"))">
        <link rel="stylesheet" href="\(Address.asset("site.css"))">
        <script src="\(Address.asset("site.js"))" defer></script>
        </head>
        <body>
        <a class="skip" href="#main">\(skip)</a>
        \(body)
        </body>
        </html>

        """
    }

    /// The policy, its proof and whom to write to: at the end of every page.
    static func footer(_ texts: FootTexts, _ closing: String) -> HTML {
        """
        <footer class="foot"><div class="foot-in">\(footLinks(texts))<span>\(closing)</span></div></footer>
        """
    }

    static func footLinks(_ texts: FootTexts) -> HTML {
        """
        <a href="\(Address.policy(anchor: nil))">\(texts.policy)</a><a href="\(Address.trust(anchor: nil))">\
        \(texts.proof)</a><a href="\(Address.policy(anchor: "contact"))">\(texts.contact)</a>
        """
    }

    /// The two ticks of the brand with the name beside them.
    static func brand(_ name: String, to address: Address) -> HTML {
        """
        <a class="brand" href="\(address)"><svg viewBox="0 0 22 28" aria-hidden="true" focusable="false">\
        <rect class="tick" x="3" y="11" width="4" height="17"/><rect class="tick" x="14" y="14" width="4" height="14"/>\
        <circle class="dot-now" cx="5" cy="5" r="4"/><circle class="dot" cx="16" cy="9" r="3"/></svg>\
        <span>\(name)</span></a>
        """
    }

    private static func header(_ context: ConsoleContext, _ current: Entry?) -> HTML {
        let texts = context.texts.frame
        let open = context.isLeaving ? [] : Entry.allCases.filter { $0.isOpen(to: context.reader) }
        let links = open.map { link(to: $0, isCurrent: $0 == current, context) }
        let who: HTML = """
            <p><b>\(reader(context))</b>\(texts.roles(context.reader.roles))</p>
            <form method="post" action="\(context.address(.signOut))">\(context.csrfField)\
            <button class="btn btn-s">\(texts.signOut)</button></form>
            """
        return """
            <header class="top"><div class="top-in">
            \(brand(context.organization, to: context.address(.overview)))
            <nav class="nav" aria-label="\(texts.navigation)">\(links)</nav>
            <div class="who">\(who)</div>
            <details class="menu"><summary>\(texts.menu)</summary>\
            <div class="menu-in"><nav aria-label="\(texts.navigationSmall)">\(links)</nav>\
            <div class="who-small">\(who)</div></div></details>
            </div></header>
            """
    }

    /// The reader's name, which leads to how they sign in.
    private static func reader(_ context: ConsoleContext) -> HTML {
        let name: HTML = "<bdi>\(context.reader.name)</bdi>"
        guard context.reader.may(KeepOwnSignIn.self) else { return name }
        return """
            <a href="\(context.address(.ownSignIn))">\(name)<span class="vh">: \(context.texts.frame.ownSignIn)</span></a>
            """
    }

    private static func link(to entry: Entry, isCurrent: Bool, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.frame
        var count = HTML()
        if entry == .directory, context.waitingCount > 0 {
            count = """
                 <span class="nav-count">\(context.number(context.waitingCount))<span class="vh"> \(texts.waiting)\
                 </span></span>
                """
        }
        return """
            <a href="\(context.address(entry.room))"\(when: isCurrent, " aria-current=\"page\"")>\
            \(texts.entry(entry))\(count)</a>
            """
    }
}
