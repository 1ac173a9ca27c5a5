internal import Crypto

/// What is left of an organization whose data was destroyed: counts, fingerprints and times, nothing about anyone.
struct DestructionCertificate: Sendable {
    /// Sorted as they are written; names and values hold no line break.
    private(set) var lines: [(name: String, value: String)]

    init(of organization: Organization, _ lines: [(name: String, value: String)]) {
        self.lines =
            [("organization", "\(organization.id)"), ("short name", organization.slug)] + lines
    }

    /// - Throws: `Failure.unavailable` for what this program did not write.
    init(_ bytes: [UInt8]) throws {
        let texts = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        guard texts.first == Self.title else { throw ByteReader.damaged }
        lines = try texts.dropFirst().map { text in
            guard let mark = text.firstRange(of: ": ") else { throw ByteReader.damaged }
            return (String(text[..<mark.lowerBound]), String(text[mark.upperBound...]))
        }
    }

    func adding(_ more: [(name: String, value: String)]) -> DestructionCertificate {
        var sum = self
        sum.lines += more
        return sum
    }

    /// One fact a line, the title first.
    var facts: [String] { [Self.title] + lines.map { "\($0.name): \($0.value)" } }

    private static let title = "Certificate of destruction"

    /// Names a key without telling it.
    static func fingerprint(of key: SealingKey) -> String {
        ContentHash.of(Array("instructors key fingerprint\n".utf8) + key.bytes)
    }
}
