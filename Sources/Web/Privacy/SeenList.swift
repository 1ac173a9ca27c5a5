import Domain

/// Who saw what is held about the reader: the latest on “my data”, all on a page of their own.
struct SeenList: Sendable {
    let seen: Sightings
    let limit: Int

    /// In the margin of “my data”.
    func section(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.ownData
        let all: HTML = """
            <p class="small gap-s"><a href="\(context.address(.own(.seen(page: 1))))">\
            \(texts.all(seen.total, since: context.date(seen.since)))</a></p>
            """
        return """
            <section aria-labelledby="saw"><h2 id="saw">\(texts.sawTitle)</h2>\
            <ol class="steps" role="list">\(seen.entries.prefix(limit).map { Self.entry($0, context) })\
            \(readBacks(context))\(nobody(context))</ol>\(when: seen.total > 0, all)</section>
            """
    }

    /// Directories that read back what they sent.
    func readBacks(_ context: ConsoleContext) -> [HTML] {
        let texts = context.texts.ownData
        return seen.readBacks.map { read in
            """
            <li><b><bdi>\(read.connection)</bdi></b>, \(texts.readBack(Int(read.times)))\
            <time>\(texts.counted(context.moment(read.lastAt)))</time></li>
            """
        }
    }

    func nobody(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.ownData
        guard seen.visitsThatSaw == 0 else { return "" }
        return "<li><b>\(texts.nobody)</b><span class=\"when\">\(texts.nobodyNote)</span></li>"
    }

    static func entry(_ entry: Sightings.Entry, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.ownData
        let role: HTML? =
            entry.isOneself || entry.role == nil || entry.role == .learner
            ? nil : entry.role.map { ", \(lowered(context.texts.frame.roles([$0]), context))" }
        let reason: HTML? = entry.visit.map { ", \(texts.reason($0.reason))" }
        return """
            <li><b>\(actor(entry, context))</b>\(role): \(texts.did(entry.deed))\(reason)\
            <time>\(texts.many(entry.count, last: context.moment(entry.lastAt)))</time></li>
            """
    }

    /// English roles stand in the middle of a sentence; German nouns keep their capital.
    private static func lowered(_ role: String, _ context: ConsoleContext) -> String {
        context.texts.language == .english ? role.lowercased() : role
    }

    private static func actor(_ entry: Sightings.Entry, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.ownData
        if entry.isOneself { return "\(texts.yourself)" }
        if let name = entry.name { return PersonName(name).html }
        return switch entry.actorKind {
        case .person, .connection: "\(texts.former)"
        case .integration: "\(texts.integration)"
        case .visitor: "\(texts.visitor)"
        case .command: "\(texts.command)"
        case .program: "\(texts.program)"
        }
    }
}

/// `/o/{slug}/me/seen`: every look, paged.
struct SeenPage: ConsolePage {
    static let size = 25

    let seen: Sightings
    let page: Int

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        let texts = context.texts.ownData
        let list = SeenList(seen: seen, limit: Self.size)
        let head: HTML = page == 1 ? "\(list.readBacks(context))\(list.nobody(context))" : ""
        let entries = seen.entries.map { SeenList.entry($0, context) }
        let empty: HTML = "<p class=\"quiet\">\(texts.noOneYet)</p>"
        let pager = Pager(page: page, size: Self.size, total: seen.total).html(context.texts.frame) { page, text in
            Pager.link(context.address(.own(.seen(page: page))), text)
        }
        return Layout.console(
            context, title: texts.sawTitle, in: .ownData,
            """
            \(Crumb(steps: [(texts.name, context.address(.own(.data)))], here: texts.sawTitle)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.sawTitle)", lead: "\(texts.seenLead(context.organization))").html)
            <section aria-label="\(texts.sawTitle)">\(when: entries.isEmpty, empty)\
            <ol class="steps" role="list">\(head)\(entries)</ol>\(pager)</section>
            """)
    }
}
