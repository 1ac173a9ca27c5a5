import Domain

/// What stands around every room, and what many rooms share.
struct FrameTexts: Sendable {
    var language = Language.english

    var skip: String { say("Skip to the content", "Zum Inhalt springen") }
    var navigation: String { say("Main", "Hauptnavigation") }
    var navigationSmall: String { say("Main, small screen", "Hauptnavigation, kleiner Bildschirm") }
    var menu: String { say("Menu", "Menü") }
    var signOut: String { say("Sign out", "Abmelden") }
    var ownSignIn: String { say("your logins", "Ihre Anmeldungen") }
    var waiting: String { say("waiting", "offen") }
    var copy: String { say("Copy", "Kopieren") }
    var copied: String { say("Copied", "Kopiert") }
    var path: String { say("You are here", "Sie sind hier") }
    var pages: String { say("Pages", "Seiten") }
    var pageBack: String { say("Back", "Zurück") }
    var none: String { "–" }

    private func say(_ english: String, _ german: String) -> String { language == .english ? english : german }

    func entry(_ entry: Layout.Entry) -> String {
        switch entry {
        case .overview: say("Overview", "Übersicht")
        case .team: say("Team", "Team")
        case .staff: say("Staff", "Belegschaft")
        case .groups: say("Groups", "Gruppen")
        case .directory: say("Directory", "Verzeichnis")
        case .access: say("Access", "Zugang")
        case .privacy: say("Privacy", "Datenschutz")
        case .ownData: say("My data", "Meine Daten")
        }
    }

    /// “Administrator, privacy officer”: as it would stand at the beginning of a sentence.
    func roles(_ roles: [Role]) -> String {
        let names = language == .english ? roles.map(Self.role) : roles.map(Self.germanRole)
        // German nouns keep their capital.
        return names.enumerated().map { place, name in place == 0 || language != .english ? name : name.lowercased() }
            .joined(separator: ", ")
    }

    /// “Privacy officer”.
    static func role(_ role: Role) -> String {
        switch role {
        case .administrator: "Administrator"
        case .privacyOfficer: "Privacy officer"
        case .billingContact: "Billing contact"
        case .manager: "Manager"
        case .learner: "Learner"
        case .operator: "Operator"
        case .operatorSupport: "Support"
        case .operatorAuditor: "Auditor"
        }
    }

    private static func germanRole(_ role: Role) -> String {
        switch role {
        case .administrator: "Administration"
        case .privacyOfficer: "Datenschutz"
        case .billingContact: "Rechnungskontakt"
        case .manager: "Führungskraft"
        case .learner: "Lernend"
        case .operator: "Betrieb"
        case .operatorSupport: "Betreuung"
        case .operatorAuditor: "Prüfung"
        }
    }

    func onBehalf(_ organization: String) -> String {
        say(
            "Interactive Instructors acts on behalf of \(organization).",
            "Interactive Instructors handelt im Auftrag von \(organization).")
    }

    func range(_ first: Int, _ last: Int, _ total: Int) -> String {
        let format = Format(language)
        let (first, last, total) = (format.number(first), format.number(last), format.number(total))
        return say("\(first) to \(last) of \(total)", "\(first) bis \(last) von \(total)")
    }

    func pageNext(_ count: Int) -> String {
        let next = say("Next", "Weiter")
        return count == 0 ? next : "\(next) \(count)"
    }

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
        case .access(let deed): return AccessTexts().done(deed)
        case .accessEnded: return ("Ended.", "This person cannot sign in any more.")
        case .tokenRevoked: return ("Revoked.", "The token is refused from now on, on every server.")
        case .instructionRecorded: return ("Recorded.", "The instruction is in force for all that arrives from now on.")
        case .did(let deed): return OperatorTexts().said(deed)
        case .rights(let deed): return RightsTexts(language: language).said(deed)
        case .kept(let deed): return HoldTexts().done(deed)
        case .nothingToImport: return ("Nothing to do.", "The file says what is already held. Nothing was changed.")
        case .loginsEnded(let count):
            let others = count == 1 ? "That login" : "Those \(count) logins"
            let andere = count == 1 ? "Diese Anmeldung gilt" : "Diese \(count) Anmeldungen gelten"
            return (
                say("Ended.", "Beendet."),
                say("\(others) can open nothing any more, on every server.", "\(andere) auf keinem Server mehr.")
            )
        case .stillAtEmployer:
            return (
                say("Signed out.", "Abgemeldet."),
                say(
                    "Your employer’s own sign-in may still be open.",
                    "Die Anmeldung beim Arbeitgeber kann noch offen sein.")
            )
        case .formExpired:
            return (
                say("Not saved.", "Nicht gespeichert."),
                say(
                    "The form was too old or came from another page. Look at it again and send it.",
                    "Das Formular war zu alt oder kam von einer anderen Seite. Bitte ansehen und noch einmal senden.")
            )
        }
    }
}
