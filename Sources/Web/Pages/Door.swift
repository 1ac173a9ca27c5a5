/// The page of two columns that stands before signing in: words and a form beside the instructor.
enum Door {
    /// - Parameter hasLine: whether the ten minutes of a sign-in link are shown below.
    static func page(_ context: DoorContext, title: String, hasLine: Bool = true, _ content: HTML) -> HTML {
        let texts = context.texts.door
        return Layout.document(
            language: context.texts.language, title: title, owner: texts.product, skip: texts.skip,
            body: """
                <main id="main" class="door" tabindex="-1"><div class="door-form">
                \(Layout.brand(texts.product, to: .start))
                \(content)
                \(when: hasLine, linkLine(texts))
                <p class="foot-in small quiet">\(Layout.footLinks(FootTexts(language: context.texts.language)))</p>
                </div>
                <div class="door-fig"><blockquote>\(texts.quote)</blockquote>\
                <img src="\(Address.asset("instructor.svg"))" alt="\(texts.instructorAlt)" width="400" height="420">\
                </div></main>
                """)
    }

    static func heading(_ title: String, _ lead: String) -> HTML {
        "<div><h1>\(title)</h1><p class=\"lead\">\(lead)</p></div>"
    }

    /// Ten minutes, none of them gone: what a sign-in link is worth.
    private static func linkLine(_ texts: DoorTexts) -> HTML {
        var cells = [Line.Cell](repeating: Line.Cell(), count: 10)
        cells[0].isMajor = true
        return Line(
            cells: cells, sentence: texts.linkSentence, start: texts.linkOnce, end: texts.linkMinutes, size: .small
        ).html
    }
}
