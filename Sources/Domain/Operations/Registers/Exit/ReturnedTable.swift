internal import Storage

/// A table of a customer's database as the organization gets it back: the columns that the inventory lets out, each
/// readable.
struct ReturnedTable: Sendable {
    /// One value of a row, with the names of its parts where it has some.
    enum Cell: Sendable {
        case null
        case integer(Int64)
        case text(String)
        case parts([(name: String, value: String)])
        case lines([String])
    }

    let table: StoredTable
    let scan: TableScan
    /// Places in the scan, with what is sealed in them.
    let columns: [(place: Int, name: String, sealed: SealedColumn?)]
    /// Columns that stay here, and why.
    let omitted: [(name: String, why: String)]

    init(_ table: StoredTable, _ db: any Connection) throws {
        let scan = try TableScan(of: table.name, db)
        var columns: [(place: Int, name: String, sealed: SealedColumn?)] = []
        var omitted: [(name: String, why: String)] = []
        for (place, column) in scan.columns.enumerated() {
            let name = "\(table.name).\(column.name)"
            guard let declared = table.columns.first(where: { $0.name == column.name }) else {
                throw Failure(
                    .unavailable, "Not returned: the data map does not know a column. Tell the operator.", detail: name)
            }
            if declared.treatment.export == .omitted {
                omitted.append((column.name, "of use to the program alone, or it opens a door"))
            } else if SealedColumn.passing.contains(name) {
                omitted.append((column.name, "a change that was under way"))
            } else {
                columns.append((place, column.name, SealedColumn.all.first { $0.name == name }))
            }
        }
        self.table = table
        self.scan = scan
        self.columns = columns
        self.omitted = omitted
    }

    /// The names of the columns of a spreadsheet: a profile has one for each attribute.
    var header: [String] {
        columns.flatMap { column in
            Self.parts(of: column.sealed).map { part in "\(column.name).\(part)" }.nilIfEmpty ?? [column.name]
        }
    }

    /// The row of a spreadsheet.
    func record(_ cells: [Cell]) -> [String] {
        zip(columns, cells).flatMap { column, cell -> [String] in
            let names = Self.parts(of: column.sealed)
            switch cell {
            case .parts(let parts): return names.map { name in parts.first { $0.name == name }?.value ?? "" }
            case .null: return names.isEmpty ? [""] : names.map { _ in "" }
            case .integer(let number): return [String(number)]
            case .text(let text): return [text]
            case .lines(let lines): return [lines.joined(separator: "\n")]
            }
        }
    }

    private static func parts(of sealed: SealedColumn?) -> [String] {
        switch sealed?.form {
        case .profile: Attribute.allCases.map(\.path)
        case .group: ["displayName", "externalId"]
        case .request: ["text", "value", "purpose", "language", "attribute"]
        case .step: ["text", "authority", "key"]
        default: []
        }
    }
}

extension [String] {
    fileprivate var nilIfEmpty: [String]? { isEmpty ? nil : self }
}

extension Reading {
    /// The rows after the given key, opened. What was sealed under a key that is gone reads as nothing.
    /// - Parameter subjects: whose pseudonym in evidence is whose key.
    func rows(
        of table: ReturnedTable, after last: [Value]?, limit: Int, _ subjects: [[UInt8]: UUIDValue]
    ) throws -> (rows: [[ReturnedTable.Cell]], last: [Value]?, count: Int) {
        let rows = try table.scan.rows(after: last, limit: limit, db)
        let cells = try rows.map { row in
            try table.columns.map { column in
                guard let sealed = column.sealed, case .blob(let bytes) = row[column.place] else {
                    return ReturnedTable.Cell(row[column.place])
                }
                return try openedCell(bytes, sealed, table, row, subjects)
            }
        }
        return (cells, rows.last.map(table.scan.key), rows.count)
    }

    /// Each person's pseudonym in evidence, with the id of the key: for those who have not been erased.
    func subjects() throws -> [[UInt8]: UUIDValue] {
        var subjects: [[UInt8]: UUIDValue] = [:]
        let people = try db.all(ReturnSQL.keys) { (UUIDValue(bytes: $0.blob(0)), UUIDValue(bytes: $0.blob(1))) }
        let keys = try customer.vault.keys(people.compactMap(\.1))
        for case (let person?, let keyID?) in people {
            if let key = keys[keyID] { subjects[pseudonym(of: person, key: key)] = keyID }
        }
        return subjects
    }

    private func openedCell(
        _ bytes: [UInt8], _ sealed: SealedColumn, _ table: ReturnedTable, _ row: [Value],
        _ subjects: [[UInt8]: UUIDValue]
    ) throws -> ReturnedTable.Cell {
        func blob(_ name: String) -> [UInt8]? {
            guard let place = table.scan.columns.firstIndex(where: { $0.name == name }),
                case .blob(let bytes) = row[place]
            else { return nil }
            return bytes
        }
        guard let owner = blob(sealed.owner).flatMap({ UUIDValue(bytes: $0) }) else { return .null }
        let key: SealingKey
        switch sealed.key {
        case .organization: key = customer.keys.data
        case .person(let column):
            guard let person = blob(column).flatMap({ UUIDValue(bytes: $0) }), let found = try keyIfAny(of: person)
            else { return .null }
            key = found
        case .named(let column):
            guard let id = blob(column).flatMap({ UUIDValue(bytes: $0) }), let found = try keyIfAny(id) else {
                return .null
            }
            key = found
        case .requester:
            let person = try blob("request").flatMap { request in
                try db.first(ReturnSQL.requester, [.blob(request)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
            }
            guard let person, let found = try keyIfAny(of: person) else { return .null }
            key = found
        case .none: return try ReturnedTable.Cell(bytes, sealed.form)
        case .subject:
            if let subject = blob("subject") {
                guard let id = subjects[subject], let found = try keyIfAny(id) else { return .null }
                key = found
            } else {
                key = customer.keys.data
            }
        }
        let place = SealedPlace(sealed.column, organization: customer.organization.id, owner: owner)
        return try ReturnedTable.Cell(Sealing.open(bytes, at: place, with: key), sealed.form)
    }

    private func keyIfAny(of person: UUIDValue) throws -> SealingKey? {
        let id = try db.first(ReturnSQL.keyOf, [.blob(person.bytes)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
        return try id.flatMap { try keyIfAny($0) }
    }

    private func keyIfAny(_ id: UUIDValue) throws -> SealingKey? {
        try customer.vault.keys([id])[id]
    }
}

extension ReturnedTable.Cell {
    init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .text(let text): self = .text(text)
        case .blob(let bytes):
            // Ids are what has sixteen bytes; the rest are hashes.
            let hexadecimal = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            self = .text(UUIDValue(bytes: bytes).map(\.description) ?? hexadecimal)
        }
    }

    init(_ plain: [UInt8], _ form: SealedColumn.Form) throws {
        switch form {
        case .text: self = .text(String(decoding: plain, as: UTF8.self))
        case .profile:
            let profile = try Profile(encoded: plain)
            self = .parts(
                Attribute.allCases.compactMap { attribute in profile.effective(attribute).map { (attribute.path, $0) } }
            )
        case .group:
            var reader = ByteReader(plain)
            let (name, external) = (try reader.text(), try reader.optionalText())
            self = .parts([("displayName", name)] + (external.map { [("externalId", $0)] } ?? []))
        case .request, .step:
            var reader = ByteReader(plain)
            guard try reader.byte() == 1 else { throw ByteReader.damaged }
            let attribute = form == .request ? Attribute(rawValue: try reader.byte()) : nil
            let names = form == .request ? ["text", "value", "purpose", "language"] : ["text", "authority", "key"]
            let texts = try names.map { ($0, try reader.text()) }.filter { !$0.1.isEmpty }
            self = .parts(texts + (attribute.map { [("attribute", $0.path)] } ?? []))
        case .evidence:
            var reader = ByteReader(plain)
            _ = try reader.uuid()
            self = .lines(try (0..<reader.count()).map { _ in try reader.text() })
        case .problems:
            var reader = ByteReader(plain)
            self = .lines(
                try (0..<reader.count()).map { _ in
                    let (line, column) = (try reader.varint(), try reader.optionalText())
                    return "line \(line)\(column.map { ", \($0)" } ?? ""): \(try reader.text())"
                })
        }
    }

    func write(to json: inout JSONText) {
        switch self {
        case .null: json.null()
        case .integer(let number): json.number(number)
        case .text(let text): json.text(text)
        case .parts(let parts):
            json.object { json in for part in parts { json.field(part.name) { $0.text(part.value) } } }
        case .lines(let lines): json.array(lines) { $0.text($1) }
        }
    }
}

enum ReturnSQL {
    static let keys: SQL = "SELECT id, key_id FROM person"
    static let requester: SQL = "SELECT person FROM rights_request WHERE id = $1"
    static let keyOf: SQL = "SELECT key_id FROM person WHERE id = $1"
}
