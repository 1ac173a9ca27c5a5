import Domain

/// `/operator/mailbox`: the demonstration's mail, which goes nowhere else.
struct MailboxPage: OperatorPage {
    /// The newest first.
    let letters: [DemonstrationMailbox.Kept]

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        let table = Table(
            label: texts.entry(.mailbox),
            columns: [
                Table.Column(texts.subject), Table.Column(texts.to), Table.Column(texts.organization),
                Table.Column(texts.sent),
            ],
            rows: letters.map { letter in
                let address = Address.operatorRoom(.letter(id: letter.id.description))
                let link: HTML = "<a href=\"\(address)\"><bdi>\(letter.subject)</bdi></a>"
                return [
                    Table.Cell(link, header: true), Table.Cell("<bdi>\(letter.address)</bdi>", names: "wrap"),
                    Table.Cell("<bdi>\(letter.organization)</bdi>"), .text(context.console.moment(letter.at)),
                ]
            })
        let body = letters.isEmpty ? EmptyState(title: texts.noLetters, text: texts.noLettersText).html : table.html
        return OperatorFrame.page(
            context, title: texts.entry(.mailbox), in: .mailbox,
            """
            \(Heading(title: "\(texts.entry(.mailbox))", lead: "\(texts.mailboxLead)").html)
            <div class="stack-top">\(body)</div>
            """)
    }
}

/// `/operator/mailbox/{id}`: one letter; the one-time links in it are links to this program.
struct LetterPage: OperatorPage {
    let letter: DemonstrationMailbox.Kept
    /// The program's own address, without a slash at its end.
    let base: String

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        let crumb = Crumb(
            steps: [(texts.entry(.mailbox), .operatorRoom(.mailbox))], here: letter.subject)
        return OperatorFrame.page(
            context, title: letter.subject, in: .mailbox,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            \(Heading(title: "<bdi>\(letter.subject)</bdi>").html)
            <div class="split stack-top"><div class="code code--plain"><pre tabindex="0" role="group" \
            aria-label="\(texts.letter)">\(text)</pre></div>
            <div class="margin"><section aria-labelledby="fa"><h2 id="fa">\(texts.glance)</h2>\
            <dl class="facts facts--stack"><dt>\(texts.to)</dt><dd class="wrap"><bdi>\(letter.address)</bdi></dd>\
            <dt>\(texts.organization)</dt><dd><bdi>\(letter.organization)</bdi></dd>\
            <dt>\(texts.sent)</dt><dd>\(context.console.moment(letter.at))</dd></dl></section></div></div>
            """)
    }

    private var text: HTML {
        letter.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line -> HTML in
            let text = String(decoding: line, as: UTF8.self)
            guard let address = Self.link(text, base: base) else { return "\(text)\n" }
            return "<a href=\"\(address)\">\(text)</a>\n"
        }.joined()
    }

    /// A line that is nothing but one of our one-time links, as our own address: no text of a letter becomes a link
    /// otherwise.
    static func link(_ line: String, base: String) -> Address? {
        let head = Array("\(base)/o/".utf8)
        guard line.utf8.starts(with: head) else { return nil }
        let parts = line.utf8.dropFirst(head.count).split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3, parts[1] == "sign-in", isPlain(parts[0]), isPlain(parts[2]) else { return nil }
        return .room(slug: parts[0], .signIn(token: parts[2]))
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }
}
