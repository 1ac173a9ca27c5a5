/// The instructions given on one topic, the newest first: what, by whom, when.
struct InstructionHistory: Sendable {
    struct Entry: Sendable {
        let number: Int
        let content: String
        /// Who recorded it.
        let by: String
        /// Milliseconds UTC.
        let at: Int64
    }

    let entries: [Entry]
    /// What stands there until the first one is recorded.
    let empty: String

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.attributes
        let steps = entries.enumerated().map { place, entry -> HTML in
            """
            <li\(when: place == 0, " class=\"is-now\"")><b>\(texts.version(entry.number))</b>: \(entry.content)\
            <span class="when">\(texts.recordedBy(entry.by))</span><time>\(context.moment(entry.at))</time></li>
            """
        }
        let body: HTML =
            entries.isEmpty
            ? "<p class=\"small quiet\">\(empty)</p>" : "<ol class=\"steps gap-s\" role=\"list\">\(steps)</ol>"
        return "<section aria-labelledby=\"hi\"><h2 id=\"hi\">\(texts.historyTitle)</h2>\(body)</section>"
    }
}
