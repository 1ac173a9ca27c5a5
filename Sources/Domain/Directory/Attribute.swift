/// One attribute of the catalogue: everything that a directory may tell us about someone, and nothing else.
///
/// Raw values are stored inside sealed profiles: never reuse one. `active` and group membership are columns of
/// their own, since the program acts on them. Names and meanings are SCIM's (RFC 7643, sections 4.1 and 4.3).
package enum Attribute: UInt8, CaseIterable, Sendable, Hashable {
    case userName = 1
    case externalID = 2
    case displayName = 3
    case formattedName = 4
    case givenName = 5
    case familyName = 6
    case middleName = 7
    case honorificPrefix = 8
    case honorificSuffix = 9
    case title = 10
    case workEmail = 11
    // By the customer's recorded instruction only:
    case department = 20
    /// What the directory names the manager by: SCIM sends the `id` of a record, a staff file a user name.
    case manager = 21
    case employeeNumber = 22
    case workPhone = 23

    /// Attributes that are kept only when the customer has instructed so (`instructors directory attributes`).
    package static let instructable: [Attribute] = [.department, .manager, .employeeNumber, .workPhone]

    package var needsInstruction: Bool { rawValue >= 20 }

    /// The longest value that is stored, in Unicode scalars.
    package var lengthMax: Int {
        switch self {
        case .userName, .workEmail: 320
        case .externalID: 1_024
        case .displayName, .formattedName: 512
        default: 256
        }
    }

    /// The attribute's full SCIM path, as the console and the inventory show it.
    package var path: String {
        switch self {
        case .userName: "userName"
        case .externalID: "externalId"
        case .displayName: "displayName"
        case .formattedName: "name.formatted"
        case .givenName: "name.givenName"
        case .familyName: "name.familyName"
        case .middleName: "name.middleName"
        case .honorificPrefix: "name.honorificPrefix"
        case .honorificSuffix: "name.honorificSuffix"
        case .title: "title"
        case .workEmail: "emails[type eq \"work\"].value"
        case .department: "department"
        case .manager: "manager"
        case .employeeNumber: "employeeNumber"
        case .workPhone: "phoneNumbers[type eq \"work\"].value"
        }
    }

    /// The word of the `--allow` option and of the recorded instruction.
    package var instructionName: String {
        switch self {
        case .workPhone: "workPhone"
        default: path
        }
    }
}

/// The catalogue in force for one customer: the attributes that are always kept, and those it has instructed.
package struct Catalogue: Sendable, Equatable {
    package let allowed: Set<Attribute>

    package init(instructed: Set<Attribute> = []) {
        allowed = Set(Attribute.allCases.filter { !$0.needsInstruction || instructed.contains($0) })
    }

    package func allows(_ attribute: Attribute) -> Bool { allowed.contains(attribute) }
}

/// The values of one directory record, by attribute. An absent attribute is unset; an empty string is never stored.
package struct Attributes: Sendable, Equatable, Concealed {
    /// Sorted by the attribute's raw value, one entry each.
    package private(set) var entries: [(attribute: Attribute, value: String)] = []

    package init() {}

    /// From entries that are sorted and distinct already.
    init(sorted entries: [(Attribute, String)]) {
        self.entries = entries.map { (attribute: $0.0, value: $0.1) }
    }

    package subscript(_ attribute: Attribute) -> String? {
        get {
            for entry in entries where entry.attribute == attribute { return entry.value }
            return nil
        }
        set {
            let value = (newValue?.isEmpty ?? true) ? nil : newValue
            var place = 0
            while place < entries.count, entries[place].attribute.rawValue < attribute.rawValue { place += 1 }
            let exists = place < entries.count && entries[place].attribute == attribute
            switch (exists, value) {
            case (true, let value?): entries[place].value = value
            case (true, nil): entries.remove(at: place)
            case (false, let value?): entries.insert((attribute, value), at: place)
            case (false, nil): break
            }
        }
    }

    /// Byte for byte: a directory that changes only the normalization form of a name has changed it.
    package static func == (left: Attributes, right: Attributes) -> Bool {
        left.entries.count == right.entries.count
            && zip(left.entries, right.entries).allSatisfy {
                $0.attribute == $1.attribute && $0.value.utf8.elementsEqual($1.value.utf8)
            }
    }
}

/// What a directory wants one record to be: the input of the change-set engine.
package struct RecordDraft: Sendable, Equatable, Concealed {
    package var attributes: Attributes
    package var active: Bool

    package init(attributes: Attributes = Attributes(), active: Bool = true) {
        self.attributes = attributes
        self.active = active
    }
}
