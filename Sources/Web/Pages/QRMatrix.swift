/// The picture while it is drawn: patterns that every reader looks for, then data around them.
struct QRMatrix {
    let version: Int
    let size: Int
    private(set) var modules: [Bool]
    /// Which modules are patterns, and hold no data.
    private var isPattern: [Bool]

    init(version: Int) {
        self.version = version
        size = 17 + 4 * version
        modules = [Bool](repeating: false, count: size * size)
        isPattern = modules
    }

    private subscript(row: Int, column: Int) -> Bool {
        get { modules[row * size + column] }
        set { modules[row * size + column] = newValue }
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        self[row, column] = isDark
        isPattern[row * size + column] = true
    }

    // MARK: - Patterns

    mutating func drawFunctionPatterns() {
        for place in 0..<size {
            set(6, place, place % 2 == 0)
            set(place, 6, place % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
        let centers = alignmentCenters
        for (rowPlace, row) in centers.enumerated() {
            for (columnPlace, column) in centers.enumerated() {
                // Where the finders are.
                let last = centers.count - 1
                let isCorner = [(0, 0), (0, last), (last, 0)].contains { $0 == (rowPlace, columnPlace) }
                if !isCorner { drawAlignment(row, column) }
            }
        }
        drawFormat(level: .low, mask: 0)
        drawVersion()
    }

    private mutating func drawFinder(_ row: Int, _ column: Int) {
        for down in -4...4 {
            for across in -4...4 {
                let (y, x) = (row + down, column + across)
                guard (0..<size).contains(y), (0..<size).contains(x) else { continue }
                let distance = max(abs(down), abs(across))
                set(y, x, distance != 2 && distance != 4)
            }
        }
    }

    private mutating func drawAlignment(_ row: Int, _ column: Int) {
        for down in -2...2 {
            for across in -2...2 { set(row + down, column + across, max(abs(down), abs(across)) != 1) }
        }
    }

    /// Rows and columns of the alignment patterns (annex E).
    private var alignmentCenters: [Int] {
        guard version > 1 else { return [] }
        let count = version / 7 + 2
        // From 6 to the last in even steps, of which the first may be shorter. Version 32 alone is otherwise.
        let (distance, steps) = (size - 13, count - 1)
        let step = version == 32 ? 26 : (distance + 2 * steps - 1) / (2 * steps) * 2
        var centers = (0..<count - 1).map { size - 7 - $0 * step }
        centers.append(6)
        return centers.reversed()
    }

    /// Level and mask, twice, protected by a BCH code (section 7.9).
    mutating func drawFormat(level: QRCode.Level, mask: Int) {
        let data = level.bits << 3 | mask
        let bits = Self.protected(data, by: 0x537, degree: 10) ^ 0x5412
        func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        for place in 0...5 { set(place, 8, bit(place)) }
        set(7, 8, bit(6))
        set(8, 8, bit(7))
        set(8, 7, bit(8))
        for place in 9..<15 { set(8, 14 - place, bit(place)) }
        for place in 0..<8 { set(8, size - 1 - place, bit(place)) }
        for place in 8..<15 { set(size - 15 + place, 8, bit(place)) }
        set(size - 8, 8, true)
    }

    /// From version 7 on, its number stands twice beside the finders (section 7.10).
    private mutating func drawVersion() {
        guard version >= 7 else { return }
        let bits = Self.protected(version, by: 0x1F25, degree: 12)
        for place in 0..<18 {
            let isDark = bits >> place & 1 == 1
            let (long, short) = (size - 11 + place % 3, place / 3)
            set(long, short, isDark)
            set(short, long, isDark)
        }
    }

    /// The data, of at most six bits, followed by its remainder under the generator (annexes C and D).
    private static func protected(_ data: Int, by generator: Int, degree: Int) -> Int {
        var rest = data << degree
        for place in (0..<6).reversed() where rest >> (place + degree) & 1 == 1 { rest ^= generator << place }
        return data << degree | rest
    }

    // MARK: - Data

    /// Two columns at a time from the right, up and down in turns.
    mutating func place(_ codewords: [UInt8]) {
        var place = 0
        var isUpward = true
        // The timing line in column 6 belongs to no pair.
        for pair in 0..<size / 2 {
            let right = size - 1 - 2 * pair - (2 * pair >= size - 7 ? 1 : 0)
            for step in 0..<size {
                let row = isUpward ? size - 1 - step : step
                for column in [right, right - 1] where !isPattern[row * size + column] && place < codewords.count * 8 {
                    self[row, column] = codewords[place >> 3] >> UInt8(7 - place & 7) & 1 == 1
                    place += 1
                }
            }
            isUpward.toggle()
        }
    }

    /// Turns modules over in one of eight patterns, so that data does not look like a pattern (table 10).
    mutating func apply(mask: Int) {
        for row in 0..<size {
            for column in 0..<size where !isPattern[row * size + column] {
                let isTurned =
                    switch mask {
                    case 0: (row + column) % 2 == 0
                    case 1: row % 2 == 0
                    case 2: column % 3 == 0
                    case 3: (row + column) % 3 == 0
                    case 4: (row / 2 + column / 3) % 2 == 0
                    case 5: row * column % 2 + row * column % 3 == 0
                    case 6: (row * column % 2 + row * column % 3) % 2 == 0
                    default: ((row + column) % 2 + row * column % 3) % 2 == 0
                    }
                if isTurned { self[row, column].toggle() }
            }
        }
    }

    // MARK: - Choice of the mask

    /// How hard it is to read: runs, blocks, what looks like a finder, and an uneven share of dark (section 7.8.3).
    var penalty: Int {
        var total = 0
        for line in 0..<size {
            total += linePenalty { self[line, $0] }
            total += linePenalty { self[$0, line] }
        }
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let first = self[row, column]
                if first == self[row, column + 1], first == self[row + 1, column], first == self[row + 1, column + 1] {
                    total += 3
                }
            }
        }
        let dark = modules.count { $0 }
        let share = abs(dark * 20 - modules.count * 10)
        return total + share / modules.count * 10
    }

    private func linePenalty(_ module: (Int) -> Bool) -> Int {
        let line = (0..<size).map(module)
        var total = 0
        var run = 1
        for place in 1...size {
            if place < size, line[place] == line[place - 1] {
                run += 1
            } else {
                if run >= 5 { total += run - 2 }
                run = 1
            }
        }
        // Four modules, the seven of a finder's middle, four modules; the quiet zone around is light.
        var window = 0
        for place in 0..<size + 4 {
            window = (window << 1 | (place < size && line[place] ? 1 : 0)) & 0x7FFF
            if window >> 4 & 0x7F == 0b101_1101, window >> 11 == 0 || window & 0xF == 0 { total += 40 }
        }
        return total
    }
}
