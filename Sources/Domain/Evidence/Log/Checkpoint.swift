/// What a log's keeper says of it at one time: how many events it has, and the root of their tree (C2SP tlog-checkpoint).
///
/// The text has the origin, the size in decimal, the root in base64, and further lines that this program may not know.
package struct Checkpoint: Sendable, Equatable {
    /// `instructors/evidence/` and the organization's id.
    package let origin: String
    /// The number of events.
    package let size: Int64
    package let root: TreeHash
    /// Lines without line breaks, none of them empty.
    package let extensions: [String]

    private static let linesMax = 64

    package init(origin: String, size: Int64, root: TreeHash, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Takes exactly the one spelling; everything else is nil.
    init?(text: String) {
        let lines = text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard text.utf8.last == UInt8(ascii: "\n"), (3...Self.linesMax).contains(lines.count),
            lines.allSatisfy({ !$0.isEmpty }), let size = Self.size(lines[1]),
            let root = Base64.decode(lines[2]).flatMap(TreeHash.init)
        else { return nil }
        origin = String(Substring(lines[0]))
        self.size = size
        self.root = root
        extensions = lines[3...].map { String(Substring($0)) }
    }

    var text: String {
        ([origin, "\(size)", root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    /// The origin of an organization's log.
    package static func origin(of organization: UUIDValue) -> String { "instructors/evidence/\(organization)" }

    /// A decimal number without a sign or a zero before it.
    private static func size(_ digits: some Collection<UInt8>) -> Int64? {
        guard digits.count <= 18, digits.first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
        var size: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            size = size * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return size
    }
}

/// A checkpoint with the note that it came in, whose signatures prove it.
package struct SignedCheckpoint: Sendable, Equatable {
    package let checkpoint: Checkpoint
    package let note: SignedNote

    init(_ checkpoint: Checkpoint, signer: CheckpointSigner) throws {
        self.checkpoint = checkpoint
        note = try signer.sign(checkpoint.text)
    }

    /// Nil for what is not a note around a checkpoint. Its signatures are not judged here.
    package init?(_ bytes: some Collection<UInt8>) {
        guard let note = SignedNote(bytes), let checkpoint = Checkpoint(text: note.text) else { return nil }
        self.note = note
        self.checkpoint = checkpoint
    }

    /// The text that a customer keeps.
    package var text: String { String(decoding: note.bytes, as: UTF8.self) }
}
