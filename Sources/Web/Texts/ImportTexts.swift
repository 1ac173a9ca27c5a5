/// Importing a CSV file.
struct ImportTexts: Sendable {
    let title = "Import a CSV file"
    let lead = """
        First you see the difference: who is new, who changes, who leaves. Nothing is stored before you apply it.
        """
    let fileLabel = "The file"
    let check = "Make the difference"
    let wholeList = """
        The file is the whole list of those who come from files. Whoever was in the last one and is missing in this \
        one is shown as leaving; people of a connected directory are left alone.
        """
    let activeField = "Active"
    let groupsField = "Groups"
    let headersTitle = "Headers"
    let headersText = """
        The first row names the columns, in English or German. Capitals, spaces, hyphens and accents do not matter. \
        Columns that mean nothing here are dropped.
        """
    let headersLabel = "Headers that are understood"
    let attributeColumn = "Kept as"
    let headerColumn = "Headers"
    let stateColumn = "State"
    let required = "Needed, or a user name"
    let optional = "If present"
    let notInstructed = "Dropped until you declare it"
    let formatTitle = "Form of the file"
    let formatItems = [
        "UTF-8, with or without a byte order mark, or Windows-1252",
        "Comma, semicolon or tab between columns",
        "Line breaks inside quoted cells are fine",
        "Above 2,000 changes it is applied in batches that can be resumed",
    ]
    let exampleTitle = "Example"
    let example = "e-mail,name,job title\namara.okonkwo@havn.example,Amara Okonkwo,Shift lead"

    func fileHelp(_ mebibytes: Int) -> String { "CSV, up to \(mebibytes) MiB." }
}
