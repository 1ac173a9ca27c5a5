/// One person as a line of the file describes them. Personal data: all of it.
package struct CSVRow: Sendable, Equatable, Concealed {
    /// The physical line on which the row begins.
    package let line: Int
    /// Only attributes that the catalogue allows; `manager` is never among them, see `managerKey`.
    package let draft: RecordDraft
    /// Names of groups in the order of the cell, without repetition.
    package let groups: [String]
    /// The manager's user name or e-mail address, for the caller to find their record; nil where none is given.
    package let managerKey: String?

    package init(line: Int, draft: RecordDraft, groups: [String] = [], managerKey: String? = nil) {
        self.line = line
        self.draft = draft
        self.groups = groups
        self.managerKey = managerKey
    }
}
