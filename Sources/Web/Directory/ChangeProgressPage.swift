/// How far a file is read or a change set applied. With `site.js` it renews itself; without, a link does.
struct ChangeProgress: Sendable {
    enum Step: Sendable {
        case reading
        /// `startedAt` in milliseconds UTC.
        case applying(done: Int, total: Int, startedAt: Int64)
    }

    let changeID: String
    let step: Step

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        let here = context.address(.change(id: changeID, ChangeQuery()))
        let content: HTML =
            switch step {
            case .reading:
                "<h2 id=\"pr\">\(texts.reading)</h2><p role=\"status\">\(texts.readingText)</p>"
            case .applying(let done, let total, let startedAt):
                """
                <h2 id="pr">\(texts.progressTitle)</h2><p role="status">\(texts.progress(done, of: total))</p>\
                \(line(done, of: total, since: startedAt, context).html)
                """
            }
        return """
            <section class="sheet sheet--now" data-progress aria-labelledby="pr">\(content)\
            <p class="gap-s"><a class="btn" href="\(here)">\(texts.refresh)</a></p></section>
            """
    }

    /// Twenty cells of five percent each.
    private func line(_ done: Int, of total: Int, since start: Int64, _ context: ConsoleContext) -> Line {
        let texts = context.texts.changes
        let count = 20
        let present = total == 0 ? count : min(done, total) * count / total
        let cells = (0..<count).map { place in
            Line.Cell(isPast: place < present, isNow: place == present, isMajor: place % 4 == 0)
        }
        return Line(
            cells: cells, sentence: texts.progress(done, of: total), start: texts.begun(context.moment(start)),
            end: texts.ofTotal(total))
    }
}
