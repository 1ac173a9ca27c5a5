import Domain

/// Erasures, their certificates, and what keeps a sync from bringing people back.
struct ErasureTexts: Sendable {
    let title = "Erasures"
    let noneTitle = "Nobody was erased yet"
    let noneText = """
        When a request for erasure is approved, or the grace period of someone who left ends, it appears here, with its \
        certificate.
        """
    let begun = "Begun"
    let cause = "Why"
    let state = "State"
    let again = "Can a sync bring them back?"
    let proof = "Certificate"
    let open = "See the certificate"
    let soon = "Within minutes"

    let rehireTitle = "A rehire"
    let rehireText = """
        Someone who was erased at their own request comes to work for you again: lift the mark, and the next sync brings \
        them as a new person. Nothing of the old data comes back.
        """
    let rehireLabel = "Work e-mail, user name or id in the directory"
    let rehireHelp = "As the directory sends it now. The name is not stored."
    let rehireDeed = "Allow the rehire"
    let suppressionTitle = "Why a sync cannot bring them back"
    let suppressionText = """
        Directories send everyone again. So that an erasure lasts, we keep a keyed mark of each name that the directory \
        used, for a year. It cannot be turned back into the name. Whoever has a new user name, a new work e-mail and a new \
        id at once is not recognised.
        """
    let graceTitle = "Who left is not marked"
    let graceText = "Whoever is erased because the grace period ended can be hired again without a further step."

    func lead(_ count: Int) -> String {
        count == 0
            ? "Erased means: the key is destroyed, the rows are gone, and every store was searched."
            : """
            \(Count.noun(count, "erasure", "erasures")) in the last two years. Erased means: the key is destroyed, the rows \
            are gone, and every store was searched.
            """
    }

    func cause(_ cause: ErasureCause) -> String {
        switch cause {
        case .request: "The person asked"
        case .grace: "Left; the grace period ended"
        case .ledger: "A restored backup had brought them back"
        }
    }

    func state(_ state: Erasure.State) -> String {
        switch state {
        case .marked: "Hidden; being erased"
        case .entered: "In the ledger; being erased"
        case .destroyed: "Key destroyed; rows being removed"
        case .removed: "Rows gone; being searched"
        case .effective: "Erased"
        case .complete: "Erased everywhere"
        }
    }

    func residual(_ day: String) -> String { "Unreadable copies in backups until \(day)" }
    func residualSentence(from: String, until: String) -> String {
        "Effective since \(from). Unreadable copies may lie in backups until \(until)."
    }

    func until(_ day: String) -> String { "Not before \(day)" }
    let mayReturn = "Yes"
    let lifted = "Yes: lifted, or the mark has ended"

    // MARK: - One certificate

    func certificateTitle(_ day: String) -> String { "Erasure of \(day)" }
    let certificateLead = """
        What you can show for it. It names nobody: ids that say nothing, counts and times. Give it to whoever asks for a proof.
        """
    let pendingLead =
        "The erasure is under way. The certificate follows once every store was searched and nothing was found."
    let factsTitle = "What was done"
    let request = "Request"
    let effective = "Effective"
    let complete = "Complete"
    let key = "Destroyed key"
    let keyText = "fingerprint"
    let ledger = "Ledger"
    let ledgerText = "line"
    let removedTitle = "What went"
    let removedText = "Rows that were deleted, by what they held."
    let table = "What"
    let rows = "Rows"
    let nothing = "No row of any table."
    let searchedTitle = "Where it was searched"
    let searchedText = """
        The search looks for the person’s sealed bytes. It had to find them before the erasure and miss them afterwards.
        """
    let place = "Where"
    let result = "Result"
    let heldTitle = "What a law keeps"
    let suppressedTitle = "Against a sync"
    let textTitle = "The signed text"
    let textName = "the certificate"
    let download = "Download as a text file"
    let notChecked = "Not looked at"
    let clean = "Nothing left"
    let found = "Something was found"

    /// What a table holds, for people; nil for one that has no word yet.
    func table(_ name: String) -> String? {
        switch name {
        case "person": "Profile"
        case "directory_record": "Directory records"
        case "membership": "Memberships in groups"
        case "role": "Roles"
        case "managed_group": "Managed groups"
        case "login": "Logins"
        case "sign_in_link": "Sign-in links"
        case "identity": "The employer’s sign-in"
        case "factor", "recovery_code": "Second step"
        case "mail": "Mail that waited"
        case "usage": "Use of features"
        case "restriction": "Restrictions and objections"
        case "sighting": "Lists in which they were seen"
        case "export_file", "export_part": "Copies made for them"
        case "departure": "Changes that waited"
        default: nil
        }
    }

    func rowCount(_ rows: Int) -> String { Count.rows(rows) }
}
