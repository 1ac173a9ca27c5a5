/// A person's record in one piece: each attribute with its value, where it came from and when. Stored sealed.
///
/// The directory's own work (matching, comparing, restoring, withdrawing) is done on it, within `Domain`. Whatever shows or
/// uses a person opens it for a purpose (`Opened`), and nothing outside `Domain` can do otherwise: the type is internal.
struct Profile: Sendable, Equatable, Concealed {
    struct Field: Sendable, Equatable, Concealed {
        let attribute: Attribute
        let value: String
        /// The directory connection that the value came from.
        let source: UUIDValue
        /// Milliseconds UTC, when this value arrived.
        let at: Int64

        static func == (left: Field, right: Field) -> Bool {
            left.attribute == right.attribute && left.source == right.source && left.at == right.at
                && left.value.utf8.elementsEqual(right.value.utf8)
        }
    }

    /// Sorted by attribute, one each.
    private(set) var fields: [Field]

    init(fields: [Field] = []) {
        self.fields = fields.sorted { $0.attribute.rawValue < $1.attribute.rawValue }
    }

    var attributes: Attributes { Attributes(sorted: fields.map { ($0.attribute, $0.value) }) }

    /// What `attributes` would make of it: values that stay keep their source and time, new ones take the given ones.
    func updated(to attributes: Attributes, from source: UUIDValue, at now: Int64) -> Profile {
        var updated: [Field] = []
        updated.reserveCapacity(attributes.entries.count)
        for entry in attributes.entries {
            let kept = fields.first { $0.attribute == entry.attribute }
            if let kept, kept.value.utf8.elementsEqual(entry.value.utf8) {
                updated.append(kept)
            } else {
                updated.append(Field(attribute: entry.attribute, value: entry.value, source: source, at: now))
            }
        }
        return Profile(fields: updated)
    }
}

/// The bytes of a profile before sealing: version, sources (16 bytes each), then per field its attribute, the place of
/// its source, its time and its value. Lengths are varints (LEB128).
extension Profile {
    private static let version: UInt8 = 1

    var encoded: [UInt8] {
        var sources: [UUIDValue] = []
        for field in fields where !sources.contains(field.source) { sources.append(field.source) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 + 40 * fields.count)
        bytes.append(Self.version)
        bytes.append(UInt8(sources.count))
        for source in sources { bytes.append(contentsOf: source.bytes) }
        bytes.append(UInt8(fields.count))
        for field in fields {
            bytes.append(field.attribute.rawValue)
            bytes.append(UInt8(sources.firstIndex(of: field.source) ?? 0))
            bytes.appendVarint(UInt64(bitPattern: field.at))
            bytes.appendVarint(UInt64(field.value.utf8.count))
            bytes.append(contentsOf: field.value.utf8)
        }
        return bytes
    }

    /// - Throws: `Failure.unavailable` for bytes that this program did not write.
    init(encoded bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        guard try reader.byte() == Self.version else { throw ByteReader.damaged }
        let sources = try (0..<Int(reader.byte())).map { _ in try reader.uuid() }
        let count = Int(try reader.byte())
        var fields: [Field] = []
        fields.reserveCapacity(count)
        for _ in 0..<count {
            guard let attribute = Attribute(rawValue: try reader.byte()) else { throw ByteReader.damaged }
            let source = Int(try reader.byte())
            guard source < sources.count else { throw ByteReader.damaged }
            let at = Int64(bitPattern: try reader.varint())
            fields.append(Field(attribute: attribute, value: try reader.text(), source: sources[source], at: at))
        }
        self.fields = fields
    }
}
