import Domain

/// The addresses below `/o/{slug}/me`: what each person sees of their own data, and what they ask for.
enum OwnRoom: Sendable, Equatable {
    case data
    case seen(page: Int)
    /// GET shows the form, POST asks. Of a correction: the attribute that it begins with.
    case ask(RightsKind, attribute: String?)
    case request(id: String)
    /// POST takes a request back.
    case withdrawal(id: String)
    /// POST takes an objection back.
    case objectionEnd(purpose: String)
    /// The copies of the reader's own data.
    case copies
    /// POST downloads one.
    case copyDownload(id: String)

    var segments: [Address.Segment] {
        switch self {
        case .data: [.fixed("me")]
        case .seen: [.fixed("me"), .fixed("seen")]
        case .ask(let kind, _): [.fixed("me"), .fixed("ask"), .variable("kind", kind.rawValue)]
        case .request(let id): [.fixed("me"), .fixed("requests"), .variable("id", id)]
        case .withdrawal(let id): Self.request(id: id).segments + [.fixed("withdrawal")]
        case .objectionEnd(let purpose):
            [.fixed("me"), .fixed("objections"), .variable("purpose", purpose), .fixed("end")]
        case .copies: [.fixed("me"), .fixed("copies")]
        case .copyDownload(let id): [.fixed("me"), .fixed("copies"), .variable("id", id)]
        }
    }

    var fields: [(String, String)] {
        switch self {
        case .seen(let page): page > 1 ? [("page", String(page))] : []
        case .ask(_, let attribute): attribute.map { [("attribute", $0)] } ?? []
        case .data, .request, .withdrawal, .objectionEnd, .copies, .copyDownload: []
        }
    }
}
