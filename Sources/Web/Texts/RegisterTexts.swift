import Domain

/// What an organization reads of disclosures, incidents and sub-processors, and what is said after a deed about them.
struct RegisterTexts: Sendable {
    let section = "Told by the operator"
    let disclosuresTitle = "Disclosures"
    let disclosuresLead = "To whom data of your staff was given by law or to protect someone, and what exactly."
    let noDisclosures = "Nothing has been disclosed"
    let noDisclosuresText = """
        No authority or anyone else has been given data of your staff. If that happens, two of the operator’s people \
        have to agree, and you are told here and by mail, unless the law forbids it until a date.
        """
    let howTitle = "How it is done"
    let howText = """
        Each disclosure names the law and the narrowest scope. Two natural persons of the operator approve it before \
        anything is opened. Both evidence logs have it.
        """
    let made = "Made"
    let authority = "To"
    let basis = "Legal basis"
    let what = "What"
    let why = "Why"

    let incidentsTitle = "Incidents"
    let incidentsLead = "What happened to personal data of yours: at once, and then as more becomes known."
    let noIncidents = "No incident concerns you"
    let noIncidentsText = """
        If something happens to data that you answer for, you read it here and by mail without undue delay, also while \
        not everything is known yet.
        """
    let clockTitle = "Your own clock"
    let clockText = """
        As controller you notify your authority within 72 hours of knowing, unless the risk is unlikely (GDPR Art. 33(1)). \
        You knew from the moment at which this was told.
        """
    let aware = "The operator knew"
    let told = "You were told"
    let lost = "Lost"
    let concerned = "Concerned"
    let acknowledge = "Acknowledge what is known"
    let acknowledged = "Acknowledged"
    let waitsForYou = "Waits for you"
    let known = "What is known"
    let closed = "Closed"
    let open = "Open"
    let state = "State"

    let subProcessorsTitle = "Sub-processors"
    let subProcessorsLead = "Who works for the operator with your data: since when, where, what for."
    let noSubProcessors = "Nobody works for the operator"
    let noSubProcessorsText = """
        Your data is processed by the operator alone. Before that changes, you are told at least 30 days ahead, and \
        nothing of yours goes there if you object.
        """
    let holdTitle = "What your answer does"
    let holdText = """
        Until the date, the way out is closed for your data, whatever you answer. An objection keeps it closed after that \
        too, from the moment you send it; acknowledging opens it again.
        """
    let name = "Company"
    let service = "Does"
    let place = "Where"
    let purposes = "For"
    let from = "From"
    let acknowledgeThis = "Acknowledge"
    let object = "Object"
    let reason = "Reason, if you object"
    let reasonHelp = "The operator reads it. It may stay empty."

    let seeIncidents = "Read it"
    let seeSubProcessors = "Look and answer"
    let linksTitle = "From the operator"
    let leavingLink = "Take your data, or leave"

    func kinds(_ kinds: [Incident.Kind]) -> String { Format(.english).list(kinds.map(kind)) }

    func kind(_ kind: Incident.Kind) -> String {
        switch kind {
        case .confidentiality: "confidentiality"
        case .integrity: "integrity"
        case .availability: "availability"
        }
    }

    func scope(_ scope: Disclosure.Scope, _ attributes: PersonTexts) -> String {
        switch scope {
        case .counts: "counts alone; nobody is named"
        case .people(let people, let named):
            "\(Format(.english).list(named.sorted { $0.rawValue < $1.rawValue }.map(attributes.field))) of "
                + Count.people(people.count)
        }
    }

    func state(_ state: SubProcessorNotice.State) -> String {
        switch state {
        case .waiting: "Not before the date"
        case .running: "In use"
        case .held: "Held: you object"
        case .ended: "Ended"
        }
    }

    func incidentWaits(_ number: String) -> String { "Incident \(number) concerns you" }
    func subProcessorWaits(_ name: String) -> String { "A new sub-processor: \(name)" }
    func effective(_ day: String) -> String { "From \(day) at the earliest. Nothing of yours goes there before." }
    func hoursSince(_ hours: Int) -> String { "\(Count.noun(hours, "hour", "hours")) since you were told" }
    func line(told: String, hours: Int) -> String {
        "72 hours from when you were told, \(told). \(Count.noun(hours, "hour", "hours")) have passed."
    }
    func phase(_ number: Int64) -> String { number == 1 ? "First information" : "Further information" }
    func ends(_ day: String) -> String { "Your contract ends on \(day)" }
    let endsText = "The service goes on until then. After it, the data can be taken for 30 days more."

    func said(_ deed: OperatorDeed) -> (deed: String, detail: String) {
        switch deed {
        case .disclosureDrafted: ("Drafted.", "Nothing is given out until two natural persons have approved it.")
        case .disclosureApproved: ("Approved.", "Your approval is on record.")
        case .disclosureRefused: ("Refused.", "Nothing is given out.")
        case .incidentRecorded: ("Recorded.", "The customers concerned have been told, each of itself alone.")
        case .incidentExtended: ("Added.", "The customers concerned have been told.")
        case .incidentEnded: ("Closed.", "Nothing more is to come.")
        case .incidentAcknowledged: ("Acknowledged.", "The operator sees that you have read it.")
        case .subProcessorAnnounced:
            ("Announced.", "Every customer has been told, and can object until then and after.")
        case .subProcessorEnded: ("Ended.", "Nothing goes there any more.")
        case .subProcessorAcknowledged: ("Acknowledged.", "Your data may go there from the date on.")
        case .subProcessorObjected: ("On record.", "Nothing of yours goes there, from this moment on.")
        case .noticeGiven: ("Notice given.", "The service goes on until the day you chose.")
        case .noticeTakenBack: ("Taken back.", "The contract goes on.")
        case .deletionApproved: ("On record.", "Once a second person has said so too, the data is destroyed.")
        default: ("Done.", "")
        }
    }
}
