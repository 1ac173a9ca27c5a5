/// How a directory proves who it is.
enum TokenKind: String, Sendable, CaseIterable {
    case bearer, client
}

/// The form that makes a token: with a new connection, or beside the tokens of one that exists.
///
/// It sends `name` (a new connection only), `provider` (likewise), `kind` and `lifetime` in days.
struct TokenForm: Sendable {
    /// What `lifetime` can be, in days.
    static let lifetimes = [90, 180, 365, 730]
    static let lifetimeDefault = 365

    let action: Address
    let provider: Provider
    let isFirst: Bool
    var name = ""
    var nameError: String?

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.connect
        let named = Field.text(
            id: "name", name: "name", label: texts.nameLabel,
            value: name.isEmpty && nameError == nil ? defaultName(texts) : name, help: texts.nameHelp, error: nameError,
            lengthMax: 80, isRequired: true)
        let lifetime = Field.select(
            id: "lifetime", name: "lifetime", label: texts.lifetimeLabel,
            options: Self.lifetimes.map { Field.Option(value: String($0), text: texts.lifetime($0)) },
            chosen: String(Self.lifetimeDefault), help: texts.lifetimeHelp)
        let kinds = TokenKind.allCases.map { kind in
            Choice(
                name: "kind", value: kind.rawValue, title: kind == .bearer ? texts.bearer : texts.client,
                text: kind == .bearer ? texts.bearerText : texts.clientText, isChosen: kind == .bearer
            ).html
        }
        let connection: HTML = """
            <input type="hidden" name="provider" value="\(provider.rawValue)">\(named.html)
            """
        return """
            <form class="sheet stack-s form" method="post" action="\(action)">\(context.csrfField)\
            <p class="quiet">\(isFirst ? texts.tokenLead : texts.anotherLead)</p>\(when: isFirst, connection)\
            <fieldset class="field"><legend>\(texts.kindLegend)</legend><div class="choices">\(kinds)</div></fieldset>\
            \(lifetime.html)\
            <p class="btns"><button class="btn\(when: isFirst, " btn-main")">\
            \(isFirst ? texts.create : texts.createAnother)</button></p></form>
            """
    }

    private func defaultName(_ texts: ConnectTexts) -> String {
        provider == .scim ? "" : texts.provider(provider)
    }
}
