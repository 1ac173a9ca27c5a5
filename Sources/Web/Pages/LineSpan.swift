/// Something that happened at an instant, to be set on a line.
struct LineMark: Sendable, Equatable {
    /// Milliseconds UTC.
    let at: Int64
    let event: Line.Event
    /// A few words; shown where there is room, the gravest first.
    let label: String?
}

/// A stretch of time cut into equal cells.
struct LineSpan: Sendable {
    /// How long one cell is.
    enum Unit: Int64, Sendable, CaseIterable {
        case minute = 60_000
        case hour = 3_600_000
        case day = 86_400_000
        case week = 604_800_000
        /// A twelfth of a mean year.
        case month = 2_629_746_000
        case quarter = 7_889_238_000
        case year = 31_556_952_000

        var milliseconds: Int64 { rawValue }
    }

    /// Milliseconds UTC, both.
    let start: Int64
    let end: Int64
    let unit: Unit

    private static let cellsMax: Int64 = 120

    /// The last 24 hours, and the hour that begins now: a cell for each.
    static func lastDay(now: Int64) -> LineSpan {
        LineSpan(start: now - 24 * Unit.hour.milliseconds, end: now + Unit.hour.milliseconds, unit: .hour)
    }

    /// From `start` to `end`, 40 years at most, in the largest unit that still gives ten cells; in the next one where those
    /// would be more than a line has room for.
    static func between(_ start: Int64, _ end: Int64) -> LineSpan {
        let length = max(end - start, Unit.minute.milliseconds)
        let fine = Unit.allCases.last { length / $0.milliseconds >= 10 } ?? .minute
        let isCrowded = length / fine.milliseconds > cellsMax
        let unit = isCrowded ? Unit.allCases.first { $0.milliseconds > fine.milliseconds } ?? fine : fine
        let longest = min(length, 40 * Unit.year.milliseconds)
        return LineSpan(start: start, end: start + longest, unit: unit)
    }

    var count: Int { max(1, Int((end - start + unit.milliseconds - 1) / unit.milliseconds)) }

    /// The cells, with marks set and as many labels as fit.
    ///
    /// - Parameters:
    ///   - now: what is before it is past; the cell that contains it is highlighted, unless it lies outside.
    ///   - nowLabel: stands above the present cell.
    ///   - majorEvery: every how many cells the tick is long.
    func cells(now: Int64, nowLabel: String?, marks: [LineMark], majorEvery: Int) -> [Line.Cell] {
        var cells = [Line.Cell](repeating: Line.Cell(), count: count)
        let present = now < start ? -1 : index(of: now)
        for place in cells.indices {
            cells[place].isPast = place < present || now >= end
            cells[place].isMajor = place % majorEvery == 0
        }
        var taken: [ClosedRange<Int>] = []
        if cells.indices.contains(present), now < end {
            cells[present].isNow = true
            cells[present].label = nowLabel
            cells[present].isLabelBefore = present * 4 > count * 3
            if let nowLabel { taken.append(room(for: nowLabel, at: present, before: cells[present].isLabelBefore)) }
        }
        let grave = marks.filter { $0.event == .bad }
        for mark in grave + marks.filter({ $0.event != .bad }) {
            let place = index(of: mark.at)
            guard cells.indices.contains(place), !cells[place].isNow else { continue }
            if cells[place].event == nil || mark.event == .bad { cells[place].event = mark.event }
            guard let label = mark.label else { continue }
            for isBefore in [false, true] {
                let space = room(for: label, at: place, before: isBefore)
                guard space.lowerBound >= 0, space.upperBound <= Self.roomWhole,
                    !taken.contains(where: { $0.overlaps(space) })
                else { continue }
                cells[place].label = label
                cells[place].isLabelBefore = isBefore
                taken.append(space)
                break
            }
        }
        return cells
    }

    /// The narrowest line that still shows labels, and the mean width of a letter on it, in px.
    private static let roomWhole = 880
    private static let roomPerLetter = 7

    /// What a label covers, in px of that line.
    private func room(for label: String, at place: Int, before: Bool) -> ClosedRange<Int> {
        let width = label.unicodeScalars.count * Self.roomPerLetter + 2
        let tick = place * Self.roomWhole / count
        // A label that ends at its tick ends with the tick's own cell.
        let end = tick + Self.roomWhole / count - 10
        return before ? (end - width)...end : (tick - 8)...(tick + width)
    }

    /// The cell that an instant falls in; outside the line it is no valid index.
    private func index(of instant: Int64) -> Int {
        instant < start ? -1 : Int((instant - start) / unit.milliseconds)
    }
}
