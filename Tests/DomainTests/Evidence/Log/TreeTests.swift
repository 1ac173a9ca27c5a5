@testable import Domain
import Crypto
import Testing

@Suite("The Merkle tree of evidence")
struct TreeTests {
    /// Past a whole tile, so that two levels are at work.
    static let sizeMax = 130
    static let leaves = (0..<600).map { TreeHash.leaf(Array("event \($0)".utf8)) }

    @Test("Leaves and nodes hash as the reference values of certificate transparency say")
    func reference() throws {
        let leaves = [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
        ]
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        var tree = CompactRange()
        for (size, root) in roots.enumerated() {
            #expect(String(decoding: encodeHexadecimal(tree.root.bytes), as: UTF8.self) == root)
            guard size < leaves.count else { break }
            tree.append(.leaf(try found(decodeHexadecimal(Array(leaves[size].utf8)))))
        }
    }

    @Test("A growing tree has the root that the definition gives, at every size")
    func growing() throws {
        var tree = CompactRange()
        for size in 0...Self.sizeMax {
            #expect(tree.root == definition(Self.leaves[..<size]))
            #expect(tree.size == Int64(size))
            tree.append(Self.leaves[size])
        }
    }

    @Test("Every leaf is proved in every tree, and in no other place, tree or with another path")
    func inclusion() throws {
        for size in 1...Self.sizeMax {
            let root = definition(Self.leaves[..<size])
            let proofs = TreeProofs(node)
            for index in 0..<size {
                let path = try proofs.inclusion(of: Int64(index), size: Int64(size))
                #expect(path == definedPath(index, Self.leaves[..<size]))
                func holds(_ leaf: Int, _ place: Int, _ size: Int, _ path: [TreeHash]) -> Bool {
                    TreeVerification.isIncluded(
                        Self.leaves[leaf], at: Int64(place), in: root, size: Int64(size), by: path)
                }
                #expect(holds(index, index, size, path))
                #expect(!holds(index + 1, index, size, path))
                #expect(!holds(index, index, size, path + [Self.leaves[0]]))
                #expect(!holds(index, size, size, path))
                #expect(!holds(index, -1, size, path))
                if !path.isEmpty { #expect(!holds(index, index, size, Array(path.dropLast()))) }
            }
        }
        #expect(throws: Failure.self) { try TreeProofs(node).inclusion(of: 3, size: 3) }
    }

    @Test("Each size is proved to be the beginning of each larger one, and of nothing else")
    func consistency() throws {
        let roots = (0...Self.sizeMax).map { definition(Self.leaves[..<$0]) }
        let proofs = TreeProofs(node)
        for size in 1...Self.sizeMax {
            for old in 1...size {
                let proof = try proofs.consistency(from: Int64(old), to: Int64(size))
                #expect(proof == (old == size ? [] : definedProof(old, Self.leaves[..<size], true)))
                func holds(_ oldRoot: TreeHash, _ root: TreeHash, _ proof: [TreeHash]) -> Bool {
                    TreeVerification.isConsistent(
                        old: Int64(old), oldRoot: oldRoot, size: Int64(size), root: root, by: proof)
                }
                #expect(holds(roots[old], roots[size], proof))
                #expect(!holds(roots[old - 1], roots[size], proof))
                #expect(!holds(roots[old], roots[size - 1], proof))
                #expect(!holds(roots[old], roots[size], proof + [roots[1]]))
                if !proof.isEmpty { #expect(!holds(roots[old], roots[size], Array(proof.dropLast()))) }
            }
        }
        #expect(throws: Failure.self) { try proofs.consistency(from: 0, to: 3) }
        #expect(throws: Failure.self) { try proofs.consistency(from: 4, to: 3) }
        #expect(TreeVerification.isConsistent(old: 0, oldRoot: .empty, size: 5, root: roots[5], by: []))
        #expect(!TreeVerification.isConsistent(old: 0, oldRoot: roots[1], size: 5, root: roots[5], by: []))
        #expect(!TreeVerification.isConsistent(old: 6, oldRoot: roots[6], size: 5, root: roots[5], by: []))
    }

    /// The definition of RFC 9162, section 2.1.1, word for word.
    private func definition(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
        guard leaves.count > 1 else { return leaves.first ?? .empty }
        let half = split(leaves.count)
        return join(definition(leaves.prefix(half)), definition(leaves.dropFirst(half)))
    }

    /// Section 2.1.3.1.
    private func definedPath(_ index: Int, _ leaves: ArraySlice<TreeHash>) -> [TreeHash] {
        guard leaves.count > 1 else { return [] }
        let half = split(leaves.count)
        return index < half
            ? definedPath(index, leaves.prefix(half)) + [definition(leaves.dropFirst(half))]
            : definedPath(index - half, leaves.dropFirst(half)) + [definition(leaves.prefix(half))]
    }

    /// Section 2.1.4.1.
    private func definedProof(_ old: Int, _ leaves: ArraySlice<TreeHash>, _ isWhole: Bool) -> [TreeHash] {
        if old == leaves.count { return isWhole ? [] : [definition(leaves)] }
        let half = split(leaves.count)
        return old <= half
            ? definedProof(old, leaves.prefix(half), isWhole) + [definition(leaves.dropFirst(half))]
            : definedProof(old - half, leaves.dropFirst(half), false) + [definition(leaves.prefix(half))]
    }

    private func split(_ count: Int) -> Int {
        var half = 1
        while half * 2 < count { half *= 2 }
        return half
    }

    private func join(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        let digest = SHA256.hash(data: [1] + left.bytes + right.bytes)
        return TreeHash(digest.map(\.self)) ?? .empty
    }

    private func node(_ node: TreeNode) -> TreeHash {
        definition(Self.leaves[Int(node.index) << node.height..<Int(node.index + 1) << node.height])
    }
}
