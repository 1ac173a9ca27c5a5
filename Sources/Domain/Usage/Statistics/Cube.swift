/// The use of one feature by the groups of one partition in the four weeks of a block: counted, and as it may be
/// published (promise G3). Pure.
///
/// Nobody is in two groups, and no totals are published, so that no sum or difference of published figures is a figure
/// of its own. What could still be told from one figure is withheld:
/// - fewer than `k` people, which includes nobody;
/// - everyone of the group: it would say of each what they did;
/// - where exactly one figure of a week over all groups, or of a group over all weeks, is withheld, the smallest one
///   beside it: else whoever learns that line's sum elsewhere would have the withheld figure.
struct Cube: Sendable, Equatable {
    /// The least number of people that a published figure stands for.
    static let k = 10

    struct Count: Sendable, Equatable {
        var people = 0
        /// On how many days, added up over the people: nobody counts more than seven times a week, however often they came.
        var days = 0
    }

    /// How many people count in each group.
    let sizes: [Int]
    /// By week, then by group.
    private(set) var counts: [[Count]]

    init(sizes: [Int], weeks: Int = Int(StatisticBlock.weekCount)) {
        self.sizes = sizes
        counts = Array(repeating: Array(repeating: Count(), count: sizes.count), count: weeks)
    }

    /// Adds someone of a group who used the feature on some days of a week.
    mutating func add(days: Int, week: Int, group: Int) {
        guard days > 0 else { return }
        counts[week][group].people += 1
        counts[week][group].days += days
    }

    /// What may be seen, by week, then by group; nil for what is withheld.
    /// - Parameter k: nil withholds nothing, which only a lifted guard does.
    func published(k: Int?) -> [[Count?]] {
        guard let k else { return counts }
        var kept = counts.map { week in
            week.indices.map { group in week[group].people >= k && week[group].people < sizes[group] }
        }
        while let cell = Self.lines(of: kept).lazy.compactMap({ complement(to: $0, kept) }).first {
            kept[cell.week][cell.group] = false
        }
        return counts.indices.map { week in
            sizes.indices.map { group in kept[week][group] ? counts[week][group] : nil }
        }
    }

    private typealias Place = (week: Int, group: Int)

    /// The places of each week, and of each group.
    private static func lines(of kept: [[Bool]]) -> [[Place]] {
        let groups = kept.first?.indices ?? 0..<0
        return kept.indices.map { week in groups.map { (week, $0) } }
            + groups.map { group in kept.indices.map { ($0, group) } }
    }

    /// The smallest figure that is still seen in a line where exactly one is not; the first of equals.
    private func complement(to line: [Place], _ kept: [[Bool]]) -> Place? {
        guard line.count(where: { !kept[$0.week][$0.group] }) == 1 else { return nil }
        return line.filter { kept[$0.week][$0.group] }.min {
            counts[$0.week][$0.group].people < counts[$1.week][$1.group].people
        }
    }
}
