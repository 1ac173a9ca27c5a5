/// The inventory as a page that people read: `Tests/Golden/data-map.txt`.
extension Inventory {
    package static var dataMap: String {
        Store.allCases.map { store in
            "# \(store.rawValue)\n\n" + tables(of: store).map(section).joined(separator: "\n")
        }.joined(separator: "\n") + "\n# profile: the values inside person.profile\n\n" + profileSection
    }

    private static func section(_ table: StoredTable) -> String {
        let rows = table.columns.map { column in
            let treatment = column.treatment
            return [
                column.name, column.category.rawValue, names(column.purposes), column.source.rawValue,
                (column.retention ?? table.retention).text, "export \(treatment.export.rawValue)",
                "erasure \(treatment.erasure.rawValue)", "restriction \(treatment.restriction.rawValue)",
                "rectification \(treatment.rectification.rawValue)",
            ]
        }
        return "\(table.name): \(table.subject.rawValue)\n" + aligned(rows)
    }

    private static var profileSection: String {
        aligned(profile.map { [$0.attribute.path, $0.category.rawValue, names($0.purposes)] })
    }

    private static func names(_ purposes: [PurposeName]) -> String {
        purposes.map(\.rawValue).joined(separator: ", ")
    }

    /// Cells in columns, two spaces between them; none at the end of a line.
    private static func aligned(_ rows: [[String]]) -> String {
        let widths = (0..<(rows.first?.count ?? 0)).map { place in rows.map { $0[place].utf8.count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { place, cell in
                place == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[place] - cell.utf8.count)
            }
            return "  " + cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}
