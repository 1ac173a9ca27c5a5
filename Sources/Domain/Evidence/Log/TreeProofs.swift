/// A perfect subtree: of `1 << height` leaves, the first of which is `index << height`.
package struct TreeNode: Sendable, Hashable {
    package let height: Int
    package let index: Int64

    package init(height: Int, index: Int64) {
        self.height = height
        self.index = index
    }
}

/// Makes the proofs of RFC 9162, sections 2.1.3.1 and 2.1.4.1, from the hashes of perfect subtrees.
///
/// A proof asks for O(log size) of them.
package struct TreeProofs {
    private let hash: (TreeNode) throws -> TreeHash

    /// - Parameter hash: gives the hash of a perfect subtree.
    package init(_ hash: @escaping (TreeNode) throws -> TreeHash) {
        self.hash = hash
    }

    /// What proves that a leaf is in a tree: the siblings on its way to the root, the lowest first.
    /// - Parameters:
    ///   - index: counts from 0, below `size`.
    ///   - size: the number of leaves of the tree.
    package func inclusion(of index: Int64, size: Int64) throws -> [TreeHash] {
        guard index >= 0, index < size else { throw ByteReader.damaged }
        var (start, end) = (Int64(0), size)
        var path: [TreeHash] = []
        while end - start > 1 {
            let middle = start + Self.split(end - start)
            if index < middle {
                path.append(try root(middle, end))
                end = middle
            } else {
                path.append(try root(start, middle))
                start = middle
            }
        }
        return path.reversed()
    }

    /// What proves that a tree is the beginning of a larger one. Empty where the two are of one size.
    /// - Parameters:
    ///   - old: at least 1, at most `size`.
    ///   - size: the number of leaves of the larger tree.
    package func consistency(from old: Int64, to size: Int64) throws -> [TreeHash] {
        guard old > 0, old <= size else { throw ByteReader.damaged }
        var (start, end) = (Int64(0), size)
        var proof: [TreeHash] = []
        while end != old {
            let middle = start + Self.split(end - start)
            if old <= middle {
                proof.append(try root(middle, end))
                end = middle
            } else {
                proof.append(try root(start, middle))
                start = middle
            }
        }
        // The old tree's own root is known to whoever asks, unless it lies inside the larger tree.
        if start > 0 { proof.append(try root(start, end)) }
        return proof.reversed()
    }

    /// The root of the first `size` leaves.
    package func root(of size: Int64) throws -> TreeHash {
        size == 0 ? .empty : try root(0, size)
    }

    /// The Merkle tree hash of the leaves from `start` up to, not including, `end`. There is at least one; `start` is where the tree splits.
    private func root(_ start: Int64, _ end: Int64) throws -> TreeHash {
        let count = end - start
        if count & (count - 1) == 0 {
            let height = count.trailingZeroBitCount
            return try hash(TreeNode(height: height, index: start >> height))
        }
        let middle = start + Self.split(count)
        return .node(try root(start, middle), try root(middle, end))
    }

    /// The largest power of two smaller than `count`, which is at least 2.
    private static func split(_ count: Int64) -> Int64 {
        1 << (63 - (count - 1).leadingZeroBitCount)
    }
}
