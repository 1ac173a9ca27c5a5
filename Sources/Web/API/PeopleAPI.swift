import Domain

/// The staff, as the customer's instruction keeps it.
enum PeopleAPI {
    /// A person and how much of it was asked for.
    struct Subject: Sendable, Concealed {
        let person: PersonListing
        let hasProvenance: Bool

        init(_ person: PersonListing, _ arguments: APIArguments) {
            self.person = person
            hasProvenance = arguments.text(PeopleAPI.include.name) != nil
        }
    }

    static let operations: [APIOperation] = [
        .page(
            APIWords(
                id: "listPeople", path: "people", tag: "People", summary: "List the staff",
                about: """
                    Everyone who is held, in order of id. Whom an integration reads is recorded, and the organization \
                    can see it.
                    """),
            parameters: [
                APIParameter(name: "state", kind: .word(states), about: "Only people in this state."),
                .updatedAfter(
                    """
                    Only people whose `updatedAt` is later. Who came to or left a group shows in the group's \
                    `updatedAt`, not here.
                    """), include,
            ], person,
            .records { (tx, question, permit: Permit<ReadPeople>) in
                let filter = PeopleFilter(
                    state: question.arguments.text("state").flatMap(PersonState.init(rawValue:)),
                    updatedAfter: question.arguments.instant("updatedAfter"))
                return try tx.people(filter, after: question.place, limit: question.limit, permit)
            }, as: Subject.init),
        .resource(
            APIWords(
                id: "readPerson", path: "people/{id}", tag: "People", summary: "Read one person",
                about: "That it was read is recorded, and the organization can see it."),
            parameters: [include], person,
            .records { (tx, question, permit: Permit<ReadPeople>) in
                try tx.person(try question.id(), unless: question.condition.contains, permit)
            }, as: Subject.init),
    ]

    /// What nobody may see any more is no state of this API.
    private static let states = PersonState.allCases.filter { $0 != .erasing }.map(\.rawValue)

    private static let include = APIParameter(
        name: "include", kind: .word(["provenance"]), about: "Adds where each value came from, and when.",
        isFilter: false)

    static let person = APIObject<Subject>(
        "Person", "Someone on the staff. Attributes that the organization has not instructed are never there.",
        [
            .id("id", "Random; stays while the person is held.") { $0.person.id },
            .word(
                "state", of: states,
                """
                `active`; `inactive`: the directory says so; `held`: waits for an administrator's decision; `left`: \
                the directory has removed the record, and the person is erased at `eraseAt`.
                """
            ) { $0.person.state.rawValue },
            .text("name", "What to call the person: the display name, or what the directory gave.") { $0.person.name },
        ] + Attribute.allCases.map(member) + [
            .ids("groups", "The ids of the directory groups that the person belongs to.") { $0.person.groups },
            .instant("arrivedAt", "When the person was first brought.") { $0.person.arrivedAt },
            .instant("updatedAt", "When something of the person last changed.") { $0.person.changedAt },
            .instantIfAny("eraseAt", "When the person will be erased.") { $0.person.eraseAt },
            .map("provenance", of: provenance, "By attribute: where its value came from. With `include=provenance`.") {
                subject in
                guard subject.hasProvenance else { return nil }
                return subject.person.fields.map { (name($0.attribute), $0) }
            },
        ])

    static let provenance = APIObject<SourcedField>(
        "Provenance", "Where a value came from.",
        [
            .idIfAny("source", "The id of the directory connection; absent where no directory says anything.") {
                $0.source
            },
            .instant("at", "When this value arrived, or was corrected.") { $0.at },
            .instantIfAny("correctedAt", "When the employer set the value right, over what the directory says.") {
                $0.correction?.at
            },
        ])

    private static func member(_ attribute: Attribute) -> APIObject<Subject>.Member {
        .textIfAny(name(attribute), about(attribute)) { subject in
            subject.person.fields.first { $0.attribute == attribute }?.value.revealed
        }
    }

    /// The member's name: SCIM's where it has one word for it.
    static func name(_ attribute: Attribute) -> String {
        switch attribute {
        case .formattedName: "formattedName"
        case .givenName: "givenName"
        case .familyName: "familyName"
        case .middleName: "middleName"
        case .honorificPrefix: "honorificPrefix"
        case .honorificSuffix: "honorificSuffix"
        case .workEmail: "workEmail"
        case .userName, .externalID, .displayName, .title, .department, .manager, .employeeNumber, .workPhone:
            attribute.instructionName
        }
    }

    private static func about(_ attribute: Attribute) -> String {
        let source = "`\(attribute.path)` of SCIM."
        switch attribute {
        case .manager:
            return "What the directory names the manager by; only by the organization's instruction. \(source)"
        default:
            return attribute.needsInstruction ? "Only by the organization's instruction. \(source)" : source
        }
    }
}
