/// The addresses below `/o/{slug}/privacy/erasures`.
enum ErasureRoom: Sendable, Equatable {
    case list
    /// POST: whoever had a name may be brought by a sync again.
    case rehire
    case erasure(id: String)
    /// The certificate as a text file.
    case certificate(id: String)

    var segments: [Address.Segment] {
        let list: [Address.Segment] = [.fixed("privacy"), .fixed("erasures")]
        return switch self {
        case .list: list
        case .rehire: list + [.fixed("rehire")]
        case .erasure(let id): list + [.variable("id", id)]
        case .certificate(let id): list + [.variable("id", id), .fixed("certificate")]
        }
    }
}
