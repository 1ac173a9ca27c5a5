internal import Storage

/// One change of a proposed difference, as people look at it.
package struct ChangeView: Sendable, Concealed {
    package let change: Change
    /// Whom the record belongs to; nil for joiners.
    package let person: UUIDValue?
    /// The file's groups that the record is in now; empty where the file has no such column.
    package let groupsBefore: Set<String>
}

extension Writing {
    /// A page of a proposed difference with what it starts from. Who looked is recorded.
    package func difference(
        of id: UUIDValue, kind: Change.Kind?, offset: Int, limit: Int, _ permit: Permit<ImportStaff>
    ) throws -> [ChangeView] {
        try accept(permit)
        let connection = try storedChangeSet(id).connection
        let views = try changes(of: id, kind: kind, offset: offset, limit: limit, permit).map { change -> ChangeView in
            guard let record = change.record else { return ChangeView(change: change, person: nil, groupsBefore: []) }
            let person = try db.first(DirectorySQL.personOfRecord, [.blob(record.bytes)]) {
                UUIDValue(bytes: $0.blob(0))
            }
            return ChangeView(
                change: change, person: person ?? nil,
                groupsBefore: change.groups == nil ? [] : try fileGroups(of: record, connection))
        }
        try recordSeen(views.compactMap(\.person), by: permit.principal)
        return views
    }
}
