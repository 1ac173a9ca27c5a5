import Domain

/// What people and their employer read about requests, in the reader's language.
struct RightsTexts: Sendable {
    let language: Language

    func say(_ english: String, _ german: String) -> String { language == .english ? english : german }

    // MARK: - Kinds

    /// On a button.
    func ask(_ kind: RightsKind) -> String {
        switch kind {
        case .access: say("Ask for a copy", "Kopie beantragen")
        case .rectification: say("Ask for a correction", "Berichtigung beantragen")
        case .portability: say("Ask for a transfer", "Mitnahme beantragen")
        case .restriction: say("Ask for a restriction", "Einschränkung beantragen")
        case .objection: say("Object", "Widersprechen")
        case .erasure: say("Ask for erasure", "Löschung beantragen")
        }
    }

    /// Above a card.
    func card(_ kind: RightsKind) -> String {
        switch kind {
        case .access: say("Get a copy", "Kopie erhalten")
        case .rectification: say("Correct something", "Etwas berichtigen")
        case .portability: say("Take it with you", "Mitnehmen")
        case .restriction: say("Pause its use", "Nutzung anhalten")
        case .objection: say("Object to a use", "Einer Nutzung widersprechen")
        case .erasure: say("Erase it", "Löschen")
        }
    }

    func cardText(_ kind: RightsKind, _ organization: String) -> String {
        switch kind {
        case .access:
            say(
                "Everything above as a readable page, JSON and CSV. Ready in minutes once approved.",
                "Alles von oben als lesbare Seite, JSON und CSV. Nach der Freigabe in Minuten fertig.")
        case .rectification:
            say(
                "Say what is wrong. Your correction wins over the directory until the directory itself changes.",
                "Sagen Sie, was falsch ist. Ihre Berichtigung gilt vor dem Verzeichnis, bis es sich selbst ändert.")
        case .portability:
            say(
                "The same in formats that another system reads: JSON, CSV and SCIM, with a list of what is in it.",
                "Dasselbe in Formaten, die ein anderes System liest: JSON, CSV und SCIM, mit einer Inhaltsliste.")
        case .restriction:
            say(
                "Data stays stored and is otherwise not used. Sign-in can go on if your employer needs it.",
                """
                Die Daten bleiben gespeichert und werden sonst nicht genutzt. Die Anmeldung kann weitergehen, wenn \
                Ihr Arbeitgeber sie braucht.
                """
            )
        case .objection:
            say(
                "For example to recommendations. Takes effect at once, also in statistics.",
                "Zum Beispiel Empfehlungen. Wirkt sofort, auch in Statistiken.")
        case .erasure:
            say(
                "Two people at \(organization) must agree. Afterwards nobody can bring it back, us included.",
                """
                Zwei Personen bei \(organization) müssen zustimmen. Danach kann niemand die Daten zurückholen, auch \
                wir nicht.
                """
            )
        }
    }

    /// “Your copy”: the title of a request's page.
    func title(_ kind: RightsKind, attribute: String?) -> String {
        switch kind {
        case .access: say("Your copy", "Ihre Kopie")
        case .rectification:
            attribute.map { say("Your correction of “\($0)”", "Ihre Berichtigung von „\($0)“") }
                ?? say("Your correction", "Ihre Berichtigung")
        case .portability: say("Your data to take with you", "Ihre Daten zum Mitnehmen")
        case .restriction: say("A pause in the use of your data", "Eine Pause in der Nutzung Ihrer Daten")
        case .objection: say("Your objection", "Ihr Widerspruch")
        case .erasure: say("Erasing your data", "Die Löschung Ihrer Daten")
        }
    }

    func purpose(_ purpose: PurposeName) -> String {
        switch purpose {
        case .service: say("your training", "Ihr Training")
        case .experience:
            say("making the product better by how it is used", "das Produkt anhand der Nutzung zu verbessern")
        case .personalization: say("recommendations by your job title", "Empfehlungen nach Ihrer Berufsbezeichnung")
        case .communication: say("notices and support", "Mitteilungen und Hilfe")
        case .accounts: say("managing the organization’s account", "das Konto der Organisation")
        case .security: say("signing you in and keeping others out", "Sie anzumelden und andere fernzuhalten")
        case .rights: say("answering your requests", "Ihre Anträge zu beantworten")
        case .legal: say("legal claims and duties", "Rechtsansprüche und Rechtspflichten")
        }
    }

    // MARK: - Where a request stands

    /// One sentence for the person: what happens now, and until when.
    func sees(_ request: RightsRequest, _ organization: String, due: String) -> String {
        switch request.state {
        case .received:
            say(
                "\(organization) has your request and confirms who you are. You will have an answer by \(due).",
                "\(organization) hat Ihren Antrag und prüft, wer Sie sind. Sie haben eine Antwort bis \(due).")
        case .identified where request.approvers.count > 0:
            say(
                "One person at \(organization) has agreed; a second is deciding. You will have an answer by \(due).",
                """
                Eine Person bei \(organization) hat zugestimmt, eine zweite entscheidet. Sie haben eine Antwort bis \
                \(due).
                """
            )
        case .identified:
            say(
                "\(organization) knows who you are and is deciding. You will have an answer by \(due).",
                "\(organization) weiß, wer Sie sind, und entscheidet. Sie haben eine Antwort bis \(due).")
        case .approved, .doing:
            say("It was approved and is being done now.", "Er wurde bewilligt und wird gerade ausgeführt.")
        case .done: doneSentence(request.kind)
        case .refused:
            say(
                "It was refused. The reason and where you can complain stand below.",
                "Er wurde abgelehnt. Der Grund und wo Sie sich beschweren können, stehen unten.")
        case .withdrawn: say("You took it back.", "Sie haben ihn zurückgenommen.")
        }
    }

    private func doneSentence(_ kind: RightsKind) -> String {
        switch kind {
        case .access, .portability: say("Your copy is ready.", "Ihre Kopie ist fertig.")
        case .rectification:
            say(
                "It was set right, or your directory was asked to.",
                "Es wurde berichtigt, oder das Verzeichnis wurde darum gebeten.")
        case .restriction:
            say(
                "Your data is stored, and not used otherwise.",
                "Ihre Daten sind gespeichert und werden sonst nicht genutzt.")
        case .objection: say("This use has ended for good.", "Diese Nutzung hat auf Dauer geendet.")
        case .erasure: say("It was erased in every store.", "Sie wurden in jedem Speicher gelöscht.")
        }
    }

    /// At the beginning of a step.
    func step(_ kind: RightsStep.Kind) -> String {
        switch kind {
        case .received: say("Received", "Eingegangen")
        case .identified: say("Identity confirmed", "Identität bestätigt")
        case .extended: say("Extended by two months", "Um zwei Monate verlängert")
        case .firstApproval: say("First approval", "Erste Freigabe")
        case .approved: say("Approved", "Bewilligt")
        case .doing: say("Being done", "In Arbeit")
        case .done: say("Done", "Erledigt")
        case .refused: say("Refused", "Abgelehnt")
        case .withdrawn: say("Taken back", "Zurückgenommen")
        case .atSource: say("Asked for at the source", "An der Quelle erbeten")
        }
    }

    func by(_ actor: String, _ role: String?) -> String {
        let who = role.map { "\(actor), \($0)" } ?? actor
        return say("by \(who)", "durch \(who)")
    }

    func from(_ actor: String) -> String { say("from \(actor)", "von \(actor)") }

    func actor(_ kind: Principal.Kind) -> String {
        switch kind {
        case .program: say("the program", "das Programm")
        case .command: say("the operator’s command line", "die Kommandozeile des Betreibers")
        case .connection: say("the directory", "das Verzeichnis")
        case .integration: say("a program of your employer", "ein Programm Ihres Arbeitgebers")
        case .visitor: say("the operator", "den Betreiber")
        case .person: say("someone who is not here any more", "jemanden, der nicht mehr hier ist")
        }
    }

    var you: String { say("you", "Sie") }
    func key(_ name: String) -> String { say("with the key \(name)", "mit dem Schlüssel \(name)") }

    func complain(_ authority: SupervisoryAuthority) -> String {
        say(
            "You can complain to \(authority.name) (\(authority.country), \(authority.site)), or go to court.",
            "Sie können sich bei \(authority.name) (\(authority.site)) beschweren oder vor Gericht gehen.")
    }

    // MARK: - The line

    func lineReceived(_ moment: String) -> String { say("Received \(moment)", "Eingegangen \(moment)") }
    func lineDue(_ day: String) -> String { say("Due \(day), end of day", "Fällig \(day), Ende des Tages") }
    func daysLeft(_ days: Int) -> String {
        switch days {
        case 0: say("the last day", "der letzte Tag")
        case 1: say("1 day left", "noch 1 Tag")
        case let days where days > 0: say("\(days) days left", "noch \(days) Tage")
        case -1: say("1 day late", "1 Tag zu spät")
        default: say("\(-days) days late", "\(-days) Tage zu spät")
        }
    }

    func lineSentence(_ steps: [String], due: String, isExtended: Bool) -> String {
        let month =
            isExtended
            ? say("Three calendar months", "Drei Kalendermonate") : say("One calendar month", "Ein Kalendermonat")
        return say(
            "\(month) from receipt. \(steps.joined(separator: ", ")). Due \(due).",
            "\(month) ab Eingang. \(steps.joined(separator: ", ")). Fällig \(due).")
    }

    // MARK: - After a deed

    func said(_ deed: RightsDeed) -> (deed: String, detail: String) {
        switch deed {
        case .asked:
            (
                say("Asked.", "Beantragt."),
                say(
                    "The privacy officer has it. You see each step here.",
                    "Der Datenschutz hat den Antrag. Jeden Schritt sehen Sie hier.")
            )
        case .objected:
            (
                say("Objected.", "Widersprochen."),
                say(
                    "This use has ended from now on. Your employer confirms it or gives reasons.",
                    "Diese Nutzung endet ab jetzt. Ihr Arbeitgeber bestätigt das oder nennt Gründe.")
            )
        case .withdrawn: (say("Taken back.", "Zurückgenommen."), say("Nothing will be done.", "Es geschieht nichts."))
        case .objectionEnded:
            (say("Taken back.", "Zurückgenommen."), say("This use begins again.", "Diese Nutzung beginnt wieder."))
        case .entered: ("Entered.", "Confirm who asks, then decide.")
        case .identified: ("Confirmed.", "It is known who asks. Now it can be decided.")
        case .approvedOnce: ("Approved.", "Erasure needs a second person, who was written to.")
        case .approved: ("Approved.", "It is done, or being done now. The person was told.")
        case .erasing: ("Approved by two.", "The erasure has begun. Its certificate appears here within minutes.")
        case .refused: ("Refused.", "The person reads your reason and where to complain.")
        case .extended: ("Extended.", "The person was told, with your reason.")
        case .corrected: ("Corrected.", "It wins until the directory says something new.")
        case .settled: ("Settled.", "The value you chose holds.")
        case .restricted: ("Restricted.", "From now on the data is stored and not used otherwise.")
        case .released: ("Released.", "The data is used again; the person was told.")
        }
    }
}

/// The forms, and what stands beside them.
extension RightsTexts {
    var stepsTitle: String { say("Steps", "Schritte") }
    var wishTitle: String { say("What you asked for", "Was Sie beantragt haben") }
    var unreadable: String {
        say("What was written was erased with the person.", "Was geschrieben war, wurde mit der Person gelöscht.")
    }
    var what: String { say("Request", "Antrag") }
    var which: String { say("About", "Betrifft") }
    var isHeld: String { say("Is", "Ist") }
    var shouldBe: String { say("Should be", "Soll sein") }
    var nothing: String { say("nothing", "nichts") }
    var inWords: String { say("In your words", "In Ihren Worten") }
    var withdrawTitle: String { say("Changed your mind", "Anders überlegt") }
    var withdrawText: String {
        say(
            "As long as it is not being done, you can take it back.",
            "Solange er nicht ausgeführt wird, können Sie ihn zurücknehmen.")
    }
    var withdraw: String { say("Take it back", "Zurücknehmen") }
    var back: String { say("Back to my data", "Zurück zu meinen Daten") }
    var nextTitle: String { say("What happens next", "Wie es weitergeht") }

    func textLabel(_ kind: RightsKind) -> String {
        switch kind {
        case .rectification:
            say("What is wrong with it (you may leave this empty)", "Was daran falsch ist (kann leer bleiben)")
        case .restriction, .objection, .erasure: say("Why (you may leave this empty)", "Warum (kann leer bleiben)")
        case .access, .portability:
            say("Anything to add (you may leave this empty)", "Was Sie hinzufügen möchten (kann leer bleiben)")
        }
    }
    func textHelp(_ organization: String) -> String {
        say(
            "The privacy officer of \(organization) reads it, and nobody else. It is kept sealed under your own key.",
            """
            Der Datenschutz von \(organization) liest es, sonst niemand. Es liegt versiegelt unter Ihrem eigenen \
            Schlüssel.
            """
        )
    }
    var whichLabel: String { say("Which value is wrong", "Welcher Wert ist falsch") }
    var shouldBeLabel: String { say("What it should be", "Was dort stehen soll") }
    var shouldBeHelp: String {
        say("Empty if there should be nothing.", "Leer, wenn dort nichts stehen soll.")
    }
    var whichUse: String { say("Which use do you object to?", "Welcher Nutzung widersprechen Sie?") }
    var noUses: String {
        say(
            "Every use that you can object to has ended for you.",
            "Jede Nutzung, der Sie widersprechen können, ist für Sie beendet.")
    }
    func objection(_ purpose: PurposeName) -> String {
        switch purpose {
        case .personalization:
            say("You see what everyone sees.", "Sie sehen, was alle sehen.")
        case .experience:
            say(
                "What you use is not recorded, and you count in no statistic that is still to come.",
                "Was Sie nutzen, wird nicht aufgezeichnet, und Sie zählen in keiner künftigen Statistik.")
        case .communication:
            say(
                "You get mail about signing in and about your requests only.",
                "Sie bekommen nur noch E-Mails zur Anmeldung und zu Ihren Anträgen.")
        default: ""
        }
    }

    func next(_ kind: RightsKind, _ organization: String) -> String {
        let common = say(
            """
            Your request goes to the privacy officer of \(organization), who has one calendar month. You see each \
            step on its page, and get a mail when something changes.
            """,
            """
            Ihr Antrag geht an den Datenschutz von \(organization), der einen Kalendermonat Zeit hat. Jeden Schritt \
            sehen Sie auf seiner Seite, und bei Änderungen kommt eine E-Mail.
            """
        )
        let more: String? =
            switch kind {
            case .objection:
                say(
                    "The use ends at once, before anybody decides.",
                    "Die Nutzung endet sofort, noch bevor jemand entscheidet.")
            case .erasure:
                say(
                    "Two people have to agree. You cannot sign in any more afterwards.",
                    "Zwei Personen müssen zustimmen. Danach können Sie sich nicht mehr anmelden.")
            case .rectification:
                say(
                    "User name, work e-mail and manager are set right in your employer’s directory, which is asked to.",
                    """
                    Benutzername, dienstliche E-Mail und Führungskraft werden im Verzeichnis Ihres Arbeitgebers \
                    berichtigt, das darum gebeten wird.
                    """
                )
            case .access, .portability, .restriction: nil
            }
        return [common, more].compactMap(\.self).joined(separator: " ")
    }
}
