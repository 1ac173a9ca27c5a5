import Domain

/// Visits of the operator's people to a customer, as both sides read them.
struct VisitTexts: Sendable {
    let title = "Visits of the operator"
    let lead = "Someone of the operator comes only with a reason and an end. You can end a visit at any moment."
    let none = "Nobody of the operator has been here in the last year."
    let label = "Visits of the operator"
    let since = "Since"
    let until = "Until"
    let reason = "Reason"
    let state = "State"
    let end = "End it now"
    let endVisit = "End the visit now"
    let seeAll = "See all visits"
    let leave = "End the visit"
    let visitor = "Operator"
    let here = "Here now"
    let endedByOperator = "Ended by the operator"
    let endedByOrganization = "Ended by you"
    let overByTime = "Ended at its time"

    func state(_ visit: Visit, at now: Int64) -> String {
        if visit.isOpen(at: now) { return here }
        return switch visit.endedBy {
        case .operator: endedByOperator
        case .organization: endedByOrganization
        case nil: overByTime
        }
    }

    func banner(until time: String, _ organization: String) -> String {
        "You are a visitor at \(organization), until \(time)."
    }

    func isHere(until time: String) -> String { "The operator is here until \(time)" }
    func why(_ reason: String) -> String { "\(self.reason): “\(reason)”" }

    func because(_ reason: String) -> String { "The customer reads: “\(reason)”" }

    func endNamed(_ since: String) -> String { "\(end): the visit since \(since)" }
}
