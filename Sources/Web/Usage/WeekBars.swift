import Domain

/// The figures of one group for the four weeks of a block, as small bars beside their table's numbers; what is withheld
/// is a gap with a dash on the axis.
struct WeekBars: Sendable {
    private static let step = 30
    private static let thickness = 18
    private static let height = 32

    let figures: [Statistics.Figure?]
    /// The largest figure of the feature: bars of one table can be compared.
    let highest: Int
    /// The whole picture in words.
    let sentence: String

    var html: HTML {
        var drawing = HTML()
        for (place, figure) in figures.enumerated() {
            let x = place * Self.step + (Self.step - Self.thickness) / 2
            if let figure {
                let tall = max(2, figure.people * Self.height / max(1, highest))
                drawing.append(
                    """
                    <rect class="bar" x="\(x)" y="\(Self.height - tall)" width="\(Self.thickness)" height="\(tall)"/>
                    """)
            } else {
                drawing.append(
                    """
                    <rect class="none" x="\(x + 4)" y="\(Self.height - 4)" width="\(Self.thickness - 8)" height="2"/>
                    """)
            }
        }
        return """
            <svg class="chart chart--cell" viewBox="0 0 \(figures.count * Self.step) \(Self.height + 1)" role="img" \
            aria-label="\(sentence)"><path class="axis" d="M0 \(Self.height)H\(figures.count * Self.step)"/>\
            \(drawing)</svg>
            """
    }
}
