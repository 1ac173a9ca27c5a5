/// The addresses below `/o/{slug}/privacy/evidence`.
enum EvidenceRoom: Sendable, Equatable {
    case log
    /// The newest checkpoint as a text file.
    case checkpoint
    /// Checkpoints of fewer events than a number; nil begins with the newest.
    case checkpoints(before: Int64?)
    /// POST: the whole log as one file, with the details that can be opened where the form says so.
    case bundle
    /// POST: what became of a checkpoint that somebody kept, as text or as a file.
    case verdict

    var segments: [Address.Segment] {
        let log: [Address.Segment] = [.fixed("privacy"), .fixed("evidence")]
        return switch self {
        case .log: log
        case .checkpoint: log + [.fixed("checkpoint")]
        case .checkpoints: log + [.fixed("checkpoints")]
        case .bundle: log + [.fixed("bundle")]
        case .verdict: log + [.fixed("verdict")]
        }
    }

    var fields: [(String, String)] {
        if case .checkpoints(let before?) = self { [("before", String(before))] } else { [] }
    }
}
