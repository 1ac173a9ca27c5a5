import Domain

/// “My data”, in the reader's language.
struct OwnDataTexts: Sendable {
    let language: Language

    private func say(_ english: String, _ german: String) -> String { language == .english ? english : german }

    var name: String { say("My data", "Meine Daten") }
    var title: String { say("What is held about you, and until when", "Was über Sie gespeichert ist, und bis wann") }

    func lead(_ organization: String, kinds: Int) -> String {
        let words = language == .english ? Count.inWords(kinds, "kind", "kinds") : "\(kinds) Arten"
        let first = String(
            decoding: words.utf8.prefix(1).map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 32 : $0 } + words.utf8.dropFirst(),
            as: UTF8.self)
        return say(
            """
            \(organization) decides what we hold; we keep it on its behalf. \(first) of data. Each line below begins \
            when we received it and ends when it is erased.
            """,
            """
            \(organization) entscheidet, was wir speichern; wir bewahren es in dessen Auftrag auf. \(first) von Daten. \
            Jede Linie beginnt, als wir es erhielten, und endet, wenn es gelöscht wird.
            """)
    }

    func askEmployer(_ organization: String) -> String { say("Ask \(organization)", "\(organization) fragen") }
    var heldTitle: String { say("Data held", "Gespeicherte Daten") }
    var askTitle: String { say("Ask your employer", "Ihren Arbeitgeber fragen") }
    func askLead(_ organization: String) -> String {
        say(
            """
            Requests go to the privacy officer of \(organization), who has one calendar month. You see every step \
            here.
            """,
            """
            Anträge gehen an den Datenschutz von \(organization), der einen Kalendermonat Zeit hat. Jeden Schritt \
            sehen Sie hier.
            """
        )
    }

    var requestsTitle: String { say("Your requests", "Ihre Anträge") }
    func openRequest(_ what: String, _ organization: String) -> String {
        say("\(what) is with \(organization).", "\(what) liegt bei \(organization).")
    }
    func openDetail(since: String, due: String, wish: String?) -> String {
        let english = wish.map { "You wrote “\($0)” on \(since)." } ?? "You asked on \(since)."
        let german = wish.map { "Sie schrieben am \(since) „\($0)“." } ?? "Sie haben am \(since) gefragt."
        return say("\(english) They have until \(due) to answer.", "\(german) Die Antwort kommt bis \(due).")
    }
    var seeSteps: String { say("See each step", "Jeden Schritt ansehen") }
    var askedCorrection: String { say("You asked for a correction", "Sie haben eine Berichtigung beantragt") }
    func corrected(_ day: String) -> String { say("Corrected on \(day)", "Berichtigt am \(day)") }
    var disputed: String {
        say(
            "The directory says something new since; your employer decides.",
            "Das Verzeichnis sagt seither etwas Neues; Ihr Arbeitgeber entscheidet.")
    }
    func directorySays(_ value: String) -> HTML {
        language == .english ? "The directory says <bdi>\(value)</bdi>." : "Das Verzeichnis sagt <bdi>\(value)</bdi>."
    }
    func instructed(_ organization: String, _ day: String) -> String {
        say(
            "\(organization) instructed us to hold this on \(day).",
            "\(organization) hat uns am \(day) angewiesen, das zu speichern.")
    }
    var correctIt: String { say("Correct it", "Berichtigen") }

    /// What a value is for, from the purposes that the inventory grants it.
    func uses(_ purposes: [PurposeName]) -> String {
        let words = purposes.compactMap(use)
        return say("To ", "Um ") + Format(language).list(words) + "."
    }

    private func use(_ purpose: PurposeName) -> String? {
        switch purpose {
        case .service: say("deliver your training", "Ihr Training zu ermöglichen")
        case .security: say("sign you in", "Sie anzumelden")
        case .communication: say("send you notices", "Ihnen Mitteilungen zu senden")
        case .personalization: say("recommend what fits your job", "Passendes zu empfehlen")
        case .experience: say("make the product better", "das Produkt zu verbessern")
        case .accounts: say("manage the organization’s account", "das Konto der Organisation zu führen")
        case .rights, .legal: nil
        }
    }

    func source(_ organization: String, _ connection: String, _ day: String, confirmed: String?) -> HTML {
        let confirmed: HTML? = confirmed.map { at in
            language == .english ? "; last confirmed \(at)" : "; zuletzt bestätigt \(at)"
        }
        return language == .english
            ? "From \(organization), through <bdi>\(connection)</bdi>, \(day)\(confirmed)"
            : "Von \(organization), über <bdi>\(connection)</bdi>, \(day)\(confirmed)"
    }
    func correctedHere(_ organization: String, _ day: String) -> String {
        say("Set right at \(organization), \(day)", "Bei \(organization) berichtigt, \(day)")
    }
    var recorded: String { say("Recorded by Interactive Instructors", "Von Interactive Instructors aufgezeichnet") }

    func since(_ day: String) -> String { say("Since \(day)", "Seit \(day)") }
    func oldest(_ day: String) -> String { say("Oldest \(day)", "Älteste \(day)") }
    func afterLeaving(_ days: Int) -> String {
        days == 0
            ? say("when you leave", "wenn Sie ausscheiden")
            : say("\(days) days after you leave", "\(days) Tage nach Ihrem Ausscheiden")
    }
    func erased(_ day: String) -> String { say("erased \(day)", "gelöscht \(day)") }
    func eachErased(_ days: Int) -> String { say("each erased after \(days) days", "je nach \(days) Tagen gelöscht") }
    func heldSentence(_ day: String, end: String) -> String {
        say("Held since \(day). Ends \(end).", "Gespeichert seit \(day). Ende: \(end).")
    }

    // MARK: - What is recorded

    var signInName: String { say("Sign-in times", "Zeiten der Anmeldung") }
    var usageName: String { say("What you used", "Was Sie genutzt haben") }
    func times(_ count: Int) -> String {
        let number = Format(language).number(count)
        return count == 1 ? say("once", "einmal") : say("\(number) times", "\(number)-mal")
    }
    func latest(_ moment: String) -> String {
        say(
            "Latest \(moment). We keep no IP address and no browser name.",
            "Zuletzt \(moment). Wir speichern keine IP-Adresse und keinen Browsernamen.")
    }
    var loginsName: String { say("Where you are signed in", "Wo Sie angemeldet sind") }
    func logins(_ count: Int) -> String {
        let number = Format(language).number(count)
        return say(count == 1 ? "1 browser" : "\(number) browsers", count == 1 ? "1 Browser" : "\(number) Browser")
    }
    var loginsNote: String {
        say(
            "Of a browser only its kind, as long as the login lasts.",
            "Vom Browser nur die Art, solange die Anmeldung dauert.")
    }
    var loginsUse: String {
        say("To keep you signed in, and others out.", "Um Sie angemeldet zu halten und andere fernzuhalten.")
    }
    var loginsEnd: String { say("each ends within 8 hours", "jede endet binnen 8 Stunden") }
    var mailsName: String { say("Mails sent to you", "E-Mails an Sie") }
    func mails(_ count: Int) -> String {
        let number = Format(language).number(count)
        return say(count == 1 ? "1 mail" : "\(number) mails", count == 1 ? "1 E-Mail" : "\(number) E-Mails")
    }
    var mailsNote: String {
        say("Kind and time; the text is gone once it is sent.", "Art und Zeit; der Text ist nach dem Versand weg.")
    }
    var mailsUse: String {
        say(
            "To tell you what happens, and to know that it was sent.",
            "Um Sie zu unterrichten und zu wissen, dass gesendet wurde.")
    }
    var entriesName: String { say("Entries in the evidence log", "Einträge im Nachweisprotokoll") }
    func entries(_ count: Int) -> String {
        let number = Format(language).number(count)
        return say(count == 1 ? "1 entry" : "\(number) entries", count == 1 ? "1 Eintrag" : "\(number) Einträge")
    }
    var entriesNote: String {
        say(
            "What happened to your data and who did it. Values are never in it.",
            "Was mit Ihren Daten geschah und durch wen. Werte stehen nie darin.")
    }
    var entriesUse: String {
        say(
            "To prove to you and your employer what was done.",
            "Um Ihnen und Ihrem Arbeitgeber zu belegen, was geschah.")
    }
    var entriesEnd: String { say("unreadable once you are erased", "nach Ihrer Löschung unlesbar") }
    var groupsName: String { say("Groups", "Gruppen") }
    var groupsUse: String { say("To assign courses to teams.", "Um Kurse Gruppen zuzuweisen.") }
    var rolesName: String { say("What you may do here", "Was Sie hier dürfen") }
    var rolesUse: String {
        say("To open the rooms that belong to your work.", "Um die Räume zu öffnen, die zu Ihrer Arbeit gehören.")
    }
    var directoryGroups: String { say("From your employer’s directory", "Aus dem Verzeichnis Ihres Arbeitgebers") }

    // MARK: - Restrictions

    var restrictedTitle: String { say("The use of your data is paused", "Die Nutzung Ihrer Daten ruht") }
    func restricted(_ since: String) -> String {
        say(
            "Since \(since) it is stored, and used for nothing but your rights.",
            "Seit \(since) sind sie gespeichert und dienen nur Ihren Rechten.")
    }
    func objected(_ purpose: String, _ since: String) -> String {
        say(
            "You objected on \(since): not used for \(purpose).",
            "Sie haben am \(since) widersprochen: nicht genutzt für: \(purpose).")
    }
    var takeBack: String { say("Take it back", "Zurücknehmen") }

    // MARK: - Who saw it

    var sawTitle: String { say("Who saw it", "Wer es gesehen hat") }
    func did(_ deed: EvidenceEvent.Deed) -> String {
        switch deed {
        case .personSeen: say("your page", "Ihre Seite")
        case .staffSeen: say("your name in a list", "Ihren Namen in einer Liste")
        case .staffRead: say("your data, through the API", "Ihre Daten, über die Schnittstelle")
        case .exportMade: say("a copy was made", "eine Kopie wurde erstellt")
        case .profileCorrected: say("your correction", "Ihre Berichtigung")
        default: say("something of yours", "etwas von Ihnen")
        }
    }
    func many(_ count: Int, last: String) -> String {
        count == 1 ? last : say("\(count) times, latest \(last)", "\(count)-mal, zuletzt \(last)")
    }
    func readBack(_ times: Int) -> String {
        let number = Format(language).number(times)
        return say(
            "directory: read back what it had sent, \(number) times this month, of everyone together",
            "Verzeichnis: las zurück, was es gesendet hatte, \(number)-mal in diesem Monat, von allen zusammen")
    }
    func counted(_ moment: String) -> String { say("Counted, latest \(moment)", "Gezählt, zuletzt \(moment)") }
    var nobody: String { say("Nobody from Interactive Instructors", "Niemand von Interactive Instructors") }
    var nobodyNote: String {
        say(
            "Would need a reason and an end time, shown here",
            "Bräuchte einen Grund und ein Ende, die hier stünden")
    }
    var visitor: String { say("Someone from Interactive Instructors", "Jemand von Interactive Instructors") }
    func reason(_ reason: String) -> HTML {
        language == .english ? "for this reason: <bdi>\(reason)</bdi>" : "aus diesem Grund: <bdi>\(reason)</bdi>"
    }
    var integration: String { say("A program of your employer", "Ein Programm Ihres Arbeitgebers") }
    var former: String { say("Someone who is not here any more", "Jemand, der nicht mehr hier ist") }
    var command: String { say("The operator’s command line", "Die Kommandozeile des Betreibers") }
    var program: String { say("The program itself", "Das Programm selbst") }
    var yourself: String { say("You", "Sie") }
    func all(_ count: Int, since: String) -> String {
        let number = Format(language).number(count)
        return count == 1
            ? say("The one entry since \(since)", "Der eine Eintrag seit \(since)")
            : say("All \(number) entries since \(since)", "Alle \(number) Einträge seit \(since)")
    }
    func seenLead(_ organization: String) -> String {
        say(
            """
            Every look at your data, from the log that nobody can rewrite: people of \(organization), its programs, \
            and us.
            """,
            """
            Jeder Blick auf Ihre Daten, aus dem Protokoll, das niemand umschreiben kann: Menschen bei \
            \(organization), dessen Programme und wir.
            """
        )
    }
    var noOneYet: String { say("Nobody has looked at it yet.", "Noch hat niemand hingesehen.") }
    var copies: String { say("Your copies", "Ihre Kopien") }

    /// The name of a field, as the reader knows it.
    func field(_ attribute: Attribute) -> String {
        language == .english ? PersonTexts().field(attribute) : germanField(attribute)
    }

    private func germanField(_ attribute: Attribute) -> String {
        switch attribute {
        case .userName: "Benutzername"
        case .externalID: "Kennung im Verzeichnis"
        case .displayName: "Anzeigename"
        case .formattedName: "Voller Name"
        case .givenName: "Vorname"
        case .familyName: "Nachname"
        case .middleName: "Zweiter Vorname"
        case .honorificPrefix: "Titel vor dem Namen"
        case .honorificSuffix: "Titel nach dem Namen"
        case .title: "Berufsbezeichnung"
        case .workEmail: "Dienstliche E-Mail"
        case .department: "Abteilung"
        case .manager: "Führungskraft"
        case .employeeNumber: "Personalnummer"
        case .workPhone: "Diensttelefon"
        }
    }
}
