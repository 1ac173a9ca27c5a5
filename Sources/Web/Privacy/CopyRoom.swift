/// The addresses of copies of people's data, and of what is removed when.
enum CopyRoom: Sendable, Equatable {
    /// The reader's own copies.
    case own
    /// POST downloads one.
    case ownDownload(id: String)
    /// The copies that are there, for whoever answers requests.
    case all
    /// POST downloads one, to hand it over.
    case download(id: String)
    /// What the sweep removes, as of so many days from now; POST instructs the grace period.
    case retention(days: Int)

    var segments: [Address.Segment] {
        switch self {
        case .own: [.fixed("me"), .fixed("copies")]
        case .ownDownload(let id): [.fixed("me"), .fixed("copies"), .variable("id", id)]
        case .all: [.fixed("privacy"), .fixed("copies")]
        case .download(let id): [.fixed("privacy"), .fixed("copies"), .variable("id", id)]
        case .retention: [.fixed("privacy"), .fixed("retention")]
        }
    }

    var fields: [(String, String)] {
        if case .retention(let days) = self, days > 0 { [("days", String(days))] } else { [] }
    }
}
