/// `/o/{slug}/directory/connect`: which directory it is.
struct ConnectPage: Sendable {
    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.connect
        let crumb = Crumb(
            steps: [(context.texts.directory.title, context.address(.directory))], here: texts.title)
        let providers = Provider.allCases.map { provider -> HTML in
            """
            <div class="ask"><h3>\(texts.provider(provider))</h3><p>\(texts.providerText(provider))</p>\
            <a class="btn" href="\(context.address(.guide(provider)))">\(texts.begin)\
            <span class="vh"> \(texts.provider(provider))</span></a></div>
            """
        }
        return Layout.console(
            context, title: texts.title, in: .directory,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <section aria-labelledby="wh"><h2 id="wh">\(texts.choose)</h2><div class="asks">\(providers)</div>
            <p class="gap-s"><a href="\(context.address(.imports))">\(texts.fileInstead)</a></p></section>
            <section aria-labelledby="be"><h2 id="be">\(texts.before)</h2><p>\(texts.beforeText)</p>\
            <p><a href="\(context.address(.attributes))">\(texts.declared)</a></p></section>
            """)
    }
}
