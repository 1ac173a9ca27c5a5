/// A mail about a request: what happened to which, and until when an answer is due. What was asked or written stands on
/// the request's page alone.
package struct RightsLetter: Sendable, Equatable, Concealed {
    /// Raw values are stored: never change one.
    package enum Occasion: String, Sendable, CaseIterable {
        // To the person:
        case received, identified, approved, extended, refused, done
        // To those who decide:
        case entered, due, overdue, withdrawn
        case secondNeeded = "second-needed"

        var isForPerson: Bool {
            switch self {
            case .received, .identified, .approved, .extended, .refused, .done: true
            case .entered, .due, .overdue, .withdrawn, .secondNeeded: false
            }
        }

        /// Steps that a person is written to about.
        init?(_ step: RightsStep.Kind) {
            switch step {
            case .received: self = .received
            case .identified: self = .identified
            case .approved: self = .approved
            case .extended: self = .extended
            case .refused: self = .refused
            case .done: self = .done
            case .firstApproval, .doing, .withdrawn, .atSource: return nil
            }
        }
    }

    /// A day in the employer's zone.
    package struct Day: Sendable, Equatable {
        package let year: Int
        package let month: Int
        package let day: Int

        package init(year: Int, month: Int, day: Int) {
            self.year = year
            self.month = month
            self.day = day
        }
    }

    package let occasion: Occasion
    package let request: UUIDValue
    package let number: String
    package let kind: RightsKind
    package let due: Day

    /// Words without blanks, one blank between them.
    var encoded: String {
        "\(occasion.rawValue) \(request) \(number) \(kind.rawValue) \(due.year) \(due.month) \(due.day)"
    }

    init(occasion: Occasion, request: UUIDValue, number: String, kind: RightsKind, due: Day) {
        self.occasion = occasion
        self.request = request
        self.number = number
        self.kind = kind
        self.due = due
    }

    init?(encoded text: String) {
        let words = text.utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 7, let occasion = Occasion(rawValue: words[0]), let request = UUIDValue(words[1]),
            let kind = RightsKind(rawValue: words[3]), let year = Int(words[4]), let month = Int(words[5]),
            (1...12).contains(month), let day = Int(words[6])
        else { return nil }
        self.init(
            occasion: occasion, request: request, number: words[2], kind: kind,
            due: Day(year: year, month: month, day: day))
    }
}
