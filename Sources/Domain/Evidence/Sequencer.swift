internal import Crypto
internal import Storage

/// Takes events into the tree and signs what it has come to.
///
/// The stored tiles are the whole state: how far the tree reaches is read from them. A batch is read and hashed while
/// others write, and stored with its checkpoint in one short transaction, unless another node was first.
extension Customer {
    /// Events in one batch.
    static let sequencedBatch: Int64 = 5_000

    /// Takes every event that is not in the tree yet. It can be called at any time, by any number of nodes, and be
    /// interrupted anywhere.
    ///
    /// - Parameter lines: what the checkpoints state besides, such as the head of a ledger; without line breaks.
    /// - Returns: the newest checkpoint, whether or not it is new; nil where there are no events.
    /// - Throws: `Failure.unavailable` where an event is missing, or the stored tree is not the one that was last signed:
    ///   then nothing is signed on top of it.
    @discardableResult
    package func sequence(noting lines: [String] = []) async throws -> Checkpoint? {
        while true {
            let batch = try await read { tx in try tx.nextLeaves() }
            guard batch.count > 0 else { return batch.newest }
            let checkpoint = try SignedCheckpoint(
                Checkpoint(
                    origin: batch.signer.verifier.name, size: batch.growth.size, root: batch.growth.root,
                    extensions: lines), signer: batch.signer)
            let isStored = try await write { tx in try tx.store(batch, checkpoint) }
            if isStored, batch.count < Self.sequencedBatch { return checkpoint.checkpoint }
        }
    }
}

/// Events that were read and hashed, on top of the stored tree.
private struct LeafBatch: Sendable {
    let signer: CheckpointSigner
    /// The checkpoint that the tree is at without them.
    let newest: Checkpoint?
    let growth: TreeGrowth
    let count: Int64
}

extension Reading {
    /// Whether there are events that no checkpoint covers.
    func isEvidenceBehind() throws -> Bool { try nextPosition() > treeSize() }

    fileprivate func nextLeaves() throws -> LeafBatch {
        let signer = try logSigner() ?? newLogSigner()
        let newest = try newestCheckpoint()?.signed
        let size = try treeSize()
        var growth = try TreeGrowth(size: size, load: tileHashes)
        try requireSigned(growth, newest, signer.verifier)
        try db.each(EvidenceLogSQL.leaves, [.integer(size), .integer(size + Customer.sequencedBatch)]) { row in
            let leaf = StoredLeaf(row)
            guard leaf.position == growth.size, let bytes = leaf.bytes else {
                throw Failure(
                    .unavailable, "Event \(growth.size) of the evidence is missing or damaged; verify the evidence.",
                    detail: "evidence position \(growth.size)")
            }
            growth.append(.leaf(bytes))
        }
        return LeafBatch(signer: signer, newest: newest?.checkpoint, growth: growth, count: growth.size - size)
    }

    /// Nothing is signed on top of a tree that was not signed itself: who rewrites rows must not get a signature for it.
    private func requireSigned(_ tree: TreeGrowth, _ newest: SignedCheckpoint?, _ key: VerifierKey) throws {
        let isSigned =
            newest.map { newest in
                newest.checkpoint.size == tree.size && newest.checkpoint.root == tree.root
                    && key.judge(newest.note) == .valid
            } ?? (tree.size == 0)
        guard isSigned else {
            throw Failure(
                .unavailable, "The evidence tree is not the one that was last signed; verify the evidence.",
                detail: "evidence tree of \(tree.size) does not fit its checkpoint")
        }
    }

    private func newLogSigner() throws -> CheckpointSigner {
        let signer = try customer.vault.store.keepNow(.random(), as: .checkpoint, at: now)
        return CheckpointSigner(name: Checkpoint.origin(of: customer.organization.id), signer)
    }
}

extension Writing {
    /// - Returns: false where the tree has grown since the batch was read; then nothing is stored.
    fileprivate func store(_ batch: LeafBatch, _ checkpoint: SignedCheckpoint) throws -> Bool {
        guard try treeSize() == batch.growth.size - batch.count else { return false }
        let tiles = batch.growth.changed.map { tile -> [Value] in
            [.integer(Int64(tile.id.level)), .integer(tile.id.number), .blob(tile.bytes)]
        }
        try db.run(EvidenceLogSQL.storeTile, each: tiles)
        try db.run(
            EvidenceLogSQL.insertCheckpoint,
            [
                .integer(checkpoint.checkpoint.size), .blob(checkpoint.checkpoint.root.bytes), .integer(now),
                .text(checkpoint.text),
            ])
        return true
    }
}
