/// The frame of the pages that are for everyone: what it is, the policy, the proofs.
enum PublicFrame {
    enum Entry: CaseIterable, Sendable {
        case start, policy, proof, contact

        fileprivate var address: Address {
            switch self {
            case .start: .start
            case .policy: .policy(anchor: nil)
            case .proof: .trust(anchor: nil)
            case .contact: .policy(anchor: "contact")
            }
        }
    }

    static func page(_ texts: Texts, title: String, in entry: Entry, _ main: HTML) -> HTML {
        let trust = texts.trust
        let links = Entry.allCases.map { link(to: $0, isCurrent: $0 == entry, trust) }
        return Layout.document(
            language: .english, title: title, owner: trust.product, skip: trust.skip,
            body: """
                <header class="top"><div class="top-in">
                \(Layout.brand(trust.product, to: .start))
                <nav class="nav" aria-label="\(trust.navigation)">\(links)</nav>
                <p class="who"><a href="\(Address.start)">\(trust.signIn)</a></p>
                <details class="menu"><summary>\(trust.menu)</summary>\
                <div class="menu-in"><nav aria-label="\(trust.navigationSmall)">\(links)</nav></div></details>
                </div></header>
                <main id="main" class="page" tabindex="-1">
                \(main)
                </main>
                \(Layout.footer(FootTexts(language: .english), trust.onBehalf))
                """)
    }

    private static func link(to entry: Entry, isCurrent: Bool, _ texts: TrustTexts) -> HTML {
        "<a href=\"\(entry.address)\"\(when: isCurrent, " aria-current=\"page\"")>\(texts.entry(entry))</a>"
    }
}
