import Domain

/// Legal holds: what a law makes the organization keep, whatever else is erased.
struct HoldTexts: Sendable {
    let title = "Legal holds"
    let lead = """
        A hold keeps some fields of one person for a legal duty, until a day. An erasure takes everything else; what is held \
        stays under a key of its own, and is erased by itself when the hold ends.
        """
    let noneTitle = "Nothing is held"
    let noneText = "A hold is placed from a person’s page: by field, with a reason and a last day."
    let toStaff = "Choose a person"
    let openTitle = "In force"
    let noneOpen = "No hold is in force."
    let endedTitle = "Ended"
    let person = "Person"
    let fields = "Fields"
    let time = "Time"
    let endedOn = "Ended"
    let gone = "Someone who was erased"
    let now = "Now"
    let whatTitle = "When to use one"
    let whatText = """
        Where a law names the data and a term: tax and commercial law, work safety, a claim in court. “It may be useful” is \
        no reason.
        """
    let seenTitle = "Who sees it"
    let seenText = "Once the person is erased, only a privacy officer, and each look is an event in the evidence."

    func names(_ attributes: [Attribute]) -> String {
        let texts = PersonTexts()
        let names = attributes.map(texts.field)
        // In a list only the first keeps its capital.
        return Format(.english).list(names.enumerated().map { $0 == 0 ? $1 : $1.loweredFirst })
    }

    func until(_ day: String) -> String { "Until \(day)" }
    func from(_ day: String) -> String { "From \(day)" }
    func sentence(from: String, until: String) -> String { "In force from \(from) until \(until)." }
    func endedSentence(from: String, on day: String) -> String { "In force from \(from), ended on \(day)." }

    // MARK: - One hold

    func holdTitle(_ name: String) -> String { "Hold on \(name)" }
    let reason = "Reason"
    let begins = "Placed"
    let ends = "Last day"
    let stays = "The person is here: the fields are part of the profile, and nothing is kept apart yet."
    let isLeft = "The person was erased. These fields are all that is left, under a key of their own."
    let hasEnded = "The hold has ended. Nothing is kept for it any more."
    let see = "See what is kept"
    let seeText = "That you look is recorded in the evidence."
    let end = "End the hold"
    let endTitle = "End this hold?"
    let endLeft = """
        What it keeps of the erased person is erased at once, with its key. Nobody can bring it back.
        """
    let endHere = """
        From now on an erasure takes these fields too. Nothing else changes for the person.
        """
    let keep = "Keep the hold"
    let keptTitle = "What is kept"
    let keptLead = "For the duty that the hold names, and for nothing else. That you opened this page is on record."
    let nothingKept = "The person had none of these fields."

    // MARK: - A new one

    let newTitle = "Hold data"
    func newLead(_ name: String) -> String {
        "Of \(name). Choose only what the law names; everything else can be erased at any time."
    }
    let personLink = "Hold data for a legal duty"
    let fieldsLegend = "Fields that have to be kept"
    let untilLabel = "Last day"
    let untilHelp = "The hold ends with this day, in your organization’s time zone. At most ten years from now."
    let reasonLabel = "Reason"
    let reasonHelp = "The law and what it asks for, in up to 500 characters."
    let place = "Place the hold"
    let cancel = "Not now"
    let noDay = "Write the day as year, month and day, such as 2027-06-30."

    func done(_ deed: KeepingDeed) -> (deed: String, detail: String) {
        switch deed {
        case .rehired: ("Allowed.", "The next sync that sends this person brings them as a new one.")
        case .holdPlaced: ("Held.", "An erasure leaves these fields until the hold ends.")
        case .holdEnded: ("Ended.", "What the hold kept of someone who was erased goes with its key.")
        }
    }
}

extension String {
    /// With an ASCII capital at its beginning made small, unless a second one follows.
    var loweredFirst: String {
        guard let first = utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return self }
        return String(UnicodeScalar(first + 32)) + String(decoding: utf8.dropFirst(), as: UTF8.self)
    }
}
