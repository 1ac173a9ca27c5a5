import Domain

/// How long everything stays, and what is removed next.
struct RetentionTexts: Sendable {
    let title = "What goes when"
    let lead = """
        Nothing stays longer than it is needed. A sweep removes what has served its time, at least once a day, in every \
        table that the data map gives a time; here is what it will take, before it does.
        """
    let spans = "As of when"
    let what = "What, and how long it stays"
    let due = "Goes"
    let since = "Due since"
    let next = "The next one"
    let graceTitle = "After someone leaves"
    let graceText = """
        Whoever leaves your directory loses access at once and is erased after this many days. Someone who comes back \
        before then comes back as the same person. It holds for those who leave from now on.
        """
    let graceLabel = "Days of grace"
    let graceHelp = "A whole number from 0 to 90."
    let record = "Record this instruction"

    func span(_ days: Int) -> String {
        switch days {
        case 0: "Now"
        case 1: "Tomorrow"
        case 365: "In a year"
        default: "In \(Count.days(days))"
        }
    }

    func verdict(_ due: Int, by date: String, next: String) -> String {
        let what =
            due == 0
            ? "Of what is stored now, nothing has served its time by \(date)."
            : "Of what is stored now, \(Count.rows(due)) will have served by \(date)."
        return "\(what) The next sweep comes \(next)."
    }

    func left(_ days: Int) -> String { days == 0 ? "today" : "in \(Count.days(days))" }

    func kept(_ line: SweepPreview.Line, graceDays: Int) -> String {
        switch line.swept {
        case .leavers: return "\(Count.days(graceDays)) after leaving, then erased"
        case .suppressions: return "until the date that its certificate names"
        case .copyContents: return "until the download, seven days at most"
        case .copies: return "seven days"
        case .logins: return "eight hours at most"
        case .links, .accessTokens: return "until it ends"
        case .mailContents: return "until it is sent, three days at most"
        default: break
        }
        let days = Int(line.length / Clock.day)
        return days == 0 ? Count.noun(Int(line.length / Clock.hour), "hour", "hours") : Count.days(days)
    }

    func name(_ swept: Swept) -> String {
        switch swept {
        case .proposals: "Differences of staff files that nobody decided on"
        case .logins: "Logins"
        case .links: "Sign-in links"
        case .accessTokens: "Access tokens of directories"
        case .mail: "What mail was sent"
        case .mailContents: "The text of mail"
        case .departures: "Departures that the brake let pass"
        case .receipts: "How often profiles were opened, by purpose"
        case .requestSteps: "The steps of requests that have ended"
        case .requests: "Requests that have ended"
        case .copyContents: "Copies of people’s data: the content"
        case .copies: "Copies of people’s data: that there was one"
        case .suppressions: "Marks that keep an erased person from coming back"
        case .usage: "Sign-in times and feature use, by person"
        case .probes: "Results of the probes"
        case .arrivals: "How much the directories sent"
        case .droppedNames: "Names of attributes that were not kept"
        case .sightings: "The detail of who saw whom"
        case .leavers: "People who left"
        case .contacts: "Contacts with recipients"
        case .platformProbes: "Results of the platform’s probes"
        case .audits: "Security audits"
        case .ledgerKeys: "Keys of the erasure ledger’s marks"
        }
    }
}
