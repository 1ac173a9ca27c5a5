import Domain

/// The home of those who learn: what is here for them now, and who keeps what about them.
struct HomeTexts: Sendable {
    let language: Language

    var title: String { say("Overview", "Übersicht") }
    var lead: String {
        say(
            "Nothing is assigned to you yet, and nothing is waiting for you.",
            "Ihnen ist noch nichts zugewiesen, und nichts wartet auf Sie.")
    }
    var lineStart: String { say("January", "Januar") }
    var lineEnd: String { say("December", "Dezember") }
    var trainingTitle: String { say("Your training", "Ihr Training") }
    var trainingText: String {
        say(
            """
            Once a course is assigned, you train in sessions of ten minutes with an instructor on the screen, who \
            explains, asks, listens and adapts. A session begins when you open it, never by itself.
            """,
            """
            Sobald Ihnen ein Kurs zugewiesen ist, üben Sie in Sitzungen von zehn Minuten mit einer Lehrperson auf \
            dem Bildschirm, die erklärt, fragt, zuhört und sich auf Sie einstellt. Eine Sitzung beginnt, wenn Sie sie \
            öffnen, nie von selbst.
            """)
    }
    var dataTitle: String { say("Your data", "Ihre Daten") }
    var dataKept: String {
        say(
            """
            We keep it on your employer’s behalf, each person’s under a key of its own. Your name and your job title are there \
            to greet you and to assign courses, your work e-mail to sign you in.
            """,
            """
            Wir bewahren diese Daten im Auftrag Ihres Arbeitgebers auf, die jeder Person unter einem eigenen \
            Schlüssel. Name und Berufsbezeichnung dienen dazu, Sie zu begrüßen und Kurse zuzuweisen, die dienstliche \
            E-Mail-Adresse der Anmeldung.
            """)
    }
    var signInTitle: String { say("How you sign in", "Wie Sie sich anmelden") }
    var signInBy: String { say("Signed in by", "Angemeldet durch") }
    var secondStep: String { say("Second step", "Zweiter Schritt") }
    var isOn: String { say("On", "An") }
    var isOff: String { say("Off", "Aus") }
    var loginEnds: String { say("This login ends", "Diese Anmeldung endet") }
    var signInLink: String { say("See your logins and your second step", "Anmeldungen und zweiten Schritt ansehen") }
    var askTitle: String { say("Who to ask", "Wen Sie fragen können") }
    var noticesTitle: String { say("Operator access", "Zugriffe des Betreibers") }
    var escalated: String {
        say(
            "A change has waited for a decision for seven days.",
            "Eine Änderung wartet seit sieben Tagen auf eine Entscheidung.")
    }

    /// By the hour of the organization's clock.
    func greeting(_ name: String, hour: Int) -> HTML {
        let words =
            switch hour {
            case 5..<12: say("Good morning", "Guten Morgen")
            case 12..<18: say("Good afternoon", "Guten Tag")
            default: say("Good evening", "Guten Abend")
            }
        return "\(words), \(PersonName(name).html)."
    }

    /// The line of the year in words.
    func yearSentence(_ date: String) -> String {
        say("This year, month by month. Today is \(date).", "Dieses Jahr, Monat für Monat. Heute ist der \(date).")
    }

    func noneTitle(_ organization: String) -> HTML {
        language == .english
            ? "When <bdi>\(organization)</bdi> assigns a course, it stands here"
            : "Weist <bdi>\(organization)</bdi> Ihnen einen Kurs zu, steht er hier"
    }

    var noneText: String {
        say(
            "Courses come to you or to your group, with the day they are due. Until then there is nothing to do here.",
            """
            Kurse kommen zu Ihnen oder Ihrer Gruppe, mit dem Tag, an dem sie fällig sind. Bis dahin ist hier nichts \
            zu tun.
            """)
    }

    func dataDecides(_ organization: String) -> HTML {
        language == .english
            ? "<bdi>\(organization)</bdi> decides what is held about you, and its directory sends it."
            : "<bdi>\(organization)</bdi> entscheidet, was über Sie gespeichert ist; das eigene Verzeichnis sendet es."
    }

    func alsoHeld(_ names: [String]) -> String {
        let list = Format(language).list(names)
        return say("By your employer’s instruction also: \(list).", "Auf Weisung Ihres Arbeitgebers auch: \(list).")
    }

    func attribute(_ attribute: Attribute) -> String? {
        switch attribute {
        case .department: say("your department", "Ihre Abteilung")
        case .manager: say("your manager", "Ihre Führungskraft")
        case .employeeNumber: say("your employee number", "Ihre Personalnummer")
        case .workPhone: say("your work phone", "Ihre dienstliche Telefonnummer")
        default: nil
        }
    }

    func ask(_ organization: String) -> HTML {
        language == .english
            ? """
            The administrators of <bdi>\(organization)\
            </bdi> keep the directory and the roles; its privacy officer answers \
            what concerns your data. Both work there, not here.
            """
            : """
            Die Administration von <bdi>\(organization)</bdi> pflegt Verzeichnis und Rollen; was Ihre Daten betrifft, \
            beantwortet der Datenschutz dort. Beide arbeiten bei Ihrem Arbeitgeber, nicht bei uns.
            """
    }

    func gaveAccess(_ reason: String?) -> String {
        guard let reason else {
            return say("The operator had access.", "Der Betreiber hatte Zugriff.")
        }
        return say("The operator had access: “\(reason)”", "Der Betreiber hatte Zugriff: „\(reason)“")
    }

    private func say(_ english: String, _ german: String) -> String { language == .english ? english : german }
}
