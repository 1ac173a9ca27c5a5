/// The addresses below `/o/{slug}/privacy`: where the employer decides.
enum PrivacyRoom: Sendable, Equatable {
    case overview
    case request(id: String)
    /// GET shows the form, for one person where named; POST enters the request.
    case newRequest(person: String?)
    /// GET asks, POST approves.
    case approval(request: String)
    /// POST: it is known who asks.
    case identity(request: String)
    /// POST.
    case refusal(request: String)
    /// POST.
    case `extension`(request: String)
    /// What the directory contradicts.
    case corrections
    /// POST decides which of the two holds.
    case settlement(person: String, attribute: String)
    /// GET shows the form, POST corrects.
    case correction(person: String)
    case restrictions
    /// GET shows the form, POST restricts.
    case restriction(person: String)
    /// GET shows the form, POST ends the restriction.
    case release(person: String)
    /// The copies of people's data that are there.
    case copies
    /// POST downloads one, to hand it over.
    case copyDownload(id: String)
    /// What the sweep removes by so many days from now; POST instructs the grace period.
    case retention(days: Int)

    var segments: [Address.Segment] {
        let root = Address.Segment.fixed("privacy")
        func request(_ id: String, _ more: String...) -> [Address.Segment] {
            [root, .fixed("requests"), .variable("id", id)] + more.map(Address.Segment.fixed)
        }
        func person(_ id: String, _ more: String) -> [Address.Segment] {
            [root, .fixed("people"), .variable("id", id), .fixed(more)]
        }
        return switch self {
        case .overview: [root]
        case .request(let id): request(id)
        case .newRequest: [root, .fixed("requests"), .fixed("new")]
        case .approval(let id): request(id, "approval")
        case .identity(let id): request(id, "identity")
        case .refusal(let id): request(id, "refusal")
        case .extension(let id): request(id, "extension")
        case .corrections: [root, .fixed("corrections")]
        case .settlement(let id, let attribute):
            [root, .fixed("corrections"), .variable("id", id), .variable("attribute", attribute)]
        case .correction(let id): person(id, "correction")
        case .restrictions: [root, .fixed("restrictions")]
        case .restriction(let id): person(id, "restriction")
        case .release(let id): person(id, "release")
        case .copies: [root, .fixed("copies")]
        case .copyDownload(let id): [root, .fixed("copies"), .variable("id", id)]
        case .retention: [root, .fixed("retention")]
        }
    }

    var fields: [(String, String)] {
        switch self {
        case .newRequest(let person?): [("person", person)]
        case .retention(let days) where days > 0: [("days", String(days))]
        default: []
        }
    }
}
