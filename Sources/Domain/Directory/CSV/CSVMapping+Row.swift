/// The values that are understood in a column such as “Active”.
private let yesOrNo: [String: Bool] = {
    var values: [String: Bool] = [:]
    for word in ["true", "yes", "y", "1", "active", "enabled", "wahr", "ja", "j", "aktiv", "aktiviert"] {
        values[word] = true
    }
    for word in [
        "false", "no", "n", "0", "inactive", "disabled", "deactivated", "suspended", "deprovisioned", "terminated",
        "falsch", "nein", "inaktiv", "deaktiviert", "gesperrt", "ausgeschieden",
    ] { values[word] = false }
    return values
}()

/// The most groups that one cell may name.
private let groupsMax = 256

extension CSVMapping {
    /// What the record says of one person; nil for a row in which all cells are blank. Throws the first error of the
    /// row, with the column and without the value.
    package func row(_ record: CSVRecord) throws(CSVError) -> CSVRow? {
        guard record.count == columns.count else {
            if isBlank(record) { return nil }
            let isCutOff = record.count < columns.count && !record.isTerminated
            let reason = CSVError.Reason.cellCount(found: record.count, expected: columns.count)
            throw CSVError(line: record.line, isCutOff ? .cutOff : reason)
        }
        if isBlank(record) { return nil }
        var draft = RecordDraft()
        var groups: [String] = []
        var managerKey: String?
        for source in sources {
            do throws(CSVReasonError) {
                let text = record[source.column]
                switch source.target {
                case .attribute(.manager):
                    let key = try CSVCell.value(text, .key, scalarsMax: Attribute.userName.lengthMax)
                    managerKey = key.isEmpty ? nil : key
                case .attribute(let attribute):
                    draft.attributes[attribute] = try value(text, of: attribute)
                case .active(let isInverted):
                    draft.active = try Self.isYes(text) != isInverted
                case .groups:
                    groups = try Self.groups(text)
                }
            } catch {
                throw CSVError(line: record.line, column: columns[source.column].name, error.reason)
            }
        }
        if isNamedByEmail { draft.attributes[.userName] = draft.attributes[.workEmail] }
        return CSVRow(line: record.line, draft: draft, groups: groups, managerKey: managerKey)
    }

    private func value(_ text: String, of attribute: Attribute) throws(CSVReasonError) -> String {
        let kind: CSVCell.Kind
        switch attribute {
        case .workEmail: kind = .address
        case .userName, .externalID, .employeeNumber: kind = .key
        default: kind = .words
        }
        let value = try CSVCell.value(text, kind, scalarsMax: attribute.lengthMax)
        let isKey = attribute == .userName || (attribute == .workEmail && isNamedByEmail)
        if isKey, value.isEmpty { throw CSVReasonError(.required) }
        return value
    }

    private func isBlank(_ record: CSVRecord) -> Bool {
        (0..<record.count).allSatisfy { record.isBlank($0) }
    }

    private static func isYes(_ text: String) throws(CSVReasonError) -> Bool {
        // Long text is no such word; folding it would only cost time.
        guard text.utf8.count <= 64, let isYes = yesOrNo[text] ?? yesOrNo[LatinFolding.fold(text)] else {
            throw CSVReasonError(.notYesOrNo)
        }
        return isYes
    }

    /// Names between `;`, `|` or line breaks; a comma can be part of a name.
    private static func groups(_ text: String) throws(CSVReasonError) -> [String] {
        var groups: [String] = []
        let parts = text.utf8.split { byte in
            byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || byte == CSVByte.newline
                || byte == CSVByte.carriageReturn
        }
        guard parts.count <= groupsMax else { throw CSVReasonError(.tooManyGroups(max: groupsMax)) }
        for part in parts {
            let name = try CSVCell.value(String(Substring(part)), .words, scalarsMax: 256)
            if name.isEmpty || groups.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { continue }
            groups.append(name)
        }
        return groups
    }
}
