internal import Crypto
internal import Storage

/// What the verification of a living log came to.
package struct EvidenceVerification: Sendable {
    package let log: LogResult
    /// Events that no checkpoint covers yet.
    package let unsequencedCount: Int64
    /// Events whose detail opens and fits its commitment.
    package let openedCount: Int64
    /// Events whose detail nobody can open any more.
    package let sealedCount: Int64
}

extension Customer {
    /// Recomputes the whole tree from the stored events and compares it with the tiles, with every checkpoint that is
    /// kept, with the details that can be opened, and with an earlier checkpoint that was handed in.
    ///
    /// Events that are not in the tree yet are taken into it first.
    /// - Parameters:
    ///   - earlier: as it was given out; nil where none was kept.
    ///   - key: the one that the verifier holds; nil trusts the installation's own.
    /// - Throws: `Failure.notFound` where nothing was ever signed.
    package func verifyEvidence(
        earlier: [UInt8]? = nil, key: VerifierKey? = nil, _ permit: Permit<SeeEvidence>
    ) async throws -> EvidenceVerification {
        try accept(permit)
        // Where the sequencer refuses, there is something wrong with the log; what it is comes out below.
        do { try await sequence() } catch let failure as Failure where failure.kind == .unavailable {}
        guard var walk = try await read({ tx in try LogWalk(tx, earlier: earlier, key: key) }) else {
            throw Failure.notFound("Nothing was recorded or signed yet: there is no evidence to verify.")
        }
        while !walk.isAtEnd {
            let before = walk
            walk = try await read { tx in
                var walk = before
                try walk.step(tx)
                return walk
            }
        }
        return EvidenceVerification(
            log: walk.audit.result(), unsequencedCount: max(0, walk.audit.size - walk.newestSize),
            openedCount: walk.openedCount, sealedCount: walk.sealedCount)
    }
}

extension Reading {
    func nextPosition() throws -> Int64 {
        try db.first(EvidenceLogSQL.nextPosition) { $0.integer(0) } ?? 0
    }
}

/// Goes through the stored log, a batch a transaction.
private struct LogWalk: Sendable {
    /// A whole number of tiles.
    private static let batchSize: Int64 = 20 * TreeTile.width
    /// A log in which more is wrong is not read to its end: positions that someone made up could be without end.
    private static let findingsMax = 1_000_000

    private(set) var audit: LogAudit
    let newestSize: Int64
    private(set) var openedCount: Int64 = 0
    private(set) var sealedCount: Int64 = 0
    private let end: Int64
    /// How far the stored tree reaches; later events have no leaf yet.
    private let treeEnd: Int64
    /// There is a gap among events that nothing else is known of.
    private var isBroken = false
    private var keys: EvidenceKeys?

    /// Nil where nothing was ever signed.
    init?(_ tx: Reading, earlier: [UInt8]?, key: VerifierKey?) throws {
        guard let own = try tx.logSigner()?.verifier else { return nil }
        var findings: [LogFinding] = []
        var newest: SignedCheckpoint?
        do { newest = try tx.newestCheckpoint()?.signed } catch is Failure { findings.append(.checkpointDamaged) }
        var size = newest?.checkpoint.size ?? 0
        do { size = max(size, try tx.treeSize()) } catch is Failure { findings.append(.treeDiffers(position: 0)) }
        if newest == nil, size > 0 { findings.append(.checkpointMissing) }
        newestSize = newest?.checkpoint.size ?? 0
        treeEnd = size
        end = try tx.nextPosition()
        audit = LogAudit(key: key ?? own, newest: newest, earlier: earlier)
        for finding in findings { audit.report(finding) }
    }

    var isAtEnd: Bool { audit.size >= end || isBroken || audit.findingCount > Self.findingsMax }

    mutating func step(_ tx: Reading) throws {
        let start = audit.size
        let stop = min(end, start + Self.batchSize)
        let keys = try tx.evidenceKeys(keys)
        self.keys = keys
        let tiles = try self.tiles(tx, from: start, to: stop)
        var checkpoints = try checkpoints(tx, from: start, to: stop)[...]
        try tx.db.each(EvidenceLogSQL.leavesAndDetails, [.integer(start), .integer(stop)]) { row in
            let leaf = StoredLeaf(row)
            fill(to: leaf.position, tiles, &checkpoints)
            if isBroken { return }
            let hash = leaf.bytes.map { TreeHash.leaf($0) }
            let stored = tiles[leaf.position / TreeTile.width]?[safe: leaf.position % TreeTile.width]
            if hash == nil || stored != nil && hash != stored {
                audit.report(.altered(position: leaf.position))
            } else if stored == nil, leaf.position < treeEnd {
                audit.report(.treeDiffers(position: leaf.position))
            }
            append(hash ?? .empty, &checkpoints)
            switch keys.open(row.optionalBlob(8), of: leaf) {
            case .opened: openedCount += 1
            case .sealed: sealedCount += 1
            case .altered: audit.report(.detailAltered(position: leaf.position))
            }
        }
        fill(to: stop, tiles, &checkpoints)
    }

    /// Reports what is missing below a position. The tree goes on with what the tiles have, so that one event that is
    /// gone does not hide what is wrong behind it.
    private mutating func fill(
        to position: Int64, _ tiles: [Int64: [TreeHash]], _ checkpoints: inout ArraySlice<StoredCheckpoint>
    ) {
        while audit.size < position, !isBroken {
            isBroken = audit.size >= treeEnd
            audit.report(.missing(position: audit.size))
            let stored = tiles[audit.size / TreeTile.width]?[safe: audit.size % TreeTile.width]
            append(stored ?? .empty, &checkpoints)
        }
    }

    private mutating func append(_ leaf: TreeHash, _ checkpoints: inout ArraySlice<StoredCheckpoint>) {
        audit.append(leaf)
        guard let checkpoint = checkpoints.first, checkpoint.size == audit.size else { return }
        checkpoints.removeFirst()
        if checkpoint.signed.checkpoint.root != audit.root, checkpoint.size != newestSize {
            audit.report(.checkpointDiffers(size: checkpoint.size))
        }
    }

    private func tiles(_ tx: Reading, from start: Int64, to stop: Int64) throws -> [Int64: [TreeHash]] {
        let bounds: [Value] = [
            .integer(start / TreeTile.width), .integer((stop + TreeTile.width - 1) / TreeTile.width),
        ]
        var tiles: [Int64: [TreeHash]] = [:]
        // A tile that cannot be read is as good as none: its events are reported one by one.
        try tx.db.each(EvidenceLogSQL.leafTiles, bounds) { tiles[$0.integer(0)] = try? TreeTile.hashes($0.blob(1)) }
        return tiles
    }

    private mutating func checkpoints(
        _ tx: Reading, from start: Int64, to stop: Int64
    ) throws -> [StoredCheckpoint] {
        var checkpoints: [StoredCheckpoint] = []
        try tx.db.each(EvidenceLogSQL.checkpointsBetween, [.integer(start), .integer(stop)]) { row in
            do { checkpoints.append(try StoredCheckpoint(row)) } catch is Failure {
                audit.report(.checkpointDiffers(size: row.integer(0)))
            }
        }
        return checkpoints
    }
}

extension Array {
    fileprivate subscript(safe index: Int64) -> Element? {
        index >= 0 && index < Int64(count) ? self[Int(index)] : nil
    }
}
