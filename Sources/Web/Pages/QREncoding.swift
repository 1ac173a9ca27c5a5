/// How much one version holds at one level (ISO/IEC 18004, tables 7 and 9).
struct QRCapacity {
    let version: Int
    let blocks: Int
    /// Error correction codewords of each block.
    let correction: Int
    /// Codewords of data and correction together.
    let total: Int

    var data: Int { total - blocks * correction }
    /// Bits that say how long the data is.
    var lengthBits: Int { version < 10 ? 8 : 16 }

    init(_ version: Int, _ level: QRCode.Level) {
        self.version = version
        blocks = Self.blocks[level.rawValue][version - 1]
        correction = Self.corrections[level.rawValue][version - 1]
        total = Self.modules(version) / 8
    }

    func holds(_ bytes: Int) -> Bool { 4 + lengthBits + 8 * bytes <= 8 * data }

    /// Modules left for data once all patterns are drawn.
    private static func modules(_ version: Int) -> Int {
        let size = 17 + 4 * version
        // Three finders with their separators, two timing lines between them, format information and the dark module.
        var patterns = 3 * 64 + 2 * (size - 16) + 31
        if version >= 2 {
            // A grid of squares of 25 without the three corners; those on a timing line share five modules with it.
            let side = version / 7 + 2
            patterns += 25 * (side * side - 3) - 2 * 5 * (side - 2)
        }
        if version >= 7 { patterns += 2 * 18 }
        return size * size - patterns
    }

    private static let corrections: [[Int]] = [
        [
            7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30,
            30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
        ],
        [
            10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
            28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        ],
        [
            13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30,
            30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
        ],
        [
            17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30,
            30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
        ],
    ]

    private static let blocks: [[Int]] = [
        [
            1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
            19, 19, 20, 21, 22, 24, 25,
        ],
        [
            1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
            31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
        ],
        [
            1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38,
            40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
        ],
        [
            1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45,
            48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
        ],
    ]
}

/// From bytes to the codewords in the order in which they are drawn.
enum QREncoding {
    static func codewords(_ data: [UInt8], _ capacity: QRCapacity) -> [UInt8] {
        interleaved(padded(data, capacity), capacity)
    }

    /// Mode 0100, the length, the bytes, a terminator, and padding to the end.
    private static func padded(_ data: [UInt8], _ capacity: QRCapacity) -> [UInt8] {
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) {
            for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
        }
        append(0b0100, 4)
        append(data.count, capacity.lengthBits)
        for byte in data { append(Int(byte), 8) }
        append(0, min(4, capacity.data * 8 - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var words = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        let padding: [UInt8] = [0xEC, 0x11]
        let rest = capacity.data - words.count
        words.append(contentsOf: (0..<rest).map { padding[$0 % 2] })
        return words
    }

    /// The blocks' data column by column, then their correction: a scratch hurts each block a little.
    private static func interleaved(_ words: [UInt8], _ capacity: QRCapacity) -> [UInt8] {
        let shortLength = capacity.data / capacity.blocks
        let longBlocks = capacity.data % capacity.blocks
        let code = ReedSolomon(degree: capacity.correction)
        var blocks: [(data: [UInt8], correction: [UInt8])] = []
        var place = 0
        for block in 0..<capacity.blocks {
            let length = shortLength + (block >= capacity.blocks - longBlocks ? 1 : 0)
            let data = Array(words[place..<place + length])
            blocks.append((data, code.remainder(of: data)))
            place += length
        }
        var result: [UInt8] = []
        result.reserveCapacity(capacity.total)
        for column in 0...shortLength {
            for block in blocks where column < block.data.count { result.append(block.data[column]) }
        }
        for column in 0..<capacity.correction {
            for block in blocks { result.append(block.correction[column]) }
        }
        return result
    }
}

/// Error correction over GF(256) with the polynomial x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004, section 7.5 and annex A).
struct ReedSolomon {
    /// Coefficients from the highest power down, without the leading 1.
    private let generator: [UInt8]

    /// - Parameter degree: how many codewords of correction a block gets.
    init(degree: Int) {
        // The product of (x + 2⁰), (x + 2¹), …
        var product: [UInt8] = [1]
        for root in 0..<degree {
            var next = product + [0]
            for (place, coefficient) in product.enumerated() {
                next[place + 1] ^= Self.product(coefficient, Self.powers[root])
            }
            product = next
        }
        generator = Array(product.dropFirst())
    }

    /// What is left when the data, followed by as many zeros as there will be codewords, is divided by the generator.
    func remainder(of data: [UInt8]) -> [UInt8] {
        var rest = data + [UInt8](repeating: 0, count: generator.count)
        for place in data.indices {
            let factor = rest[place]
            for (offset, coefficient) in generator.enumerated() {
                rest[place + 1 + offset] ^= Self.product(coefficient, factor)
            }
        }
        return Array(rest.suffix(generator.count))
    }

    /// 2⁰ to 2²⁵⁴, every value but zero once.
    private static let powers: [UInt8] = (1..<255).reduce(into: [1]) { powers, _ in
        let last = powers[powers.count - 1]
        powers.append(last << 1 ^ (last & 0x80 == 0 ? 0 : 0x1D))
    }

    private static let logarithms: [Int] = powers.enumerated().reduce(into: [Int](repeating: 0, count: 256)) {
        $0[Int($1.element)] = $1.offset
    }

    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        guard left != 0, right != 0 else { return 0 }
        return powers[(logarithms[Int(left)] + logarithms[Int(right)]) % 255]
    }
}
