/// Counts side by side as an inline picture; the newest bar is yellow where it is still growing.
struct Bars: Sendable {
    struct Bar: Sendable {
        let value: Int
        /// Stands below the bar.
        var label: String?
        var isNow = false
    }

    let bars: [Bar]
    /// The whole picture in words.
    let sentence: String
    /// Writes the value above a bar; without it, values are left to `sentence`.
    var value: (@Sendable (Int) -> String)?
    /// What stands under the first and the last bar.
    var ends: (start: String, end: String)?
    var width = 720
    /// The height of the tallest bar.
    var height = 84

    var html: HTML {
        let highest = max(1, bars.map(\.value).max() ?? 1)
        let step = width / max(1, bars.count)
        let thickness = max(2, min(48, step * 6 / 10))
        let base = height + 20
        let below = bars.contains { $0.label != nil } ? 20 : 2
        var drawing = HTML()
        for (place, bar) in bars.enumerated() {
            let x = place * step + (step - thickness) / 2
            // What arrived is seen even beside something a thousand times larger.
            let tall = bar.value == 0 ? 0 : max(2, bar.value * height / highest)
            let name: HTML = bar.isNow ? "hot" : "bar"
            drawing.append(
                "<rect class=\"\(name)\" x=\"\(x)\" y=\"\(base - tall)\" width=\"\(thickness)\" height=\"\(tall)\"/>")
            let middle = x + thickness / 2
            if let value, bar.value > 0 {
                drawing.append(
                    "<text x=\"\(middle)\" y=\"\(base - tall - 6)\" text-anchor=\"middle\">\(value(bar.value))</text>")
            }
            if let label = bar.label {
                drawing.append("<text x=\"\(middle)\" y=\"\(base + 16)\" text-anchor=\"middle\">\(label)</text>")
            }
        }
        let ends: HTML? = ends.map {
            "<p class=\"line-ends\"><span>\($0.start)</span><span>\($0.end)</span></p>"
        }
        return """
            <svg class="chart" viewBox="0 0 \(width) \(base + below)" role="img" aria-label="\(sentence)">\
            <path class="axis" d="M0 \(base)H\(width)"/>\(drawing)</svg>\(ends)
            """
    }
}
