@testable import Domain
import Testing

@Suite("The tiles of the evidence tree")
struct TileTests {
    /// Three levels: 256 tiles of 256 hashes, and some more.
    private static let sizeMax = 65_536 + 700
    private static let leaves = (0..<sizeMax).map { TreeHash.leaf(Array("\($0)".utf8)) }

    @Test(
        "Whatever the batches, the tiles and the root are the same, and any proof reads few of them",
        arguments: [[66_236], [1, 255, 256, 257, 65_024, 443], [300, 65_236, 700]])
    func batches(counts: [Int]) throws {
        var store: [TreeTile.ID: [TreeHash]] = [:]
        var tree = CompactRange()
        var start = 0
        for count in counts {
            let stored = store
            var growth = try TreeGrowth(size: Int64(start)) { stored[$0] }
            for leaf in Self.leaves[start..<start + count] {
                growth.append(leaf)
                tree.append(leaf)
            }
            for tile in growth.changed { store[tile.id] = try TreeTile.hashes(tile.bytes) }
            start += count
            #expect(growth.root == tree.root)
            #expect(growth.size == Int64(start))
        }
        #expect(store.count == 259 + 2 + 1, "259 tiles of leaves, two of them, one of those")
        for index in [0, 255, 256, 40_000, 65_535, 65_536, Self.sizeMax - 1].map(Int64.init) {
            let reads = Counter()
            let reader = TileReader { id in
                reads.count += 1
                return store[id]
            }
            let path = try TreeProofs(reader.hash).inclusion(of: index, size: tree.size)
            #expect(
                TreeVerification.isIncluded(
                    Self.leaves[Int(index)], at: index, in: tree.root, size: tree.size, by: path))
            #expect(reads.count <= 7)
        }
        let reader = TileReader { store[$0] }
        for old in [1, 300, 65_536, 66_000].map(Int64.init) {
            var small = CompactRange()
            for leaf in Self.leaves[..<Int(old)] { small.append(leaf) }
            let proof = try TreeProofs(reader.hash).consistency(from: old, to: tree.size)
            #expect(
                TreeVerification.isConsistent(
                    old: old, oldRoot: small.root, size: tree.size, root: tree.root, by: proof))
            #expect(try TreeProofs(reader.hash).root(of: old) == small.root)
        }
    }

    @Test("A missing or shortened tile is noticed, and is no proof")
    func damaged() throws {
        var growth = try TreeGrowth(size: 0) { _ in nil }
        for leaf in Self.leaves[..<300] { growth.append(leaf) }
        var store: [TreeTile.ID: [TreeHash]] = [:]
        for tile in growth.changed { store[tile.id] = tile.hashes }
        store[TreeTile.ID(level: 0, number: 1)]?.removeLast()
        let stored = store
        #expect(throws: Failure.self) { _ = try TreeGrowth(size: 300) { stored[$0] } }
        #expect(throws: Failure.self) { try TreeProofs(TileReader { stored[$0] }.hash).inclusion(of: 298, size: 300) }
        #expect(throws: Failure.self) { try TreeTile.hashes([1, 2, 3]) }
        #expect(throws: Failure.self) { try TreeTile.hashes([]) }
    }

    private final class Counter {
        var count = 0
    }
}
