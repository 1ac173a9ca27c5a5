/// A state in a word, a shape and a colour, in that order.
struct Badge: Sendable {
    enum Tone: String, Sendable {
        case plain = "badge"
        case ok = "badge badge-ok"
        case warn = "badge badge-warn"
        case bad = "badge badge-bad"
        /// Waits for the reader; nothing else.
        case now = "badge badge-now"
    }

    let tone: Tone
    let text: String

    init(_ tone: Tone, _ text: String) {
        self.tone = tone
        self.text = text
    }

    var html: HTML { "<span class=\"\(tone.rawValue)\">\(text)</span>" }
}

/// Text to copy by hand or by button. The button comes to life with `site.js` and is hidden without it.
struct CopyBox: Sendable {
    /// What the text is; read by screen readers and part of the button's name.
    let label: String
    let text: String
    let texts: FrameTexts

    var html: HTML {
        """
        <div class="code"><pre tabindex="0" role="group" aria-label="\(label)"><code>\(text)</code></pre>\
        <button class="btn btn-s" type="button" data-copy data-copied="\(texts.copied)" hidden>\
        \(texts.copy)<span class="vh"> \(label)</span></button></div>
        """
    }
}

/// What a room shows before it has anything to show: what will appear, and why not yet.
struct EmptyState: Sendable {
    let title: String
    let text: String
    var actions: [HTML] = []
    /// Below a section's heading rather than the page's.
    var isInSection = false

    var html: HTML {
        let row: HTML? = actions.isEmpty ? nil : "<p class=\"btns\">\(actions)</p>"
        let heading: HTML = isInSection ? "<h3>\(title)</h3>" : "<h2>\(title)</h2>"
        return "<div class=\"empty\">\(heading)<p class=\"quiet\">\(text)</p>\(row)</div>"
    }
}

/// The way back, above a page's heading.
struct Crumb: Sendable {
    let steps: [(title: String, address: Address)]
    let here: String

    func html(label: String) -> HTML {
        let links = steps.map { step -> HTML in "<a href=\"\(step.address)\">\(step.title)</a> / " }
        return "<nav class=\"crumb\" aria-label=\"\(label)\">\(links)<span aria-current=\"page\">\(here)</span></nav>"
    }
}

/// A heading with its lead, and what can be done beside it.
struct Heading: Sendable {
    let title: HTML
    var lead: HTML?
    var actions: HTML?

    var html: HTML {
        let lead: HTML? = lead.map { "<p class=\"lead\">\($0)</p>" }
        let actions: HTML? = actions.map { "<p class=\"btns\">\($0)</p>" }
        return "<div class=\"head\"><div><h1>\(title)</h1>\(lead)</div>\(actions)</div>"
    }
}

enum Button {
    static func link(_ text: String, to address: Address, _ names: HTML = "btn") -> HTML {
        "<a class=\"\(names)\" href=\"\(address)\">\(text)</a>"
    }

    /// A form of one button.
    static func post(_ text: String, to address: Address, _ names: HTML = "btn", _ context: ConsoleContext) -> HTML {
        """
        <form method="post" action="\(address)">\(context.csrfField)<button class="\(names)">\(text)</button></form>
        """
    }
}
