internal import Crypto
internal import Storage

/// A checkpoint of an organization's evidence as it is stored.
package struct StoredCheckpoint: Sendable, Equatable {
    /// When it was signed, in milliseconds UTC. The signature does not cover it.
    package let at: Int64
    package let signed: SignedCheckpoint

    package var size: Int64 { signed.checkpoint.size }

    /// From the columns size, root, at, note.
    /// - Throws: `ByteReader.damaged` where the note is none, or says otherwise than the columns.
    init(_ row: any Row) throws {
        guard let signed = SignedCheckpoint(row.text(3).utf8), signed.checkpoint.size == row.integer(0),
            signed.checkpoint.root.bytes == row.blob(1)
        else { throw ByteReader.damaged }
        self.signed = signed
        at = row.integer(2)
    }
}

/// What proves to a stranger that an event is in the log: with the leaf's hash, the path gives the checkpoint's root.
package struct InclusionProof: Sendable {
    /// The event's position, from 0.
    package let index: Int64
    /// The bytes that `EvidenceLeaf` describes.
    package let leaf: [UInt8]
    /// Siblings on the way to the root, the lowest first.
    package let path: [TreeHash]
    package let checkpoint: SignedCheckpoint

    package var holds: Bool {
        TreeVerification.isIncluded(
            .leaf(leaf), at: index, in: checkpoint.checkpoint.root, size: checkpoint.checkpoint.size, by: path)
    }
}

/// What became of a checkpoint that a customer handed back.
package struct HandedBack: Sendable {
    package let verdict: HistoryVerdict
    /// The one that was handed back; nil where it cannot be read.
    package let earlier: Checkpoint?
    package let newest: SignedCheckpoint?
    /// What proves `appendOnly` to a stranger (RFC 9162, section 2.1.4); empty for other verdicts.
    package let proof: [TreeHash]
}

extension Reading {
    /// The newest checkpoint; nil where nothing was sequenced yet.
    package func checkpoint(_ permit: Permit<SeeEvidence>) throws -> StoredCheckpoint? {
        try accept(permit)
        return try newestCheckpoint()
    }

    /// Checkpoints, the newest first.
    /// - Parameters:
    ///   - size: only those of fewer events; nil begins with the newest.
    ///   - limit: at most 100.
    package func checkpoints(
        before size: Int64? = nil, limit: Int = 20, _ permit: Permit<SeeEvidence>
    ) throws -> [StoredCheckpoint] {
        try accept(permit)
        let values: [Value] = [.integer(size ?? .max), .integer(Int64(min(max(limit, 1), 100)))]
        return try db.all(EvidenceLogSQL.checkpoints, values, StoredCheckpoint.init)
    }

    /// What checkpoints of this organization are verified with; nil where none was signed yet.
    package func evidenceKey(_ permit: Permit<SeeEvidence>) throws -> VerifierKey? {
        try accept(permit)
        return try logSigner()?.verifier
    }

    /// Proves that an event is in the log, against the newest checkpoint.
    /// - Throws: `Failure.notFound` where there is no such event, or no checkpoint covers it yet.
    package func inclusion(of event: UUIDValue, _ permit: Permit<SeeEvidence>) throws -> InclusionProof {
        try accept(permit)
        guard let leaf = try db.first(EvidenceLogSQL.leaf, [.blob(event.bytes)], { StoredLeaf($0) }) else {
            throw Failure.notFound("There is no such event in this organization's evidence.")
        }
        guard let newest = try newestCheckpoint(), leaf.position < newest.size, let bytes = leaf.bytes else {
            throw Failure.notFound("No checkpoint covers this event yet; one will within minutes.")
        }
        let path = try TreeProofs(TileReader(tileHashes).hash).inclusion(of: leaf.position, size: newest.size)
        return InclusionProof(index: leaf.position, leaf: bytes, path: path, checkpoint: newest.signed)
    }

    func newestCheckpoint() throws -> StoredCheckpoint? {
        try db.first(EvidenceLogSQL.newestCheckpoint, [], StoredCheckpoint.init)
    }

    /// What signs this organization's checkpoints; nil before the first one.
    func logSigner() throws -> CheckpointSigner? {
        let origin = Checkpoint.origin(of: customer.organization.id)
        return try customer.vault.store.signerNow(.checkpoint).map { CheckpointSigner(name: origin, $0) }
    }

    /// The number of events in the stored tree.
    func treeSize() throws -> Int64 {
        let last = try db.first(EvidenceLogSQL.lastTile) { row in
            row.integer(0) * TreeTile.width + Int64(try TreeTile.hashes(row.blob(1)).count)
        }
        return last ?? 0
    }

    func tileHashes(_ id: TreeTile.ID) throws -> [TreeHash]? {
        try db.first(EvidenceLogSQL.tile, [.integer(Int64(id.level)), .integer(id.number)]) { row in
            try TreeTile.hashes(row.blob(0))
        }
    }
}

extension Writing {
    /// Compares a checkpoint that someone kept with the log as it is now, and records that it was handed back.
    /// - Parameter note: the text as it was given out.
    package func handBack(_ note: [UInt8], _ permit: Permit<SeeEvidence>) throws -> HandedBack {
        try accept(permit)
        guard let key = try logSigner()?.verifier else {
            throw Failure.notFound("No checkpoint was signed yet; one will be within minutes.")
        }
        let newest = try newestCheckpoint()?.signed
        let earlier = EarlierCheckpoint(note, key: key)
        let proofs = TreeProofs(TileReader(tileHashes).hash)
        let verdict = try earlier.verdict(newest: newest?.checkpoint) { size in try proofs.root(of: size) }
        var proof: [TreeHash] = []
        if verdict == .appendOnly, let old = earlier.checkpoint?.size, old > 0, let newest {
            proof = try proofs.consistency(from: old, to: newest.checkpoint.size)
        }
        let size = earlier.checkpoint.map { "\($0.size)" } ?? "unreadable"
        try record(
            EvidenceEvent(.checkpointHanded, detail: ["size \(size)", verdict.rawValue]), by: permit.principal)
        return HandedBack(verdict: verdict, earlier: earlier.checkpoint, newest: newest, proof: proof)
    }
}

/// An event's row as the log needs it.
struct StoredLeaf: Sendable {
    let position: Int64
    let id: [UInt8]
    let subject: [UInt8]?
    let commitment: [UInt8]
    /// Nil where the row was altered so that it cannot be an event's.
    let bytes: [UInt8]?

    /// From the columns position, id, at, deed, actor_kind, actor, subject, commitment.
    init(_ row: any Row) {
        position = row.integer(0)
        id = row.blob(1)
        subject = row.optionalBlob(6)
        commitment = row.blob(7)
        bytes = EvidenceLeaf.bytes(
            id: id, at: row.integer(2), deed: row.text(3), actorKind: row.text(4), actor: row.optionalBlob(5),
            subject: subject, commitment: commitment)
    }
}
