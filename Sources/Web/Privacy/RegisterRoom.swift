/// The addresses of an organization about the registers that it is told of, and about the end of its contract.
enum RegisterRoom: Sendable, Equatable {
    case disclosures
    case incidents
    /// POST.
    case incidentAcknowledgement(id: String)
    case subProcessors
    /// POST: `deed`, one of `acknowledge` and `object`, and `reason`.
    case subProcessorAnswer(id: String)
    /// The way out: notice, the data to take, early deletion.
    case leaving
    /// POST: `days`, for how long the service goes on.
    case notice
    /// POST takes the notice back.
    case noticeEnd
    /// POST: everything as a ZIP archive.
    case archive
    /// GET asks, POST: the reader wants the data deleted early.
    case deletion

    var segments: [Address.Segment] {
        switch self {
        case .disclosures: [.fixed("privacy"), .fixed("disclosures")]
        case .incidents: [.fixed("privacy"), .fixed("incidents")]
        case .incidentAcknowledgement(let id):
            Self.incidents.segments + [.variable("id", id), .fixed("acknowledgement")]
        case .subProcessors: [.fixed("privacy"), .fixed("sub-processors")]
        case .subProcessorAnswer(let id): Self.subProcessors.segments + [.variable("id", id), .fixed("answer")]
        case .leaving: [.fixed("leaving")]
        case .notice: [.fixed("leaving"), .fixed("notice")]
        case .noticeEnd: [.fixed("leaving"), .fixed("notice"), .fixed("end")]
        case .archive: [.fixed("leaving"), .fixed("archive")]
        case .deletion: [.fixed("leaving"), .fixed("deletion")]
        }
    }
}

extension Address.Room {
    /// Whether the room is there while a closed organization’s data can still be taken. Of those behind the door, only
    /// administrators enter.
    var isOpenWhileLeaving: Bool {
        switch self {
        case .overview, .door, .signIn, .singleSignOn, .singleSignOnAnswer, .factor, .factorSetup, .signOut, .signedOut,
            .register(.leaving), .register(.archive), .register(.deletion):
            true
        default: false
        }
    }
}
