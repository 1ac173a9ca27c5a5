internal import Storage
internal import Synchronization

/// The staff of one customer in memory, for the console's search and sorting: built by opening its people, kept right by the
/// customer's change number, forgotten with its epoch. A few hundred bytes a person.
final class StaffIndex: Sendable {
    struct Entry: Sendable, Concealed {
        let id: UUIDValue
        let name: String
        let nativeName: String?
        /// Folded, for sorting.
        let sortKey: String
        /// Folded name, title and e-mail, for search.
        let searchText: String
        let title: String?
        let workEmail: String?
        let department: String?
        let state: PersonState
        /// Its processing is restricted: only the name is here, for the privacy officer.
        var isRestricted = false
        /// The directory contradicts a correction.
        var isDisputed = false
        let source: UUIDValue?
        let arrivedAt: Int64
        let changedAt: Int64
        let eraseAt: Int64?
    }

    private struct State {
        var epoch: Int64 = -1
        var change: Int64 = -1
        var entries: [UUIDValue: Entry] = [:]
    }

    private let state = Mutex(State())

    /// The entries as they are in `reading`'s transaction; reads what has changed since they were last asked for.
    func entries(_ reading: Reading) throws -> [Entry] {
        let gate = try reading.gate()
        var known = state.withLock { $0 }
        if known.epoch != gate.epoch || known.change > gate.changes { known = State() }
        if known.change < gate.changes {
            try refresh(&known, reading)
            known.epoch = gate.epoch
            known.change = gate.changes
            let refreshed = known
            reading.afterCommit { [self] in
                state.withLock { if $0.epoch != refreshed.epoch || $0.change < refreshed.change { $0 = refreshed } }
            }
        }
        return Array(known.entries.values)
    }

    private func refresh(_ known: inout State, _ reading: Reading) throws {
        var last = (change: known.change, id: UUIDValue(high: .max, low: .max))
        while true {
            let rows = try reading.db.all(
                StaffSQL.changedAfter, [.integer(last.change), .blob(last.id.bytes), .integer(500)], StaffRow.init)
            let keys = try reading.customer.vault.keys(rows.map(\.keyID))
            for row in rows {
                guard row.state != .erasing, let key = keys[row.keyID] else {
                    known.entries[row.id] = nil
                    continue
                }
                known.entries[row.id] = try Self.entry(row, key, reading)
            }
            guard let newest = rows.last, rows.count == 500 else { return }
            last = (newest.change, newest.id)
        }
    }

    private static func entry(_ row: StaffRow, _ key: SealingKey, _ reading: Reading) throws -> Entry? {
        guard let opened = try reading.openIfAllowed(row.sealed, with: key, for: ServicePurpose.self) else {
            return try restricted(row, key, reading)
        }
        let (name, sortName) = (opened.name.revealed, opened.sortName.revealed)
        let (title, email) = (opened.title?.revealed, opened.workEmail?.revealed)
        let formatted = opened.formattedName?.revealed
        let native = formatted == name ? nil : formatted
        let texts = [name, sortName, native, title, email, opened.userName?.revealed]
        let text = texts.compactMap(\.self).joined(separator: "\n")
        let fields = opened.sourcedFields
        return Entry(
            id: row.id, name: sortName, nativeName: native, sortKey: Folding.fold(sortName),
            searchText: Folding.fold(text), title: title, workEmail: email,
            department: opened.department?.revealed, state: row.state, isDisputed: fields.contains(where: \.isDisputed),
            source: fields.max { $0.at < $1.at }?.source ?? nil, arrivedAt: row.arrivedAt,
            changedAt: row.changedAt, eraseAt: row.eraseAt)
    }

    /// Whoever is restricted has a name only for those who look after that person's rights.
    private static func restricted(_ row: StaffRow, _ key: SealingKey, _ reading: Reading) throws -> Entry? {
        guard let opened = try reading.openIfAllowed(row.sealed, with: key, for: RightsPurpose.self) else { return nil }
        let sortName = opened.sortName.revealed
        return Entry(
            id: row.id, name: sortName, nativeName: nil, sortKey: Folding.fold(sortName),
            searchText: Folding.fold(sortName), title: nil, workEmail: nil, department: nil, state: row.state,
            isRestricted: true, isDisputed: opened.sourcedFields.contains(where: \.isDisputed), source: nil,
            arrivedAt: row.arrivedAt, changedAt: row.changedAt, eraseAt: row.eraseAt)
    }
}

extension SourcedField {
    fileprivate var isDisputed: Bool { correction?.isDisputed ?? false }
}
