/// One change that a staff file would make, as it stands in a proposed change set: exactly this is applied, or nothing.
package struct Change: Sendable, Equatable, Concealed {
    package enum Kind: UInt8, Sendable, CaseIterable {
        case joiner = 1
        case mover = 2
        case leaver = 3
        /// Another directory keeps this person; the file changes nothing.
        case keptOut = 4
    }

    package let kind: Kind
    /// The line of the file; zero for leavers, who are not in it.
    package let line: Int
    /// The record that it changes; nil for joiners.
    package let record: UUIDValue?
    /// The version that was compared; the change applies to that one only.
    package let version: Int64
    package let before: RecordDraft
    package let after: RecordDraft
    /// The names of the file's groups, where it has such a column.
    package let groups: [String]?

    /// The attributes that differ, with both values.
    package var differences: [(attribute: Attribute, before: String?, after: String?)] {
        Attribute.allCases.compactMap { attribute in
            let (left, right) = (before.attributes[attribute], after.attributes[attribute])
            guard left.map({ Array($0.utf8) }) != right.map({ Array($0.utf8) }) else { return nil }
            return (attribute, left, right)
        }
    }
}

/// The bytes of a chunk of changes before sealing.
enum ChangeCodec {
    /// Changes in one chunk, which is also how many others wait for at most.
    static let chunkSize = 250

    static func encode(_ changes: [Change]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendVarint(UInt64(changes.count))
        for change in changes {
            bytes.append(change.kind.rawValue)
            bytes.appendVarint(UInt64(change.line))
            bytes.append(contentsOf: (change.record ?? UUIDValue(high: 0, low: 0)).bytes)
            bytes.appendVarint(UInt64(change.version))
            encode(change.before, to: &bytes)
            encode(change.after, to: &bytes)
            bytes.append(change.groups == nil ? 0 : 1)
            if let groups = change.groups {
                bytes.appendVarint(UInt64(groups.count))
                for group in groups { bytes.appendText(group) }
            }
        }
        return bytes
    }

    static func decode(_ bytes: [UInt8]) throws -> [Change] {
        var reader = ByteReader(bytes)
        let count = try reader.count()
        guard count <= chunkSize else { throw ByteReader.damaged }
        return try (0..<count).map { _ in
            guard let kind = Change.Kind(rawValue: try reader.byte()) else { throw ByteReader.damaged }
            let line = Int(truncatingIfNeeded: try reader.varint())
            let record = try reader.uuid()
            let version = Int64(bitPattern: try reader.varint())
            let before = try draft(&reader)
            let after = try draft(&reader)
            let groups = try reader.byte() == 0 ? nil : (0..<reader.count()).map { _ in try reader.text() }
            return Change(
                kind: kind, line: line, record: kind == .joiner ? nil : record, version: version, before: before,
                after: after, groups: groups)
        }
    }

    private static func encode(_ draft: RecordDraft, to bytes: inout [UInt8]) {
        bytes.append(draft.active ? 1 : 0)
        bytes.append(UInt8(draft.attributes.entries.count))
        for entry in draft.attributes.entries {
            bytes.append(entry.attribute.rawValue)
            bytes.appendText(entry.value)
        }
    }

    private static func draft(_ reader: inout ByteReader) throws -> RecordDraft {
        let active = try reader.byte() == 1
        var attributes = Attributes()
        for _ in 0..<(try reader.byte()) {
            guard let attribute = Attribute(rawValue: try reader.byte()) else { throw ByteReader.damaged }
            attributes[attribute] = try reader.text()
        }
        return RecordDraft(attributes: attributes, active: active)
    }
}
