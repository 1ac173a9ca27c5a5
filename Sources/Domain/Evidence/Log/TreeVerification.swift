/// Checks proofs against roots, as RFC 9162 prescribes it, with nothing else at hand.
package enum TreeVerification {
    /// Whether the leaf is at that place of the tree (RFC 9162, section 2.1.3.2).
    package static func isIncluded(
        _ leaf: TreeHash, at index: Int64, in root: TreeHash, size: Int64, by path: [TreeHash]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var (place, last) = (index, size - 1)
        var hash = leaf
        for sibling in path {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = .node(sibling, hash)
                if place & 1 == 0 {
                    repeat {
                        place >>= 1
                        last >>= 1
                    } while place & 1 == 0 && place != 0
                }
            } else {
                hash = .node(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the tree of `old` leaves is the beginning of that of `size` leaves (RFC 9162, section 2.1.4.2).
    ///
    /// A tree without leaves is the beginning of every tree; no proof belongs to it.
    package static func isConsistent(
        old: Int64, oldRoot: TreeHash, size: Int64, root: TreeHash, by proof: [TreeHash]
    ) -> Bool {
        guard old >= 0, old <= size else { return false }
        if old == 0 { return oldRoot == .empty && proof.isEmpty }
        if old == size { return oldRoot == root && proof.isEmpty }
        // Where the old tree is perfect, its root is the proof's first hash, and is left out.
        var rest = ((old & (old - 1) == 0 ? [oldRoot] : []) + proof)[...]
        guard let first = rest.popFirst() else { return false }
        var (place, last) = (old - 1, size - 1)
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var (before, after) = (first, first)
        for hash in rest {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                before = .node(hash, before)
                after = .node(hash, after)
                if place & 1 == 0 {
                    repeat {
                        place >>= 1
                        last >>= 1
                    } while place & 1 == 0 && place != 0
                }
            } else {
                after = .node(after, hash)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && before == oldRoot && after == root
    }
}
