/// The addresses below `/o/{slug}/privacy/holds`.
enum HoldRoom: Sendable, Equatable {
    case list
    /// GET shows the form, POST places a hold.
    case new(person: String)
    case hold(id: String)
    /// What a hold keeps of someone who was erased.
    case kept(id: String)
    /// GET asks, POST ends the hold.
    case end(id: String)

    var segments: [Address.Segment] {
        let list: [Address.Segment] = [.fixed("privacy"), .fixed("holds")]
        return switch self {
        case .list: list
        case .new(let person): list + [.fixed("new"), .variable("id", person)]
        case .hold(let id): list + [.variable("id", id)]
        case .kept(let id): list + [.variable("id", id), .fixed("kept")]
        case .end(let id): list + [.variable("id", id), .fixed("end")]
        }
    }
}
