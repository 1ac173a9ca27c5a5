import Domain

/// An organization's own domains.
struct DomainTexts: Sendable {
    let title = "Domains"
    let lead = "Someone who types a work e-mail of these domains is led to your sign-in. Nobody else’s e-mail is."
    let label = "Domains"
    let domain = "Domain"
    let state = "State"
    let since = "Since"
    let action = "Action"
    let waits = "Waits for its proof"
    let byFile = "Verified by its file"
    let byOperator = "Verified by the operator"
    let emptyTitle = "No domain yet"
    let emptyText = "Until there is one, your people find your sign-in by your organization’s short name."
    let nameTitle = "Name a domain"
    let nameLabel = "Domain"
    let nameHelp = "The part of your e-mail behind the @, such as havn.example."
    let name = "Name it"
    let fileAddress = "Put a file at this address"
    let fileContent = "with this one line in it"
    let check = "Check now"
    let withdraw = "Withdraw"
    let keep = "Keep it"
    let whyTitle = "Why a proof"
    let whyText = """
        A domain belongs to one organization. The file shows that you keep the domain’s web server; nobody else can \
        put it there.
        """
    let otherTitle = "Another way"
    let otherText = "Where you cannot put a file there, ask the operator, who can approve a domain by hand."

    func refused(_ day: String) -> String { "Refused by the operator on \(day)" }
    func proofTitle(_ domain: String) -> String { "Show that \(domain) is yours" }
    func withdrawNamed(_ domain: String) -> String { "Withdraw \(domain)" }
    func withdrawQuestion(_ domain: String) -> String { "Withdraw \(domain)?" }

    func withdrawConsequence(isVerified: Bool) -> String {
        isVerified
            ? """
            Nobody is led to your sign-in by this domain any more; your people then need your short name. To have it \
            back, you prove it again.
            """
            : "Its file is not looked for any more."
    }
}

extension OrganizationDomain {
    func badge(_ context: ConsoleContext) -> Badge {
        let texts = context.texts.domains
        return switch method {
        case .file where isVerified: Badge(.ok, texts.byFile)
        case .operator where isVerified: Badge(.ok, texts.byOperator)
        case .refused: Badge(.bad, texts.refused(namedAt.map { context.day($0) } ?? context.texts.frame.none))
        default: Badge(.warn, texts.waits)
        }
    }
}
