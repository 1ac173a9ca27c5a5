/// What the canary person is called today: words that occur nowhere else, so that they can be hunted.
struct CanaryMarks: Sendable {
    let userName: String
    let displayName: String
    let givenName: String
    let familyName: String
    let title: String
    let externalID: String
    /// What the employer puts in the title's place.
    let correction: String
    /// What the directory says after that.
    let laterTitle: String
    /// Attributes that the catalogue knows and no instruction allows.
    let department: String
    let employeeNumber: String
    /// The value of an attribute that nobody declared.
    let undeclared: String
    /// What is written where an attribute's name belongs.
    let hostileName: String
    /// The person to be told apart from the first one.
    let colleague: String

    /// Reserved by RFC 2606: mail to it goes nowhere.
    static let domain = "canary.invalid"

    init() {
        /// Twenty letters and digits of a random id: no two days have one in common.
        func word(_ letter: String) -> String {
            letter
                + String(
                    decoding: "\(UUIDValue.random())".utf8.filter { $0 != UInt8(ascii: "-") }.prefix(20), as: UTF8.self)
        }
        userName = word("u")
        displayName = word("d")
        givenName = word("g")
        familyName = word("f")
        title = word("t")
        externalID = word("x")
        correction = word("c")
        laterTitle = word("l")
        department = word("p")
        employeeNumber = word("e")
        undeclared = word("n")
        hostileName = word("h")
        colleague = word("k")
    }

    var email: String { "\(userName)@\(Self.domain)" }

    /// What a spreadsheet would run.
    var formula: String { "=\(displayName)" }

    /// What is stored of the person, each sealed.
    var stored: [String] { [userName, displayName, givenName, familyName, title, externalID] }
    /// What must not be stored in any form.
    var refused: [String] { [department, employeeNumber, undeclared, hostileName] }
}
