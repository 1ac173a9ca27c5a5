import Domain

/// The recorded instruction: which attributes beyond the least may be held.
struct AttributeTexts: Sendable {
    let title = "What may be held"
    let lead =
        """
        Name, job title and work e-mail are always held. For more, we need your instruction, and it is kept on \
        record with your name.
        """
    let legend = "Hold also"
    let record = "Record this instruction"
    let alwaysTitle = "Always held"
    let historyTitle = "Instructions so far"
    let noHistory = "None yet. Until you record one, nothing beyond the list above is held."
    let effectTitle = "What changes when"
    let effectText =
        """
        A new attribute is held from the next sync on. One that you withdraw is erased for everyone, and a sync \
        does not bring it back.
        """
    let nothing = "Nothing beyond the list"
    let `operator` = "the operator, at your request"
    let formerPerson = "someone who is no longer here"

    func held(_ attributes: [Attribute]) -> String {
        let texts = ChangeTexts()
        return attributes.isEmpty
            ? nothing : Format(.english).list(attributes.map { texts.field($0) }).capitalizedFirst
    }

    func recordedBy(_ name: String) -> HTML { "Recorded by <bdi>\(name)</bdi>" }

    func version(_ number: Int) -> String { "Version \(number)" }

    /// What holding the attribute means for the people it is about.
    func meaning(_ attribute: Attribute) -> String {
        switch attribute {
        case .department:
            """
            Lets rules assign courses by department. In a small department it can point at one person; \
            statistics never show fewer than ten.
            """
        case .manager:
            "Shows a manager the courses of the team. It also stores who reports to whom, which says more about both."
        case .employeeNumber:
            "Matches certificates with your own records. It is a lasting number that links a person across systems."
        case .workPhone:
            "Reaches someone where e-mail cannot. Only the number marked as work is kept; a private one is dropped."
        default: PersonTexts().purpose(attribute)
        }
    }
}

extension String {
    /// With the first scalar in upper case; nothing else is touched.
    fileprivate var capitalizedFirst: String {
        guard let first = unicodeScalars.first else { return self }
        var rest = String.UnicodeScalarView()
        rest.append(contentsOf: unicodeScalars.dropFirst())
        return first.properties.uppercaseMapping + String(rest)
    }
}
