/// The right edge of a stored tree while leaves are appended, and the tiles that this changes.
struct TreeGrowth: Sendable {
    /// The number of leaves.
    private(set) var size: Int64
    /// For each level, the hashes of its last tile as long as it is not whole: 0 to 255.
    private var edge: [[TreeHash]]
    /// Tiles that became whole since the beginning.
    private var whole: [TreeTile] = []
    private let startSize: Int64

    /// Takes a stored tree up where it ends.
    /// - Parameter load: the hashes of a stored tile; nil where there is none.
    /// - Throws: `ByteReader.damaged` where a tile of the edge is missing or has another length than the size says.
    init(size: Int64, load: (TreeTile.ID) throws -> [TreeHash]?) throws {
        self.size = size
        startSize = size
        edge = []
        var rest = size
        while rest > 0 {
            let count = Int(rest % TreeTile.width)
            let id = TreeTile.ID(level: edge.count, number: rest / TreeTile.width)
            let hashes = count == 0 ? [] : try load(id)
            guard let hashes, hashes.count == count else { throw ByteReader.damaged }
            edge.append(hashes)
            rest /= TreeTile.width
        }
    }

    mutating func append(_ leaf: TreeHash) {
        size += 1
        var hash = leaf
        var level = 0
        while true {
            if level == edge.count { edge.append([]) }
            edge[level].append(hash)
            guard edge[level].count == Int(TreeTile.width) else { return }
            hash = .perfect(edge[level][...])
            let number = size >> (TreeTile.levelHeight * (level + 1)) - 1
            whole.append(TreeTile(id: TreeTile.ID(level: level, number: number), hashes: edge[level]))
            edge[level].removeAll(keepingCapacity: true)
            level += 1
        }
    }

    /// The tiles to store: those that became whole, and the unfinished ones that grew.
    var changed: [TreeTile] {
        var tiles = whole
        for (level, hashes) in edge.enumerated() where !hashes.isEmpty {
            let shift = TreeTile.levelHeight * level
            guard size >> shift != startSize >> shift else { continue }
            let number = size >> shift / TreeTile.width
            tiles.append(TreeTile(id: TreeTile.ID(level: level, number: number), hashes: hashes))
        }
        return tiles
    }

    var root: TreeHash {
        var peaks: [TreeHash] = []
        for hashes in edge.reversed() {
            var rest = hashes[...]
            while !rest.isEmpty {
                let count = 1 << (Int.bitWidth - 1 - rest.count.leadingZeroBitCount)
                peaks.append(.perfect(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
        }
        return CompactRange(size: size, peaks: peaks).root
    }
}
