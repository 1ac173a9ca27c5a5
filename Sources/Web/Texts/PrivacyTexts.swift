import Domain

/// The rooms of those who decide on requests.
struct PrivacyTexts: Sendable {
    let title = "Privacy"
    let enter = "Enter a request"
    let openTitle = "Open requests"
    let endedTitle = "Ended"
    let requestColumn = "Request"
    let stateColumn = "State"
    let timeColumn = "Time"
    let endedColumn = "Ended on"
    let noneTitle = "Nobody has asked for anything"
    let erasuresTitle = "Erasures that need an approval"
    let noErasures = "No erasure waits for you"
    let noErasuresText = "When a privacy officer approves an erasure, a second person has to agree. That may be you."
    let erasedPerson = "someone who was erased"
    let waitingTitle = "Beside requests"
    let correctionsTitle = "Disputed corrections"
    let restrictionsTitle = "Restrictions and objections"
    let roomsTitle = "In this room"
    let requestsTitle = "Requests"
    let overdue = "Overdue"
    let needsIdentity = "Confirm who asks"
    let needsSecond = "Needs a second approver"
    let needsDecision = "Waits for a decision"
    let doing = "Being done"
    let done = "Done"
    let refused = "Refused"
    let withdrawn = "Taken back"

    func lead(open: Int, overdue: Int) -> String {
        let count = Count.noun(open, "request is", "requests are")
        let late = overdue == 0 ? "None is late." : "\(Count.noun(overdue, "is", "are")) late."
        return open == 0 ? "Nothing waits for you." : "\(count) open. \(late)"
    }

    func noneText(_ organization: String) -> String {
        "People of \(organization) ask on their page “My data”. What comes by letter, you enter here."
    }

    func dueCount(_ count: Int, late: Int) -> String {
        late == 0
            ? "\(Count.noun(count, "answer", "answers")) due"
            : "\(Count.noun(count, "answer", "answers")) due, \(late) late"
    }

    func calendar(_ due: [String]) -> String {
        due.isEmpty
            ? "Nothing is due in the next five weeks." : "The next five weeks. Due: \(due.joined(separator: ", "))."
    }

    // MARK: - One request

    /// “Erase”, before the person's name.
    func does(_ kind: RightsKind) -> String {
        switch kind {
        case .access: "A copy for"
        case .portability: "A copy to take along for"
        case .rectification: "A correction for"
        case .erasure: "Erase"
        case .restriction: "Restrict"
        case .objection: "An objection of"
        }
    }

    func kind(_ kind: RightsKind) -> String {
        switch kind {
        case .access: "A copy of the data"
        case .portability: "A copy to take along"
        case .rectification: "A correction"
        case .erasure: "Erasure"
        case .restriction: "A restriction of use"
        case .objection: "An objection to one use"
        }
    }

    func left(_ day: String) -> String { "The person left on \(day)." }

    func origin(_ origin: RightsRequest.Origin, _ day: String) -> String {
        switch origin {
        case .person: "Asked for on “My data” on \(day)."
        case .officer: "Asked for by letter or word; received on \(day)."
        case .command: "Entered at the operator’s command line on \(day)."
        case .program: "Entered by the program on \(day)."
        }
    }

    let decisionTitle = "Your decision"
    let whoAsks = "It came by letter or word. Confirm first that the person who asks is the person it is about."
    let howLabel = "By what you know who asks"
    let howHelp = "For example: came to the office with a passport. No numbers of documents."
    let confirm = "Identity confirmed"
    let firstOfTwo = "Erasure needs two people. You may give the first approval. The second cannot be undone."
    let someone = "Someone"
    let commandName = "The operator’s command line"

    func secondMayBeYou(_ name: String, _ moment: String) -> String {
        """
        \(name) approved this (\(moment)). Erasure needs a second person, and you may be that person. It cannot be \
        undone.
        """
    }

    func secondIsAnother(_ name: String, _ moment: String) -> String {
        """
        \(name) approved this (\(moment)). Erasure needs a second person: one person counts once, and nobody decides \
        on themselves.
        """
    }

    func decide(_ kind: RightsKind) -> String {
        switch kind {
        case .access, .portability:
            "Once approved, the copy is made within minutes, and the person fetches it on “My data”."
        case .rectification:
            "Once approved, the correction wins over the directory until the directory says something new."
        case .restriction: "Once approved, the data stays stored and is used for rights and legal claims alone."
        case .objection:
            "The use has ended already. Confirm that, or refuse with compelling reasons: then it begins again."
        case .erasure: ""
        }
    }

    func approve(_ kind: RightsKind) -> String {
        switch kind {
        case .access, .portability: "Approve the copy"
        case .rectification: "Approve the correction"
        case .erasure: "Approve erasure"
        case .restriction: "Restrict"
        case .objection: "Confirm the objection"
        }
    }

    let reasonLabel = "Reason, if you refuse or extend"
    let reasonHelp = "The person reads this sentence as you write it."
    let authorityLabel = "Where to complain, if you refuse"
    let authorityHelp = "The supervisory authority of the country in which the person works."
    let chooseAuthority = "Choose"
    let refuse = "Refuse"
    let extend = "Extend by two months"
    let keepSignIn = "The person goes on signing in"
    let keepSignInText = "Your organization needs it. Otherwise every login ends at once, and none begins."
    let keepWaiting = "Not now"

    func eraseTitle(_ name: String) -> String { "Erase \(name)?" }
    let eraseText = """
        The key of everything held about this person is destroyed, and every row is deleted. Nobody can bring it back, \
        us included.
        """

    let willTitle = "What will happen"
    let storeColumn = "Store"
    let rowsColumn = "Rows"
    let whatColumn = "What happens"
    let removed = "Rows deleted"
    let keyDestroyed = "Key destroyed, rows deleted"
    let unreadable = "Stays as proof; what it says of the person becomes unreadable"
    let backups = "Unreadable at once; gone when the last backup expires"
    func backupsUntil(_ day: String) -> String { "Unreadable at once; gone by \(day)" }
    func heldUntil(_ day: String) -> String { "Legal hold until \(day)" }
    func heldFields(_ names: String) -> String { "\(names); erased by itself afterwards" }

    func store(_ name: String) -> String {
        switch name {
        case "copies": "Copies made for the person"
        case "rights": "Restrictions, and who saw it"
        case "usage": "Use of features"
        case "sign-in": "Logins and second step"
        case "mail": "Mail"
        case "roles": "Roles and managed groups"
        case "changes": "Changes that wait"
        case "directory": "Directory records and groups"
        case "profile": "Profile"
        case "evidence": "Evidence log"
        case "held": "Legal hold"
        case "backups": "Backups"
        default: name
        }
    }

    func will(_ kind: RightsKind) -> String {
        switch kind {
        case .access:
            """
            Everything held is put into one file: a readable page, JSON and CSV, with a list of what is in it and \
            what is not. It is sealed, works once, and goes after seven days.
            """
        case .portability:
            "Everything the person gave is put into one file in JSON, CSV and SCIM, which other systems read."
        case .rectification:
            """
            The value on the right is set. The directory keeps what it says; a new value from it is shown to you as \
            a dispute.
            """
        case .restriction:
            """
            Lists, recommendations, statistics and mail leave the person out. A sync may still arrive; it is kept \
            sealed.
            """
        case .objection: "The use stays closed for this person, whatever arrives."
        case .erasure: ""
        }
    }

    let certificateTitle = "Certificate"
    let certificateSoon = "It appears here once every store was searched and nothing was found, within minutes."
    let certificateText = "Signed. It names nobody: give it to whoever asks for a proof."
    let evidenceTitle = "Evidence"
    let evidenceText =
        "Each step is in the log that nobody can rewrite. The log holds no personal data once the person’s key is gone."
    let entriesName = "Entries"
    let command = "Command"
    func entries(_ count: Int, _ low: String, _ high: String) -> String {
        low.utf8.elementsEqual(high.utf8) ? "\(count), at \(low)" : "\(count), at \(low) to \(high)"
    }

    let confirmIdentity = "Identity"
    let decision = "Decision"
    let secondApproval = "Second approval"
    let you = "you"
    let or = ", or "
    let isTold = "The person is told"
    let atOnce = "At once"
    let minutesAfter = "Minutes after approval"
    func by(_ day: String) -> String { "By \(day)" }
    func does(afterwards kind: RightsKind) -> String {
        switch kind {
        case .access, .portability: "The copy is made"
        case .rectification: "The value is set, or asked for at the source"
        case .erasure: "Erased in every store, certificate issued"
        case .restriction: "The use is restricted"
        case .objection: "The use stays closed"
        }
    }

    let seesTitle = "The person sees"
    let wishTitle = "What was asked for"
}
