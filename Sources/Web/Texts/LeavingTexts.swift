import Domain

/// The end of a contract: what an organization's administrators and the operator read of it.
struct LeavingTexts: Sendable {
    let title = "Taking your data, and leaving"
    let activeLead = "Everything you have here is yours, in open formats, at any time. Leaving takes three steps."
    let takeTitle = "Take everything"
    let takeText = """
        One ZIP archive: every table as JSON and CSV, your staff as a list that other systems import, groups, recorded \
        instructions, the evidence log. A manifest says what is in it and what was left out, and why. It is made as it is \
        downloaded; that you took it is recorded.
        """
    let take = "Download everything"
    let noticeTitle = "End the contract"
    let noticeText = """
        The service goes on for up to 30 days. Then nobody signs in to train and no directory writes; administrators can \
        take the data for 30 days more. After that its keys and its database are destroyed.
        """
    let days = "The service goes on for"
    let daysHelp = "0 ends it at once; at most 30 days."
    let giveNotice = "Give notice"
    let takeBack = "Take the notice back"
    let keepOn = "Keep the data"
    let earlyTitle = "Delete it earlier"
    let earlyText = """
        If you have all you need, the data can go now. Two natural persons have to say so, one of them of your \
        organization. It cannot be undone.
        """
    let early = "Have it destroyed now"
    let earlyQuestion = "Have all data destroyed now?"
    let earlyConsequence = """
        Once a second person has said so too, the keys and the database are destroyed within the hour. Nobody, the operator \
        included, can bring anything back.
        """
    let earlyDeed = "Say so"
    let saidSo = "Said so"
    let byYou = "of your organization"
    let byOperator = "of the operator"
    let stepsTitle = "Steps"
    let closes = "Service ends"
    let closed = "Service ended"
    let retrieve = "Data can be taken until"
    let destroyed = "Data destroyed"
    let thenDestroyed = "Keys and database are destroyed"
    let certificateStep = "A certificate stays with the operator, who hands it to you"
    let operatorTitle = "End of the contract"
    let operatorTake = "Take everything on request"
    let operatorTakeText = "For an organization that asked you for its data. Both evidence logs have it."
    let reason = "Who asked, and how"
    let download = "Download"
    let operatorEarly = "Approve early deletion"
    let operatorEarlyText = "For a small organization: its own administrator has to say so as well."
    let certificate = "Certificate of destruction"
    let certificateText = "Counts, fingerprints and times; nothing about anyone."

    func closedLead(_ day: String) -> String { "The contract has ended. Your data can be taken until \(day)." }
    func noticeLead(_ day: String) -> String { "Notice was given: the service goes on until \(day)." }
    func option(_ days: Int) -> String { days == 0 ? "not at all: end it at once" : Count.days(days) }
    func line(_ from: String, _ until: String, left: Int) -> String {
        "From \(from) to \(until) the data can be taken. \(Count.days(left)) are left."
    }
    func left(_ days: Int) -> String { "\(Count.days(days)) left" }
}
