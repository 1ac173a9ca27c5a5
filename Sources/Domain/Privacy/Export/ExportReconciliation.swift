internal import Storage

/// Holds the copy against the inventory and the live schema (promise R1): a column that nobody declared, or one that is
/// declared as given and that the copy does not give, ends it before anything is handed out.
enum ExportReconciliation {
    /// What is wrong, one line each; none where everything that is stored about a person is in the copy, or left out
    /// with a declared reason.
    static func differences(
        live: [(table: String, column: String)], delivered: Set<String> = PersonData.delivered
    ) -> [String] {
        let undeclared = Inventory.undeclared(live, in: .customer).map { "\($0) is stored and not declared" }
        let stale = Inventory.stale(live, in: .customer).map { "\($0) is declared and not stored" }
        let promised = Set(
            Inventory.tables(of: .customer).flatMap { table in
                table.columns.filter(\.isGivenToPerson).map { "\(table.name).\($0.name)" }
            })
        let missing = promised.subtracting(delivered).sorted().map { "\($0) is declared as given and not in the copy" }
        let surplus = delivered.subtracting(promised).sorted().map { "\($0) is in the copy and not declared as given" }
        return undeclared + stale + missing + surplus
    }

    /// Whether each statement selects as many columns as its table declares, by their names.
    static func misread(_ table: PersonTable) -> [String] {
        table.links.compactMap { link in
            let sql: SQL =
                switch link {
                case .all(let sql), .everyone(let sql), .pages(let sql, _): sql
                }
            let selected = selectedColumns(sql.text)
            let isAlike =
                selected.count == table.columns.count
                && zip(selected, table.columns).allSatisfy { $1.isContext || $0 == $1.name || $0 == "NULL" }
            return isAlike ? nil : "\(table.name): selects \(selected.joined(separator: ", "))"
        }
    }

    /// The columns between the first SELECT and FROM, without the names of their tables.
    private static func selectedColumns(_ text: String) -> [String] {
        let words = Array(text.utf8).split { $0 == 0x20 || $0 == 0x0A }.map { String(decoding: $0, as: UTF8.self) }
        let list = words.dropFirst().prefix { $0 != "FROM" }.joined(separator: " ")
        return list.utf8.split(separator: UInt8(ascii: ",")).map { item in
            let name = item.drop { $0 == 0x20 }
            let bare = name.split(separator: UInt8(ascii: ".")).last ?? name
            return String(decoding: bare, as: UTF8.self)
        }
    }
}

extension StoredColumn {
    /// Whether a person gets it in a copy.
    var isGivenToPerson: Bool { treatment.export == .given || treatment.export == .opened }

    /// Why a column of a person's row is not in the copy; nil where it is.
    var reasonForOmission: String? {
        switch treatment.export {
        case .given, .opened: return nil
        case .returned: return "The organization's own: it gets this at the end of its contract."
        case .omitted: break
        }
        if treatment == .lookup { return "A keyed look-up of a value that this copy gives in plain text." }
        switch category {
        case .key: return "A key, or its name: whoever has it could open what is sealed."
        case .credential: return "It opens a door, or stood for one: in other hands it would let someone in."
        case .profile: return "An earlier copy of what this copy holds."
        default: return "The program's own numbering: it says nothing about a person."
        }
    }
}
