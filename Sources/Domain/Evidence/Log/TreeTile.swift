/// Hashes of the tree that lie side by side, stored together: up to 256 of one level, as C2SP's tlog-tiles has them.
///
/// Level 0 has the leaves' hashes; a hash of level `n + 1` is the root over a whole tile of level `n`. What lies between
/// two levels is computed from a tile, so that any proof reads one or two tiles a level.
struct TreeTile: Sendable, Equatable {
    static let width: Int64 = 256
    /// The height of one level in the tree.
    static let levelHeight = 8

    struct ID: Sendable, Hashable {
        let level: Int
        /// Counts from 0, from the left.
        let number: Int64
    }

    let id: ID
    /// At least one, at most 256; fewer than 256 only at the tree's right edge.
    let hashes: [TreeHash]

    var isWhole: Bool { hashes.count == Int(Self.width) }

    /// 32 bytes for each hash.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * TreeHash.byteCount)
        for hash in hashes { withUnsafeBytes(of: hash) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// - Throws: `ByteReader.damaged` where it is not 1 to 256 hashes.
    static func hashes(_ bytes: [UInt8]) throws -> [TreeHash] {
        let count = bytes.count / TreeHash.byteCount
        guard bytes.count == count * TreeHash.byteCount, (1...Int(width)).contains(count) else {
            throw ByteReader.damaged
        }
        return bytes.withUnsafeBytes { buffer in
            (0..<count).map { buffer.loadUnaligned(fromByteOffset: $0 * TreeHash.byteCount, as: TreeHash.self) }
        }
    }
}

/// Reads nodes of a tree out of its tiles, each tile once.
final class TileReader {
    private var tiles: [TreeTile.ID: [TreeHash]] = [:]
    private let load: (TreeTile.ID) throws -> [TreeHash]?

    /// - Parameter load: the hashes of a stored tile; nil where there is none.
    init(_ load: @escaping (TreeTile.ID) throws -> [TreeHash]?) {
        self.load = load
    }

    /// - Throws: `ByteReader.damaged` where the tiles do not reach that far.
    func hash(_ node: TreeNode) throws -> TreeHash {
        let level = node.height / TreeTile.levelHeight
        let height = node.height % TreeTile.levelHeight
        let first = node.index << height
        let hashes = try tile(TreeTile.ID(level: level, number: first / TreeTile.width))
        let start = Int(first % TreeTile.width)
        let end = start + 1 << height
        guard end <= hashes.count else { throw ByteReader.damaged }
        return TreeHash.perfect(hashes[start..<end])
    }

    private func tile(_ id: TreeTile.ID) throws -> [TreeHash] {
        if let known = tiles[id] { return known }
        guard let hashes = try load(id) else { throw ByteReader.damaged }
        tiles[id] = hashes
        return hashes
    }
}
