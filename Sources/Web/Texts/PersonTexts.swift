import Domain

/// The page of one person.
struct PersonTexts: Sendable {
    let fieldsTitle = "What is held"
    let fieldsLead = "Each value with the connection that sent it, and since when. Nobody here can type over it."
    let rightsTitle = "Rights"
    let enterRequest = "Enter a request"
    let correctValue = "Correct a value"
    let restrict = "Restrict the use"
    let endRestriction = "End the restriction"
    let restricted = "Use restricted"
    let objected = "Objected to a use"
    let groupsTitle = "Groups"
    let noGroups = "In no group of the directory."
    let recordTitle = "Directory record"
    let recordConnection = "Connection"
    let recordVersion = "Version"
    let recordCreated = "First arrived"
    let recordChanged = "Last changed"
    let notHeldTitle = "Not held"
    let notHeldText =
        """
        No private address, no birthday, no photograph, no salary, no password. What a directory sends beyond \
        the list on the left is dropped on arrival.
        """
    let notInstructed = "Not held, since you have not instructed it:"
    let noRecord = "No directory sends this person any more."
    let changeInstruction = "Change the instruction"
    let deactivatedLead = "The directory has deactivated this person. Everything stays until the directory lets go."
    let heldLead = """
        A staged change would end this person’s access. It is suspended until you decide; nothing is erased.
        """
    let seeChange = "See the staged change"
    let lineNow = "Now"
    let lineOpen = "as long as the directory sends it"
    let correctionWins = "The correction wins until the directory changes."
    let seen = "That you opened this page is on record, as it is for everyone who does."

    let noRecordLead =
        """
        No directory sends this person any more. Access stays until a directory sends them again or an \
        administrator ends it.
        """
    let noRecordInactiveLead =
        """
        No directory sends this person any more, and nobody can sign in here. What is held stays until a directory \
        sends them again or an administrator ends the access.
        """
    let lineNoRecord = "until access is ended"
    let noRecordSentence = "Held until access is ended, since no directory sends this person."
    let endAccess = "End access"
    let keepAccess = "Keep it as it is"

    func endTitle(_ name: String) -> String { "End the access of \(name)?" }

    func endText(graceDays: Int, dueOn: String) -> String {
        """
        This person is signed out at once and cannot sign in any more. After your grace period of \
        \(Count.days(graceDays)), on \(dueOn), what is held is due for erasure. Until then a directory or a file can \
        bring them back.
        """
    }

    func activeLead(_ since: String) -> String { "Here since \(since), as the directory says." }

    func leftLead(_ at: String, _ erased: String) -> String {
        "Left on \(at). If no directory sends this person again, everything here is due for erasure on \(erased)."
    }

    func arrived(_ day: String) -> String { "Arrived \(day)" }
    func erased(_ day: String) -> String { "Due for erasure \(day)" }
    func sinceAndSource(_ source: String, _ moment: String) -> HTML {
        "From <bdi>\(source)</bdi>, since \(moment)"
    }

    func corrected(_ day: String) -> String { "Corrected on \(day)" }

    func sentence(arrived: String, changes: Int, end: String?) -> String {
        let middle = changes == 0 ? "No change since." : "\(Count.changes(changes)) since."
        return "Arrived \(arrived). \(middle) \(end ?? "Held as long as the directory sends this person.")"
    }

    func leftSentence(_ at: String, _ erased: String) -> String { "Left on \(at), due for erasure on \(erased)." }

    func unit(_ unit: LineSpan.Unit) -> String {
        switch unit {
        case .minute: "A tick is a minute."
        case .hour: "A tick is an hour."
        case .day: "A tick is a day."
        case .week: "A tick is a week."
        case .month: "A tick is a month."
        case .quarter: "A tick is three months."
        case .year: "A tick is a year."
        }
    }

    /// The field's name at the beginning of a line.
    func field(_ attribute: Attribute) -> String {
        switch attribute {
        case .userName: "User name"
        case .externalID: "Id in the directory"
        case .displayName: "Display name"
        case .formattedName: "Full name"
        case .givenName: "Given name"
        case .familyName: "Family name"
        case .middleName: "Middle name"
        case .honorificPrefix: "Title before the name"
        case .honorificSuffix: "Title after the name"
        case .title: "Job title"
        case .workEmail: "Work e-mail"
        case .department: "Department"
        case .manager: "Manager"
        case .employeeNumber: "Employee number"
        case .workPhone: "Work phone"
        }
    }

    /// What the field is for, in one sentence.
    func purpose(_ attribute: Attribute) -> String {
        switch attribute {
        case .userName, .externalID: "To recognise the record when the directory sends it again."
        case .displayName, .formattedName, .givenName, .familyName, .middleName, .honorificPrefix, .honorificSuffix:
            "To greet, and to put the right name on certificates."
        case .title: "To assign courses and to recommend skills."
        case .workEmail: "To sign in and to send notices."
        case .department: "To let rules assign courses by department."
        case .manager: "To show a manager how far the team has come."
        case .employeeNumber: "To match certificates with your own records."
        case .workPhone: "To reach someone where work e-mail cannot."
        }
    }
}
