/// The page of an error: what happened, what to do, and where it is our fault a reference. It needs no session and no
/// database.
struct ErrorPage: Sendable {
    /// The HTTP status.
    let status: Int
    /// The code that leads the operator to the line in the log; nil where none was written.
    let reference: String?
    /// A failure's public text instead of the general one.
    var message: String?
    /// Seconds, as in `Retry-After`.
    var retryAfter: Int?
    /// Where the way back leads: the organization's overview or the start page.
    var back: Address = .start

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.errors
        let entry = texts.entry(status: status)
        let facts: HTML? = reference.map {
            """
            <dl class="facts stack-top"><dt>\(texts.reference)</dt><dd><code>\($0)</code>\
            <span class="sub">\(texts.referenceHelp)</span></dd></dl>
            """
        }
        let retry: HTML? = retryAfter.map { "<p class=\"gap-s\">\(texts.retry($0))</p>" }
        return Layout.document(
            language: context.texts.language, title: entry.headline, owner: context.texts.door.product,
            skip: context.texts.door.skip,
            body: """
                <header class="top"><div class="top-in">\(Layout.brand(context.texts.door.product, to: back))</div>\
                </header>
                <main id="main" class="page page--error" tabindex="-1">
                <div class="head"><div><p class="status-code">\(status)</p><h1>\(entry.headline)</h1>\
                <p class="lead">\(message ?? entry.lead)</p>\(retry)</div></div>
                <p class="btns">\(Button.link(back == .start ? texts.back : texts.toOverview, to: back))</p>
                \(facts)
                </main>
                \(Layout.footer(FootTexts(language: context.texts.language), context.texts.door.product))
                """)
    }
}
