/// What to tell people about the columns of a staff file: the names that are understood, a few of each.
package enum StaffFileHeaders {
    /// - Returns: names that fill the attribute, the plainest first.
    package static func names(of attribute: Attribute, max: Int = 4) -> [String] {
        var names: [String] =
            switch attribute {
            case .displayName: ["name"]
            case .title: ["title"]
            default: []
            }
        guard let entry = CSVSynonyms.entries.first(where: { $0.target == .attribute(attribute) }) else { return names }
        for list in [entry.weak.split(separator: "|").prefix(1), entry.exact.split(separator: "|").prefix(max)] {
            names += list.map { String($0) }
        }
        return Array(names.prefix(max))
    }
}
