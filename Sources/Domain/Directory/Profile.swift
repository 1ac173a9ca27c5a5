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
    /// What stands over the directory's values, one an attribute.
    private(set) var corrections: [Correction]

    /// A value that the employer set right here (GDPR Art. 16). It wins until the directory says something new; then it
    /// is disputed, and wins until the employer decides.
    struct Correction: Sendable, Equatable, Concealed {
        let attribute: Attribute
        /// Empty where there should be none.
        let value: String
        /// The person who decided it.
        let author: UUIDValue
        /// Milliseconds UTC.
        let at: Int64
        var isDisputed = false

        static func == (left: Correction, right: Correction) -> Bool {
            left.attribute == right.attribute && left.author == right.author && left.at == right.at
                && left.isDisputed == right.isDisputed && left.value.utf8.elementsEqual(right.value.utf8)
        }
    }

    init(fields: [Field] = [], corrections: [Correction] = []) {
        self.fields = fields.sorted { $0.attribute.rawValue < $1.attribute.rawValue }
        self.corrections = corrections.sorted { $0.attribute.rawValue < $1.attribute.rawValue }
    }

    var withoutCorrections: Profile { Profile(fields: fields) }

    func correction(of attribute: Attribute) -> Correction? { corrections.first { $0.attribute == attribute } }

    /// What holds: the correction where there is one, else what the directory says; nil where there is no value.
    func effective(_ attribute: Attribute) -> String? {
        if let correction = correction(of: attribute) { return correction.value.isEmpty ? nil : correction.value }
        return fields.first { $0.attribute == attribute }?.value
    }

    /// With a correction; it takes the place of an earlier one of the same attribute.
    func corrected(_ correction: Correction) -> Profile {
        Profile(fields: fields, corrections: corrections.filter { $0.attribute != correction.attribute } + [correction])
    }

    /// The directory's value holds again.
    func uncorrected(_ attribute: Attribute) -> Profile {
        Profile(fields: fields, corrections: corrections.filter { $0.attribute != attribute })
    }

    var attributes: Attributes { Attributes(sorted: fields.map { ($0.attribute, $0.value) }) }

    /// What `attributes` would make of it: values that stay keep their source and time, new ones take the given ones.
    ///
    /// A correction with which the directory now agrees has served; one that meets something new is disputed.
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
        return Profile(fields: updated, corrections: corrections.compactMap { met($0, by: attributes) })
    }

    private func met(_ correction: Correction, by attributes: Attributes) -> Correction? {
        let said = attributes[correction.attribute] ?? ""
        if said.utf8.elementsEqual(correction.value.utf8) { return nil }
        let before = fields.first { $0.attribute == correction.attribute }?.value ?? ""
        var met = correction
        if !said.utf8.elementsEqual(before.utf8) { met.isDisputed = true }
        return met
    }
}

/// The bytes of a profile before sealing: version, sources (16 bytes each), then per field its attribute, the place of
/// its source, its time and its value; from version 2 on the corrections: attribute, author, time, disputed, value.
/// Lengths are varints (LEB128). A profile without corrections is written as version 1.
extension Profile {
    private static let plainVersion: UInt8 = 1
    private static let correctedVersion: UInt8 = 2

    var encoded: [UInt8] {
        var sources: [UUIDValue] = []
        for field in fields where !sources.contains(field.source) { sources.append(field.source) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 + 40 * fields.count)
        bytes.append(corrections.isEmpty ? Self.plainVersion : Self.correctedVersion)
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
        guard !corrections.isEmpty else { return bytes }
        bytes.append(UInt8(corrections.count))
        for correction in corrections {
            bytes.append(correction.attribute.rawValue)
            bytes.append(contentsOf: correction.author.bytes)
            bytes.appendVarint(UInt64(bitPattern: correction.at))
            bytes.append(correction.isDisputed ? 1 : 0)
            bytes.appendText(correction.value)
        }
        return bytes
    }

    /// - Throws: `Failure.unavailable` for bytes that this program did not write.
    init(encoded bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == Self.plainVersion || version == Self.correctedVersion else { throw ByteReader.damaged }
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
        corrections = version == Self.plainVersion ? [] : try Self.corrections(&reader)
    }

    private static func corrections(_ reader: inout ByteReader) throws -> [Correction] {
        try (0..<Int(reader.byte())).map { _ in
            guard let attribute = Attribute(rawValue: try reader.byte()) else { throw ByteReader.damaged }
            let author = try reader.uuid()
            let at = Int64(bitPattern: try reader.varint())
            let isDisputed = try reader.byte() == 1
            return Correction(
                attribute: attribute, value: try reader.text(), author: author, at: at, isDisputed: isDisputed)
        }
    }
}
