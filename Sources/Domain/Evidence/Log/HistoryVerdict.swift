/// Whether a log still has the history that an earlier checkpoint was signed over. Raw values are shown to programs.
package enum HistoryVerdict: String, Sendable, CaseIterable {
    /// Everything that it covers is still there, unaltered and in its order.
    case appendOnly = "append-only"
    /// What it covers is not what is there: the log was rewritten, or two different ones are shown.
    case forked
    /// It covers more events than are there.
    case rolledBack = "rolled-back"
    /// It is of another organization's log, or of another installation's.
    case notOurs = "not-ours"
    case otherKey = "other-key"
    /// It was altered, or never signed by the log's key.
    case signatureWrong = "signature-wrong"
    /// It is no checkpoint.
    case unreadable

    /// In a sentence, for people.
    package var sentence: String {
        switch self {
        case .appendOnly: "Since the earlier checkpoint, events were only added."
        case .forked: "The log was rewritten: it does not contain the history of the earlier checkpoint."
        case .rolledBack: "The log was rolled back: the earlier checkpoint covers more events than it has now."
        case .notOurs: "The earlier checkpoint is of another log."
        case .otherKey: "The earlier checkpoint was signed by another key than the one it is checked with."
        case .signatureWrong:
            "The signature of the earlier checkpoint is wrong: it was altered, or made without the key."
        case .unreadable: "The earlier checkpoint cannot be read; hand in the file as it was given out."
        }
    }
}

/// A checkpoint that someone kept, and hands back to see whether history was only appended to.
struct EarlierCheckpoint: Sendable {
    /// Nil where it cannot be read.
    let checkpoint: Checkpoint?
    /// What is wrong with it in itself.
    private let refusal: HistoryVerdict?

    init(_ bytes: [UInt8], key: VerifierKey) {
        guard let signed = SignedCheckpoint(bytes) else {
            (checkpoint, refusal) = (nil, .unreadable)
            return
        }
        checkpoint = signed.checkpoint
        guard signed.checkpoint.origin.utf8.elementsEqual(key.name.utf8) else {
            refusal = .notOurs
            return
        }
        refusal =
            switch key.judge(signed.note) {
            case .valid: nil
            case .otherKey: .otherKey
            case .absent, .wrong: .signatureWrong
            }
    }

    /// - Parameters:
    ///   - newest: what the log says of itself now.
    ///   - root: the root over the first events that there are; nil where there are fewer.
    func verdict(newest: Checkpoint?, root: (Int64) throws -> TreeHash?) rethrows -> HistoryVerdict {
        if let refusal { return refusal }
        guard let checkpoint else { return .unreadable }
        guard let newest, checkpoint.size <= newest.size, let now = try root(checkpoint.size) else {
            return .rolledBack
        }
        return now == checkpoint.root ? .appendOnly : .forked
    }
}
