import Domain

/// What stands around every room, and what many rooms share.
struct FrameTexts: Sendable {
    let skip = "Skip to the content"
    let navigation = "Main"
    let navigationSmall = "Main, small screen"
    let menu = "Menu"
    let signOut = "Sign out"
    let waiting = "waiting"
    let copy = "Copy"
    let copied = "Copied"
    let path = "You are here"
    let pages = "Pages"
    let pageBack = "Back"
    let none = "–"

    func entry(_ entry: Layout.Entry) -> String {
        switch entry {
        case .overview: "Overview"
        case .staff: "Staff"
        case .groups: "Groups"
        case .directory: "Directory"
        }
    }

    /// “Administrator, privacy officer”: as it would stand at the beginning of a sentence.
    func roles(_ roles: [Role]) -> String {
        roles.enumerated().map { place, role in
            switch role {
            case .administrator: place == 0 ? "Administrator" : "administrator"
            case .privacyOfficer: place == 0 ? "Privacy officer" : "privacy officer"
            case .billingContact: place == 0 ? "Billing contact" : "billing contact"
            case .manager: place == 0 ? "Manager" : "manager"
            case .learner: place == 0 ? "Learner" : "learner"
            }
        }.joined(separator: ", ")
    }

    func onBehalf(_ organization: String) -> String { "Interactive Instructors acts on behalf of \(organization)." }

    func range(_ first: Int, _ last: Int, _ total: Int) -> String {
        let format = Format(.english)
        return "\(format.number(first)) to \(format.number(last)) of \(format.number(total))"
    }

    func pageNext(_ count: Int) -> String { count == 0 ? "Next" : "Next \(count)" }

    func flash(_ flash: Flash) -> (deed: String, detail: String) {
        switch flash {
        case .applied(let movers, let leavers, let isRemoval):
            let counts = DifferenceCounts(
                movers: movers, leavers: leavers, leaving: isRemoval ? .removed : .deactivated, isStaged: true)
            return ("Applied.", "\(ChangeTexts().parts(counts)).")
        case .imported(let joiners, let movers, let leavers, let held):
            let counts = DifferenceCounts(
                joiners: joiners, movers: movers, leavers: held > 0 ? 0 : leavers, leaving: .removed)
            var parts = counts.total > 0 || held == 0 ? [ChangeTexts().parts(counts)] : []
            if held > 0 { parts.append(ChangeTexts().heldOf(held)) }
            return ("Applied.", "\(parts.joined(separator: ", ")).")
        case .applying(let changes):
            return ("Begun.", "\(Count.changes(changes)) are being applied, in batches that can be resumed.")
        case .discarded(let movers, let leavers):
            return ("Discarded.", ChangeTexts().discarded(leavers: leavers, movers: movers))
        case .accessEnded: return ("Ended.", "This person cannot sign in any more.")
        case .tokenRevoked: return ("Revoked.", "The token is refused from now on, on every server.")
        case .instructionRecorded: return ("Recorded.", "The instruction is in force for all that arrives from now on.")
        case .nothingToImport: return ("Nothing to do.", "The file says what is already held. Nothing was changed.")
        case .formExpired:
            return ("Not saved.", "The form was too old or came from another page. Look at it again and send it.")
        }
    }
}
