internal import Storage

/// What lies in sealed cells, in words.
extension ExportReading {
    /// Each value with where it came from and since when, then what was corrected here.
    func value(of profile: Profile) -> ExportValue {
        let fields = profile.fields.map { field in
            ExportValue.object([
                .init("attribute", .text(field.attribute.path)), .init("value", .text(field.value)),
                .init("source", .text(field.source.description)), .init("at", .instant(field.at)),
            ])
        }
        let corrections = profile.corrections.map { correction in
            ExportValue.object([
                .init("attribute", .text(correction.attribute.path)), .init("value", .text(correction.value)),
                .init("author", .text(correction.author.description)), .init("at", .instant(correction.at)),
                .init("disputed", .flag(correction.isDisputed)),
            ])
        }
        return .object([.init("fields", .list(fields)), .init("corrections", .list(corrections))])
    }

    /// Values that went, or the group that was left.
    func lost(_ plain: [UInt8], _ kind: DepartureKind?) throws -> ExportValue {
        if kind == .blanked { return value(of: try Profile(encoded: plain)) }
        var reader = ByteReader(plain)
        let group = try reader.uuid()
        return .object([
            .init("group", .text(group.description)), .init("name", .text(try reader.text())),
            .init("externalId", .optional(try reader.optionalText())),
        ])
    }

    /// What a staff file that waits for a decision would change of this person; nothing where it says nothing.
    func changes(
        _ sealed: [UInt8], in changeSet: UUIDValue, records: Set<UUIDValue>, userNames: Set<[UInt8]>
    ) throws -> ExportValue {
        let plain = try Sealing.open(sealed, at: tx.chunkPlace(changeSet), with: tx.customer.keys.data)
        let index = tx.customer.keys.index
        let mine = try ChangeCodec.decode(plain).filter { change in
            if let record = change.record { return records.contains(record) }
            return change.after.attributes[.userName].map { userNames.contains(index.of($0, as: .userName)) } ?? false
        }
        guard !mine.isEmpty else { return .none }
        return .list(
            mine.map { change in
                .object([
                    .init("kind", .text(word(for: change.kind))), .init("line", .number(Int64(change.line))),
                    .init("before", value(of: change.before)), .init("after", value(of: change.after)),
                    .init("groups", change.groups.map { .list($0.map { .text($0) }) } ?? .none),
                ])
            })
    }

    /// What someone wrote about the person's rights.
    func value(of note: NotePlace, _ plain: [UInt8]) throws -> ExportValue {
        switch note {
        case .restriction: return .text(String(decoding: plain, as: UTF8.self))
        case .step:
            let note = try RightsNote(encoded: plain)
            return written([
                ("text", note.text), ("authority", note.authority?.rawValue ?? ""), ("key", note.key ?? ""),
            ])
        case .request:
            let wish = try RightsWish(encoded: plain)
            return written([
                ("text", wish.text), ("attribute", wish.attribute?.path ?? ""), ("value", wish.value),
                ("purpose", wish.purpose?.rawValue ?? ""), ("language", wish.language.rawValue),
            ])
        }
    }

    private func written(_ items: [(String, String)]) -> ExportValue {
        .object(items.filter { !$0.1.isEmpty }.map { .init($0.0, .text($0.1)) })
    }

    /// What a legal duty keeps, opened by the hold's own key.
    func held(_ sealed: [UInt8], of hold: UUIDValue) throws -> ExportValue {
        let stored = try tx.db.first(PersonDataSQL.holdKey, [.blob(hold.bytes)]) { UUIDValue(bytes: $0.blob(0)) }
        guard let id = stored ?? nil else { throw ByteReader.damaged }
        let place = SealedPlace("legal_hold.content", organization: tx.customer.organization.id, owner: hold)
        return value(of: try Profile(encoded: Sealing.open(sealed, at: place, with: tx.key(id))))
    }

    private func value(of draft: RecordDraft) -> ExportValue {
        .object(
            draft.attributes.entries.map { .init($0.attribute.path, .text($0.value)) }
                + [.init("active", .flag(draft.active))])
    }

    private func word(for kind: Change.Kind) -> String {
        switch kind {
        case .joiner: "joiner"
        case .mover: "mover"
        case .leaver: "leaver"
        case .keptOut: "kept out"
        }
    }
}
