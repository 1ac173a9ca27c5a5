import Domain

/// `/policy`: the privacy policy, each promise beside the link to its proof.
struct PolicyPage: Sendable {
    let policy: PrivacyPolicy
    /// Whom to write to: a `mailto:` or `https:` address; nil where the operator has named nobody.
    let contact: String?

    func html(_ texts: Texts) -> HTML {
        let words = texts.policy
        let sections = policy.sections.map { section($0, words) }
        let contents = policy.sections.map { section -> HTML in
            "<li><a href=\"\(Address.policy(anchor: section.id.rawValue))\">\(section.title)</a></li>"
        }
        return PublicFrame.page(
            texts, title: words.title, in: .policy,
            """
            \(Heading(title: "\(words.title)", lead: "\(words.lead(policy.version, policy.effective))").html)
            <div class="split"><div class="stack policy">\(sections)</div>
            <div class="margin"><nav aria-label="\(words.contents)"><h2>\(words.contents)</h2>\
            <ul class="plain small">\(contents)</ul></nav>
            <section><h2>\(words.hashTitle)</h2><p class="small quiet">\(words.hashText)</p>\
            <p class="small hash wrap"><code>\(policy.hash)</code></p>\
            <p class="small"><a href="\(Address.policyText)">\(words.plainText)</a></p></section></div></div>
            """)
    }

    private func section(_ section: PrivacyPolicy.Section, _ words: PolicyTexts) -> HTML {
        var parts = section.parts.map { part($0, words) }
        if section.id == .contact { parts.append("<p><b>\(words.contactWord)</b> \(contactText(words))</p>") }
        let id = section.id.rawValue
        return "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(section.title)</h2>\(parts)</section>\n"
    }

    private func part(_ part: PrivacyPolicy.Part, _ words: PolicyTexts) -> HTML {
        switch part {
        case .text(let text): return "<p class=\"gap-s\">\(text)</p>"
        case .promise(let promise):
            let id = promise.id.rawValue
            let link: HTML =
                "<a href=\"\(Address.trust(anchor: id))\" aria-label=\"\(words.proofOf(id))\"><code>\(id)</code></a>"
            guard case .notYet(let reason) = promise.state else {
                return "<p class=\"gap-s\" id=\"\(id)\">\(promise.sentence) \(link)</p>"
            }
            return """
                <p class="gap-s" id="\(id)">\(promise.sentence) \(link) \
                <span class="sub">\(words.notYet) \(reason)</span></p>
                """
        case .categories(let categories):
            return Table(
                label: words.dataTable,
                columns: [Table.Column(words.data), Table.Column(words.purposes), Table.Column(words.kept)],
                rows: categories.map { entry in
                    [
                        Table.Cell("\(entry.category.policyWords)", names: "wrap", header: true),
                        Table.Cell("\(entry.purposes.map(\.title).joined(separator: ", "))", names: "wrap"),
                        Table.Cell("\(entry.retentions.joined(separator: "; "))", names: "wrap"),
                    ]
                }
            ).html
        case .purposes(let purposes):
            let rows = purposes.map { purpose -> HTML in
                "<dt>\(purpose.title)</dt><dd>\(purpose.policyWords)</dd>"
            }
            return "<dl class=\"facts gap-s\">\(rows)</dl>"
        }
    }

    private func contactText(_ words: PolicyTexts) -> String {
        guard let contact else { return words.noContact }
        return contact.utf8.starts(with: "mailto:".utf8) ? String(contact.dropFirst(7)) : contact
    }
}
