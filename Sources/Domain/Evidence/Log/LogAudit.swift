/// Recomputes an evidence log from its leaves, in order, and says what is wrong with it.
///
/// It needs nothing but what it is given: the same audit serves a living database and a bundle on another machine. It
/// keeps O(log n) hashes, however long the log is.
package struct LogAudit: Sendable {
    /// Checks the signatures.
    private let key: VerifierKey
    private let newest: SignedCheckpoint?
    private let earlier: EarlierCheckpoint?
    /// The sizes at which the root is wanted, the smallest first.
    private var wanted: ArraySlice<Int64>
    private var roots: [Int64: TreeHash] = [0: .empty]
    private var tree = CompactRange()
    /// The first ones; a log that is wrong in many places is not listed in full.
    package private(set) var findings: [LogFinding] = []
    package private(set) var findingCount = 0

    private static let findingsMax = 20

    /// - Parameters:
    ///   - newest: the checkpoint that the log claims; nil where it has none.
    ///   - earlier: one that was kept elsewhere, as it was handed in.
    package init(key: VerifierKey, newest: SignedCheckpoint?, earlier: [UInt8]? = nil) {
        self.key = key
        self.newest = newest
        self.earlier = earlier.map { EarlierCheckpoint($0, key: key) }
        let sizes = [newest?.checkpoint.size, self.earlier?.checkpoint?.size].compactMap(\.self)
        wanted = Set(sizes).sorted().drop { $0 == 0 }
    }

    /// The number of leaves so far.
    package var size: Int64 { tree.size }

    package mutating func append(_ leaf: TreeHash) {
        tree.append(leaf)
        guard wanted.first == tree.size else { return }
        roots[tree.size] = tree.root
        wanted.removeFirst()
    }

    package mutating func report(_ finding: LogFinding) {
        findingCount += 1
        if findings.count < Self.findingsMax { findings.append(finding) }
    }

    /// The root over the leaves so far.
    var root: TreeHash { tree.root }

    /// What comes out, once the last leaf was given.
    /// - Parameter isWhole: false where there should have been more, and why there was not is reported already.
    package func result(isWhole: Bool = true) -> LogResult {
        var audit = self
        if let newest { audit.judge(newest, isWhole: isWhole) }
        let verdict = earlier.map { earlier in
            earlier.verdict(newest: newest?.checkpoint) { size in roots[size] }
        }
        return LogResult(
            key: key, checkpoint: newest, size: tree.size, findings: audit.findings, findingCount: audit.findingCount,
            earlier: earlier?.checkpoint, verdict: verdict)
    }

    private mutating func judge(_ newest: SignedCheckpoint, isWhole: Bool) {
        let checkpoint = newest.checkpoint
        if checkpoint.origin.utf8.elementsEqual(key.name.utf8) {
            switch key.judge(newest.note) {
            case .valid: break
            case .wrong, .absent: report(.signatureWrong)
            case .otherKey: report(.otherKey)
            }
        } else {
            report(.otherLog)
        }
        if tree.size < checkpoint.size {
            if isWhole { report(.shorter(size: tree.size, expected: checkpoint.size)) }
        } else if roots[checkpoint.size] != checkpoint.root {
            report(.rootDiffers(size: checkpoint.size))
        }
    }
}

/// Something that is wrong with a log, and where.
package enum LogFinding: Sendable, Equatable {
    // Positions count from 0.
    case missing(position: Int64)
    /// It is not what went into the tree.
    case altered(position: Int64)
    /// Its detail is not what its commitment was made over.
    case detailAltered(position: Int64)
    case shorter(size: Int64, expected: Int64)
    /// All events together do not give the root that was signed.
    case rootDiffers(size: Int64)
    /// A checkpoint that is kept with the log is not over these events.
    case checkpointDiffers(size: Int64)
    /// The newest checkpoint as it is stored cannot be read.
    case checkpointDamaged
    /// There is a tree, and no checkpoint any more.
    case checkpointMissing
    /// The stored tree does not have the event, or has another.
    case treeDiffers(position: Int64)
    case signatureWrong
    case otherKey
    case otherLog
    /// The file ends before what it announces.
    case truncated(size: Int64)
    case malformed

    /// In a sentence, for people.
    package var sentence: String {
        switch self {
        case .missing(let position): "Event \(position) is missing: it was removed after it had been recorded."
        case .altered(let position): "Event \(position) was altered after it had been recorded."
        case .detailAltered(let position): "The detail of event \(position) is not the one that was recorded."
        case .shorter(let size, let expected):
            "There are \(size) events, and the checkpoint covers \(expected): events were removed from the end."
        case .rootDiffers(let size):
            "The first \(size) events do not give the root that the checkpoint states: the log was altered."
        case .checkpointDiffers(let size):
            "The checkpoint of \(size) events that is kept with the log does not fit the events: history was rewritten."
        case .checkpointDamaged: "The newest checkpoint was altered: it cannot be read, or says two things."
        case .checkpointMissing: "The checkpoints are gone: they were removed, though events had been signed."
        case .treeDiffers(let position): "The stored tree is damaged: it does not have event \(position)."
        case .signatureWrong: "The signature of the checkpoint is wrong: it was altered, or made without the key."
        case .otherKey: "The checkpoint was signed by another key than the one it is checked with."
        case .otherLog: "The checkpoint is of another log."
        case .truncated(let size): "The file ends in the middle, after \(size) events: it was cut off."
        case .malformed: "The file is damaged, or is no evidence bundle: it cannot be read to its end."
        }
    }
}

/// What an audit of a log came to.
package struct LogResult: Sendable {
    package let key: VerifierKey
    package let checkpoint: SignedCheckpoint?
    /// The events that were there.
    package let size: Int64
    /// At most twenty.
    package let findings: [LogFinding]
    package let findingCount: Int
    /// The checkpoint that was handed in, where it can be read.
    package let earlier: Checkpoint?
    /// What became of it; nil where none was handed in.
    package let verdict: HistoryVerdict?

    package var isSound: Bool { findingCount == 0 && verdict.map { $0 == .appendOnly } ?? true }
}
