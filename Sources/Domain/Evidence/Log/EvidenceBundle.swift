/// The file with which an evidence log is checked anywhere, without the program that keeps it.
///
/// It begins with the line `instructors evidence bundle 1`. Records follow: one byte that says which, the payload's
/// length in LEB128, the payload. In this order:
///
/// | Byte | Payload |
/// |---|---|
/// | 1 | once: the verifier's key, as text |
/// | 2 | once: the checkpoint, a signed note |
/// | 3 | for each event in order: its leaf (`EvidenceLeaf`) |
/// | 4 | after a leaf, where it can be opened and was asked for: the event's detail, whose SHA-256 is the leaf's commitment |
/// | 5 | once, at the end: the number of leaves, 8 bytes big-endian |
package enum EvidenceBundle {
    static let head = Array("instructors evidence bundle 1\n".utf8)

    enum Record: UInt8 {
        case key = 1
        case checkpoint = 2
        case leaf = 3
        case detail = 4
        case end = 5

        /// A payload that is longer is refused.
        var byteCountMax: Int {
            switch self {
            case .key: 1_024
            case .checkpoint: SignedNote.byteCountMax
            case .leaf: EvidenceLeaf.byteCountMax
            case .detail: 1 << 22
            case .end: 8
            }
        }
    }

    /// The first part of a bundle.
    static func opening(key: VerifierKey, checkpoint: SignedCheckpoint) -> [UInt8] {
        var bytes = head
        append(.key, Array("\(key)".utf8), to: &bytes)
        append(.checkpoint, checkpoint.note.bytes, to: &bytes)
        return bytes
    }

    /// The last part.
    static func ending(count: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        append(.end, withUnsafeBytes(of: count.bigEndian) { Array($0) }, to: &bytes)
        return bytes
    }

    static func append(_ record: Record, _ payload: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(record.rawValue)
        bytes.appendVarint(UInt64(payload.count))
        bytes.append(contentsOf: payload)
    }
}
