internal import Storage

/// Reads a person's rows, in one transaction.
struct ExportReading {
    let tx: Reading
    let owner: (person: UUIDValue, key: SealingKey)
    private let userNames: Set<[UInt8]>
    private let records: Set<UUIDValue>

    /// - Throws: `Failure.notFound` for a person who is not here, or is being erased.
    init(_ tx: Reading, of person: UUIDValue) throws {
        guard let state = try tx.state(of: person), state != .erasing else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        self.tx = tx
        owner = try tx.subject(person)
        var names: Set<[UInt8]> = []
        var records: Set<UUIDValue> = []
        try tx.db.each(PersonDataSQL.userNames, [.blob(person.bytes)]) { row in
            if let id = UUIDValue(bytes: row.blob(0)) { records.insert(id) }
            names.insert(row.blob(1))
        }
        userNames = names
        self.records = records
    }

    /// All rows of a table that is not paged.
    func rows(of table: PersonTable) throws -> [[ExportValue]] {
        var rows: [[ExportValue]] = []
        for link in table.links {
            switch link {
            case .all(let sql):
                try tx.db.each(sql, [.blob(owner.person.bytes)]) { rows.append(try cells($0, table)) }
            case .everyone(let sql):
                try tx.db.each(sql, []) { row in
                    let cells = try cells(row, table)
                    if cells.last != ExportValue.none { rows.append(cells) }
                }
            case .pages: break
            }
        }
        return rows
    }

    /// The next rows of a paged table.
    /// - Parameters:
    ///   - id: the last row's first column; nil for the first page.
    ///   - asOf: milliseconds UTC; what came later is left for another copy.
    func page(
        of table: PersonTable, _ sql: SQL, by link: PersonLinkKey, after id: [UInt8]?, asOf: Int64
    ) throws -> (rows: [[ExportValue]], last: [UInt8]?) {
        let pseudonym = tx.pseudonym(of: owner.person, key: owner.key)
        let keys: [[UInt8]] =
            switch link {
            case .person: [owner.person.bytes]
            case .pseudonym: [pseudonym]
            case .actor: [owner.person.bytes, pseudonym]
            }
        var rows: [[ExportValue]] = []
        var last: [UInt8]?
        let values: [Value] =
            keys.map(Value.blob) + [
                .blob(id ?? [UInt8](repeating: 0, count: 16)), .integer(asOf), .integer(PersonData.pageSize),
            ]
        try tx.db.each(sql, values) { row in
            rows.append(try cells(row, table))
            last = row.blob(0)
        }
        return (rows, rows.count == Int(PersonData.pageSize) ? last : nil)
    }

    private func cells(_ row: any Row, _ table: PersonTable) throws -> [ExportValue] {
        var cells: [ExportValue] = []
        cells.reserveCapacity(table.columns.count)
        for place in table.columns.indices { cells.append(try cell(row, place, table)) }
        return cells
    }

    private func cell(_ row: any Row, _ place: Int, _ table: PersonTable) throws -> ExportValue {
        if row.isNull(place) { return .none }
        switch table.columns[place].form {
        case .id: return UUIDValue(bytes: row.blob(place)).map { .text($0.description) } ?? .none
        case .instant: return .instant(row.integer(place))
        case .number: return .number(row.integer(place))
        case .flag: return .flag(row.flag(place))
        case .word: return .text(row.text(place))
        case .bytes: return .text(String(decoding: encodeHexadecimal(row.blob(place)), as: UTF8.self))
        case .purposes:
            let closed = ClosedPurposes(rawValue: row.integer(place))
            return .list(PurposeName.allCases.filter(closed.contains).map { .text($0.rawValue) })
        case .attributes:
            let numbers = row.text(place).utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            return .list(numbers.compactMap { UInt8($0) }.compactMap(Attribute.init(rawValue:)).map { .text($0.path) })
        case .sealed(let form): return try opened(row, place, form, table)
        }
    }

    private func opened(_ row: any Row, _ place: Int, _ form: SealedForm, _ table: PersonTable) throws -> ExportValue {
        let sealed = row.blob(place)
        func plain(_ place: SealedPlace) throws -> [UInt8] { try Sealing.open(sealed, at: place, with: owner.key) }
        func neighbour(_ name: String) throws -> Int {
            guard let place = table.columns.firstIndex(where: { $0.name == name }) else { throw ByteReader.damaged }
            return place
        }
        func id(_ name: String) throws -> UUIDValue {
            guard let id = UUIDValue(bytes: row.blob(try neighbour(name))) else { throw ByteReader.damaged }
            return id
        }
        switch form {
        case .profile: return value(of: try Profile(encoded: plain(tx.profilePlace(owner.person))))
        case .lost:
            return try lost(plain(tx.lostPlace(owner.person)), DepartureKind(rawValue: row.text(try neighbour("kind"))))
        case .reply: return .text(String(decoding: try plain(tx.mailPlace("mail.reply", owner.person)), as: UTF8.self))
        case .note(let note):
            return try value(of: note, plain(tx.requestPlace(note.column, id(note.owner))))
        case .detail: return .list(try tx.evidenceDetail(sealed, of: id("id"), with: owner.key).map { .text($0) })
        case .changes: return try changes(sealed, in: id("change_set"), records: records, userNames: userNames)
        case .held: return try held(sealed, of: id("id"))
        case .groupName: return .text(try tx.groupReference(id: id("group_id").bytes, content: sealed).displayName)
        }
    }
}
