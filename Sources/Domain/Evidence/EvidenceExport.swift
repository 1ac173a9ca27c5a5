internal import Storage

/// What a bundle was written with.
package struct ExportedEvidence: Sendable {
    package let key: VerifierKey
    package let checkpoint: SignedCheckpoint
    /// Events whose detail is in the bundle.
    package let openedCount: Int64
}

extension Customer {
    /// Writes the evidence as one bundle (`EvidenceBundle`), with which anyone can verify it.
    ///
    /// That it was taken is itself recorded, and is the bundle's last event or near it.
    /// - Parameters:
    ///   - withDetails: whether the details that can be opened go with it: fields, counts and ids, and who acted.
    ///   - sink: takes the bytes in order, in pieces of up to about a megabyte.
    /// - Throws: what `sink` throws; `Failure.unavailable` where an event is missing or damaged.
    package func exportEvidence(
        withDetails: Bool, _ permit: Permit<SeeEvidence>, to sink: ([UInt8]) async throws -> Void
    ) async throws -> ExportedEvidence {
        try accept(permit)
        try await write { tx in
            let detail = [withDetails ? "details opened" : "details sealed"]
            try tx.record(EvidenceEvent(.evidenceTaken, detail: detail), by: permit.principal)
        }
        try await sequence()
        let (key, newest) = try await read { tx in (try tx.evidenceKey(permit), try tx.checkpoint(permit)) }
        guard let key, let checkpoint = newest?.signed else {
            throw Failure.notFound("Nothing was signed yet: there is no evidence to export.")
        }
        try await sink(EvidenceBundle.opening(key: key, checkpoint: checkpoint))
        var part = BundlePart(end: checkpoint.checkpoint.size, withDetails: withDetails)
        while part.position < part.end {
            let before = part
            part = try await read { tx in
                var part = before
                try part.fill(tx)
                return part
            }
            try await sink(part.bytes)
        }
        try await sink(EvidenceBundle.ending(count: part.end))
        return ExportedEvidence(key: key, checkpoint: checkpoint, openedCount: part.openedCount)
    }
}

/// The records of some events, one transaction's.
private struct BundlePart: Sendable {
    private static let batchSize: Int64 = 5_000

    let end: Int64
    let withDetails: Bool
    private(set) var position: Int64 = 0
    private(set) var bytes: [UInt8] = []
    private(set) var openedCount: Int64 = 0
    private var keys: EvidenceKeys?

    init(end: Int64, withDetails: Bool) {
        self.end = end
        self.withDetails = withDetails
    }

    mutating func fill(_ tx: Reading) throws {
        bytes.removeAll(keepingCapacity: true)
        let bounds: [Value] = [.integer(position), .integer(min(end, position + Self.batchSize))]
        if withDetails { keys = try tx.evidenceKeys(keys) }
        let sql = withDetails ? EvidenceLogSQL.leavesAndDetails : EvidenceLogSQL.leaves
        try tx.db.each(sql, bounds) { row in
            let leaf = StoredLeaf(row)
            guard leaf.position == position, let payload = leaf.bytes else { throw damaged }
            EvidenceBundle.append(.leaf, payload, to: &bytes)
            position += 1
            guard case .opened(let detail) = keys?.open(row.optionalBlob(8), of: leaf),
                detail.count <= EvidenceBundle.Record.detail.byteCountMax
            else { return }
            EvidenceBundle.append(.detail, detail, to: &bytes)
            openedCount += 1
        }
        guard case .integer(position) = bounds[1] else { throw damaged }
    }

    private var damaged: Failure {
        Failure(
            .unavailable, "Event \(position) of the evidence is missing or damaged; verify the evidence.",
            detail: "evidence position \(position)")
    }
}
