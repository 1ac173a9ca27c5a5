internal import Crypto

/// Checks a bundle as its bytes come in, whatever the size of the pieces.
package struct BundleAudit: Sendable {
    /// What a bundle says about itself, with the result of the audit.
    package struct Result: Sendable {
        package let log: LogResult
        /// Events whose detail is in the bundle and fits its commitment.
        package let openedCount: Int64
        /// Events without their detail: it was left out, or nobody can open it any more.
        package let sealedCount: Int64
    }

    private enum Stage { case head, key, checkpoint, leaves, ended, broken }

    private let trusted: VerifierKey?
    private let earlier: [UInt8]?
    private var stage = Stage.head
    private var rest: [UInt8] = []
    private var key: VerifierKey?
    private var audit: LogAudit?
    private var openedCount: Int64 = 0
    private var commitment: [UInt8]?

    /// - Parameters:
    ///   - key: the one that the verifier holds; nil trusts the bundle's own.
    ///   - earlier: a checkpoint that was kept elsewhere, as it was handed in.
    package init(key: VerifierKey? = nil, earlier: [UInt8]? = nil) {
        trusted = key
        self.earlier = earlier
    }

    /// Takes the next bytes of the file.
    package mutating func append(_ bytes: [UInt8]) {
        guard stage != .broken else { return }
        rest.append(contentsOf: bytes)
        var place = 0
        if stage == .head {
            guard rest.count >= EvidenceBundle.head.count else { return }
            place = EvidenceBundle.head.count
            stage = rest.starts(with: EvidenceBundle.head) ? .key : .broken
        }
        let whole = rest
        whole.withUnsafeBytes { buffer in
            while stage != .broken, let record = next(buffer, &place) { take(record.kind, record.payload) }
        }
        rest.removeAll(keepingCapacity: true)
        rest.append(contentsOf: whole[place...])
    }

    /// What comes out, once the file has ended.
    /// - Throws: `Failure.invalid` where it is no bundle at all, so that there is nothing to say about a log.
    package func result() throws(Failure) -> Result {
        guard var audit else {
            throw .invalid("file", "This is no evidence bundle, or it is cut off; export it again.")
        }
        let isWhole = stage == .ended && rest.isEmpty
        switch stage {
        case .broken: audit.report(.malformed)
        case .ended: if !isWhole { audit.report(.malformed) }
        case .head, .key, .checkpoint, .leaves: audit.report(.truncated(size: audit.size))
        }
        return Result(
            log: audit.result(isWhole: isWhole), openedCount: openedCount, sealedCount: audit.size - openedCount)
    }

    // MARK: - Records

    /// The record at `place`, which is moved behind it; nil where it is not whole yet, or is none.
    private mutating func next(
        _ buffer: UnsafeRawBufferPointer, _ place: inout Int
    ) -> (kind: EvidenceBundle.Record, payload: UnsafeRawBufferPointer)? {
        guard place < buffer.count else { return nil }
        guard let kind = EvidenceBundle.Record(rawValue: buffer[place]), stage != .ended else {
            stage = .broken
            return nil
        }
        var (position, length, shift) = (place + 1, 0, 0)
        while true {
            guard position < buffer.count else { return nil }
            let byte = Int(buffer[position])
            position += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
            guard shift <= 28 else {
                stage = .broken
                return nil
            }
        }
        guard length <= kind.byteCountMax else {
            stage = .broken
            return nil
        }
        guard buffer.count - position >= length else { return nil }
        place = position + length
        return (kind, UnsafeRawBufferPointer(rebasing: buffer[position..<place]))
    }

    private mutating func take(_ kind: EvidenceBundle.Record, _ payload: UnsafeRawBufferPointer) {
        switch (stage, kind) {
        case (.key, .key):
            key = String(validating: payload, as: UTF8.self).flatMap { VerifierKey($0) }
            stage = key == nil ? .broken : .checkpoint
        case (.checkpoint, .checkpoint): begin(SignedCheckpoint(payload))
        case (.leaves, .leaf):
            audit?.append(.leaf(payload))
            commitment = Array(payload.suffix(SHA256.byteCount))
        case (.leaves, .detail): takeDetail(payload)
        case (.leaves, .end):
            stage = .ended
            if payload.reduce(0, { $0 << 8 | Int64($1) }) != audit?.size { stage = .broken }
        default: stage = .broken
        }
    }

    private mutating func begin(_ checkpoint: SignedCheckpoint?) {
        guard let checkpoint, let key else {
            stage = .broken
            return
        }
        audit = LogAudit(key: trusted ?? key, newest: checkpoint, earlier: earlier)
        stage = .leaves
    }

    /// A detail belongs to the leaf before it, and there is at most one.
    private mutating func takeDetail(_ payload: UnsafeRawBufferPointer) {
        guard let commitment, let position = audit.map({ $0.size - 1 }) else {
            stage = .broken
            return
        }
        self.commitment = nil
        var hash = SHA256()
        hash.update(bufferPointer: payload)
        if hash.finalize().elementsEqual(commitment) {
            openedCount += 1
        } else {
            audit?.report(.detailAltered(position: position))
        }
    }
}
