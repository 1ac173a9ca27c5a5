import Testing

@testable import Domain

@Suite("The cube of statistics")
struct CubeTests {
    /// By week, then by group; everyone on one day.
    private static func cube(_ people: [[Int]], sizes: [Int]) -> Cube {
        var cube = Cube(sizes: sizes, weeks: people.count)
        for (week, groups) in people.enumerated() {
            for (group, count) in groups.enumerated() {
                for _ in 0..<count { cube.add(days: 1, week: week, group: group) }
            }
        }
        return cube
    }

    private static func seen(_ people: [[Int]], sizes: [Int], k: Int = Cube.k) -> [[Int?]] {
        cube(people, sizes: sizes).published(k: k).map { $0.map { $0?.people } }
    }

    @Test("Nine people, nobody and everyone are withheld; ten of eleven are seen")
    func primary() {
        let seen = Self.seen([[9, 30, 30], [0, 30, 30], [10, 30, 30], [11, 30, 30]], sizes: [11, 99, 99])
        #expect(seen.map { $0[0] } == [nil, nil, 10, nil])
        #expect(Self.seen([[10], [10], [10], [10]], sizes: [11]) == [[10], [10], [10], [10]])
        #expect(Self.seen([[10], [10], [10], [10]], sizes: [10]) == [[nil], [nil], [nil], [nil]])
    }

    @Test("Beside a single withheld figure the smallest of its week goes too, and of its group over the weeks")
    func complementary() {
        let people = [[4, 20, 30, 40], [50, 51, 52, 53], [50, 51, 52, 53], [50, 51, 52, 53]]
        let seen = Self.seen(people, sizes: [99, 99, 99, 99])
        #expect(seen[0] == [nil, nil, 30, 40])
        #expect(seen[1] == [nil, nil, 52, 53], "the first of equals along the weeks")
        #expect(seen[2] == [50, 51, 52, 53])
    }

    @Test("With the guard lifted everything is seen")
    func lifted() {
        #expect(Self.cube([[3, 0]], sizes: [3, 5]).published(k: nil).map { $0.map { $0?.people } } == [[3, 0]])
    }

    @Test("In any data, what is seen stands for k people or more, never for all, and no line hides just one figure")
    func property() {
        var random = SplitMix(seed: 20_261_124)
        for _ in 0..<3_000 {
            let sizes = (0..<Int.random(in: 1...6, using: &random)).map { _ in Int.random(in: 0...40, using: &random) }
            let people = (0..<4).map { _ in sizes.map { Int.random(in: 0...$0, using: &random) } }
            let seen = Self.seen(people, sizes: sizes)
            for week in 0..<4 {
                for group in sizes.indices {
                    guard let figure = seen[week][group] else { continue }
                    #expect(figure == people[week][group])
                    #expect(figure >= Cube.k && figure < sizes[group])
                }
                // Whoever knows the sum of a line cannot subtract what is seen from it.
                if sizes.count > 1 { #expect(seen[week].count { $0 == nil } != 1) }
            }
            for group in sizes.indices { #expect(seen.count { $0[group] == nil } != 1) }
        }
    }

    @Test(
        "Whoever knows the rules, the groups' sizes and all that is published can derive no withheld figure",
        arguments: [([2, 3], 2), ([3, 3], 2), ([4, 3], 2), ([3], 4), ([3, 3, 3], 2), ([5, 4], 2)])
    func underivable(sizes: [Int], weeks: Int) {
        let k = 2
        // Every table that there can be, by what would be published of it.
        var possible: [[[Int?]]: [[[Int]]]] = [:]
        for people in Self.tables(sizes: sizes, weeks: weeks) {
            possible[Self.seen(people, sizes: sizes, k: k), default: []].append(people)
        }
        for (seen, tables) in possible {
            for week in 0..<weeks {
                for group in sizes.indices where seen[week][group] == nil {
                    let values = Set(tables.map { $0[week][group] })
                    #expect(values.count > 1, "\(seen): week \(week), group \(group) can only be \(values)")
                }
            }
        }
    }

    private static func tables(sizes: [Int], weeks: Int) -> [[[Int]]] {
        var rows: [[Int]] = [[]]
        for size in sizes { rows = rows.flatMap { row in (0...size).map { row + [$0] } } }
        var tables: [[[Int]]] = [[]]
        for _ in 0..<weeks { tables = tables.flatMap { table in rows.map { table + [$0] } } }
        return tables
    }
}

/// A generator that gives the same numbers each time.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
