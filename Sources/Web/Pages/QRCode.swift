/// A QR code (ISO/IEC 18004, model 2) in byte mode: what a phone's camera reads off the page.
///
/// Used for setting up an authenticator app; the longest that fits is 2,953 bytes at level L.
struct QRCode: Sendable {
    /// How much of the picture may be lost: 7, 15, 25, 30 percent.
    enum Level: Int, Sendable, CaseIterable {
        case low, medium, quartile, high

        /// As the format information numbers them (table 12).
        var bits: Int { [1, 0, 3, 2][rawValue] }
    }

    let version: Int
    /// Modules a side, without the quiet zone.
    let size: Int
    /// Row by row; true is dark.
    private(set) var modules: [Bool]

    /// - Returns: nil where the text is too long for any version.
    init?(_ text: String, level: Level = .medium) {
        let data = Array(text.utf8)
        guard let version = (1...40).first(where: { QRCapacity($0, level).holds(data.count) }) else { return nil }
        let capacity = QRCapacity(version, level)
        let codewords = QREncoding.codewords(data, capacity)
        var best: (penalty: Int, modules: [Bool])?
        for mask in 0..<8 {
            var matrix = QRMatrix(version: version)
            matrix.drawFunctionPatterns()
            matrix.place(codewords)
            matrix.apply(mask: mask)
            matrix.drawFormat(level: level, mask: mask)
            let penalty = matrix.penalty
            if best == nil || penalty < best?.penalty ?? .max { best = (penalty, matrix.modules) }
        }
        guard let best else { return nil }
        self.version = version
        size = 17 + 4 * version
        modules = best.modules
    }

    subscript(row: Int, column: Int) -> Bool { modules[row * size + column] }
}

extension QRCode {
    /// The modules of light around the code that readers need.
    private static let quietZone = 4

    /// One inline picture, dark on white in both themes: cameras do not read the inverse reliably.
    /// - Parameter label: what it is, for those who do not see it.
    func html(label: String) -> HTML {
        let side = size + 2 * Self.quietZone
        return """
            <svg viewBox="0 0 \(side) \(side)" role="img" aria-label="\(label)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path fill="#000" d="\(path)"/></svg>
            """
    }

    /// A rectangle for each run of dark modules.
    private var path: String {
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                guard self[row, column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < size, self[row, column] { column += 1 }
                path += "M\(start + Self.quietZone) \(row + Self.quietZone)h\(column - start)v1h-\(column - start)z"
            }
        }
        return path
    }
}
