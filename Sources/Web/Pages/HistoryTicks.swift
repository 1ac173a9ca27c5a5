/// What came of something again and again, the oldest first: a tick where it held, a full red bar where it did not.
struct HistoryTicks: Sendable {
    enum Mark: Sendable, Equatable {
        case held, failed
        /// It was not looked at, or not there yet.
        case unknown
    }

    /// At most as many as are shown.
    let marks: [Mark]
    /// The whole picture in words.
    let sentence: String
    /// How many places there are; those without a mark come first and stay empty.
    var places = 30

    private static let step = 7
    private static let height = 24

    var html: HTML {
        let shown = marks.suffix(places)
        let start = places - shown.count
        let ticks = shown.enumerated().map { place, mark -> HTML in
            let x = (start + place) * Self.step
            return switch mark {
            case .held: "<rect class=\"ok\" x=\"\(x)\" y=\"9\" width=\"3\" height=\"15\"/>"
            case .failed: "<rect class=\"bad\" x=\"\(x)\" y=\"0\" width=\"5\" height=\"24\"/>"
            case .unknown: "<rect class=\"none\" x=\"\(x)\" y=\"9\" width=\"3\" height=\"15\"/>"
            }
        }
        return """
            <svg class="chart" viewBox="0 0 \(places * Self.step) \(Self.height)" role="img" \
            aria-label="\(sentence)">\(ticks)</svg>
            """
    }
}
