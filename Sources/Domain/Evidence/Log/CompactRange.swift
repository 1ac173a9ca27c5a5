/// What of a Merkle tree has to be kept to go on appending to it: the roots of its perfect subtrees, one for each bit of
/// its size, the largest first.
package struct CompactRange: Sendable {
    /// The number of leaves.
    package private(set) var size: Int64 = 0
    private var peaks: [TreeHash] = []

    package init() {}

    /// - Parameter peaks: as many as `size` has bits that are set.
    init(size: Int64, peaks: [TreeHash]) {
        self.size = size
        self.peaks = peaks
    }

    package mutating func append(_ leaf: TreeHash) {
        var hash = leaf
        var rest = size
        while rest & 1 == 1, let left = peaks.popLast() {
            hash = .node(left, hash)
            rest >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    /// The Merkle tree hash of all leaves so far (RFC 9162, section 2.1.1).
    package var root: TreeHash {
        guard var hash = peaks.last else { return .empty }
        for peak in peaks.dropLast().reversed() { hash = .node(peak, hash) }
        return hash
    }
}
