/// An event as the evidence tree knows it: what a stranger needs to compute its leaf, and nothing that could be read.
///
/// The leaf's bytes are this and only this, in this order (integers big-endian):
///
/// | Bytes | What |
/// |---|---|
/// | 1 | `0x01`: an event of evidence, first form |
/// | 16 | the event's id |
/// | 8 | when, in milliseconds since 1970 UTC |
/// | 1 + n | the deed, in UTF-8, its length before it |
/// | 1 + n | the kind of actor, likewise |
/// | 1 + 0 or 16 | the actor's id, its length before it |
/// | 1 + 0 or 16 | the pseudonym of the person it is about, its length before it |
/// | 32 | the commitment: SHA-256 of the detail, which begins with 16 random bytes |
///
/// The detail is those 16 bytes, the number of its lines, and each line with its length before it (numbers in LEB128).
/// Whoever has the detail can compute the commitment; whoever has only the commitment learns nothing of the detail.
package struct EvidenceLeaf: Sendable, Equatable {
    static let format: UInt8 = 1
    /// More than any leaf has.
    static let byteCountMax = 1 + 16 + 8 + 256 + 256 + 17 + 17 + 32

    package let id: UUIDValue
    /// Milliseconds UTC.
    package let at: Int64
    package let deed: String
    package let actorKind: String
    package let actor: UUIDValue?
    /// 16 bytes that nobody can trace to the person once its key is gone.
    package let subject: [UInt8]?
    package let commitment: [UInt8]

    /// - Throws: `ByteReader.damaged` for what is not exactly one leaf of this form.
    package init(_ bytes: some Collection<UInt8>) throws {
        var reader = LeafReader(rest: Array(bytes)[...])
        guard try reader.take(1).first == Self.format else { throw ByteReader.damaged }
        id = try reader.uuid(reader.take(16))
        at = try reader.take(8).reduce(0) { $0 << 8 | Int64($1) }
        deed = try reader.text()
        actorKind = try reader.text()
        let actor = try reader.counted()
        self.actor = actor.isEmpty ? nil : try reader.uuid(actor)
        let subject = try reader.counted()
        guard subject.isEmpty || subject.count == 16 else { throw ByteReader.damaged }
        self.subject = subject.isEmpty ? nil : Array(subject)
        commitment = Array(try reader.take(32))
        guard reader.rest.isEmpty else { throw ByteReader.damaged }
    }

    /// The leaf's bytes from the columns of a row; nil where they cannot be those of an event, so that no two rows give
    /// the same bytes.
    static func bytes(
        id: [UInt8], at: Int64, deed: String, actorKind: String, actor: [UInt8]?, subject: [UInt8]?,
        commitment: [UInt8]
    ) -> [UInt8]? {
        guard id.count == 16, actor?.count ?? 16 == 16, subject?.count ?? 16 == 16, commitment.count == 32,
            deed.utf8.count < 256, actorKind.utf8.count < 256
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCountMax)
        bytes.append(format)
        bytes.append(contentsOf: id)
        withUnsafeBytes(of: at.bigEndian) { bytes.append(contentsOf: $0) }
        for counted in [deed, actorKind] {
            bytes.append(UInt8(truncatingIfNeeded: counted.utf8.count))
            bytes.append(contentsOf: counted.utf8)
        }
        for id in [actor, subject] {
            bytes.append(id == nil ? 0 : 16)
            if let id { bytes.append(contentsOf: id) }
        }
        bytes.append(contentsOf: commitment)
        return bytes
    }
}

private struct LeafReader {
    var rest: ArraySlice<UInt8>

    mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard rest.count >= count else { throw ByteReader.damaged }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func counted() throws -> ArraySlice<UInt8> {
        try take(Int(try take(1).first ?? 0))
    }

    mutating func text() throws -> String {
        guard let text = String(validating: try counted(), as: UTF8.self) else { throw ByteReader.damaged }
        return text
    }

    func uuid(_ bytes: ArraySlice<UInt8>) throws -> UUIDValue {
        guard let id = UUIDValue(bytes: bytes) else { throw ByteReader.damaged }
        return id
    }
}
