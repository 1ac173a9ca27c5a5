/// The measured line: something between a beginning and an end, divided into its real units.
///
/// A cell is a unit of time. Labels vanish on small screens, and screen readers hear `sentence` instead of them:
/// whatever a label says stands elsewhere on the page too.
struct Line: Sendable {
    struct Cell: Sendable, Equatable {
        var isPast = false
        var isNow = false
        var event: Event?
        /// A longer tick, where a larger unit begins.
        var isMajor = false
        /// Time that does not count.
        var isOff = false
        var label: String?
        /// The label ends at the tick rather than beginning there.
        var isLabelBefore = false
    }

    enum Event: String, Sendable {
        case plain = ""
        case ok, bad, due
    }

    enum Size: Sendable {
        /// With room for labels above the ticks.
        case labels
        case plain
        /// In rows and margins.
        case small
    }

    let cells: [Cell]
    /// The whole line in words.
    let sentence: String
    let start: String
    var middle: HTML?
    let end: String
    var size: Size = .plain

    var html: HTML {
        let name: HTML =
            switch size {
            case .labels: "line line--labels"
            case .plain: "line"
            case .small: "line line--small"
            }
        let middleEnd: HTML? = middle.map { "<span>\($0)</span>" }
        return """
            <div class="\(name)"><div class="line-track" role="img" aria-label="\(sentence)">\(cells.map(Self.tick))\
            </div>\
            <p class="line-ends\(when: middle != nil, " line-ends--3")"><span>\(start)</span>\(middleEnd)\
            <span>\(end)</span></p></div>
            """
    }

    private static func tick(_ cell: Cell) -> HTML {
        var names: [String] = []
        if cell.isPast { names.append("past") }
        if cell.isNow { names.append("now") }
        if let event = cell.event { names += ["ev", event.rawValue].filter { !$0.isEmpty } }
        if cell.isMajor { names.append("maj") }
        if cell.isOff { names.append("off") }
        let label: HTML? = cell.label.map { "<em\(when: cell.isLabelBefore, " class=\"l\"")>\($0)</em>" }
        if names.isEmpty { return "<i>\(label)</i>" }
        return "<i class=\"\(names.joined(separator: " "))\">\(label)</i>"
    }
}
