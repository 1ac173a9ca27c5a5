/// What the program writes about requests, in one language.
struct RightsMailTexts: Sendable {
    let language: MailLanguage

    private func say(_ english: String, _ german: String) -> String { language == .english ? english : german }

    func subject(of letter: RightsLetter) -> String {
        let what = letter.number
        return switch letter.occasion {
        case .received: say("Your request \(what) was received", "Ihr Antrag \(what) ist eingegangen")
        case .identified:
            say("Your request \(what): we know it is you", "Ihr Antrag \(what): Ihre Identität ist bestätigt")
        case .approved: say("Your request \(what) was approved", "Ihrem Antrag \(what) wird entsprochen")
        case .extended: say("Your request \(what) takes longer", "Ihr Antrag \(what) dauert länger")
        case .refused: say("Your request \(what) was refused", "Ihr Antrag \(what) wurde abgelehnt")
        case .done: say("Your request \(what) is done", "Ihr Antrag \(what) ist erledigt")
        case .entered: say("A new request: \(what)", "Ein neuer Antrag: \(what)")
        case .secondNeeded: say("\(what) needs a second approval", "\(what) braucht eine zweite Freigabe")
        case .withdrawn: say("\(what) was taken back", "\(what) wurde zurückgenommen")
        case .due: say("\(what) is due on \(day(letter.due))", "\(what) ist bis \(day(letter.due)) zu beantworten")
        case .overdue: say("\(what) is overdue", "\(what) ist überfällig")
        }
    }

    /// - Parameter pages: the address of the organization's pages; nil leaves the link out.
    func text(of letter: RightsLetter, _ organization: String, pages: String?) -> String {
        let room = letter.occasion.isForPerson ? "me" : "privacy"
        let link = pages.map { "\n\($0)/\(room)/requests/\(letter.request)\n" } ?? ""
        return "\(sentence(letter, organization))\n\(link)"
    }

    private func sentence(_ letter: RightsLetter, _ organization: String) -> String {
        let (what, due) = (kind(letter.kind), day(letter.due))
        return switch letter.occasion {
        case .received:
            say(
                """
                You asked \(organization) for \(what). The privacy officer answers by \(due). You see every step \
                here:
                """,
                """
                Sie haben bei \(organization) \(what) beantragt. Der Datenschutz antwortet bis \(due). Jeden Schritt \
                sehen Sie hier:
                """
            )
        case .identified:
            say(
                "\(organization) confirmed who you are and is deciding. You will have an answer by \(due):",
                "\(organization) hat bestätigt, wer Sie sind, und entscheidet. Sie haben eine Antwort bis \(due):")
        case .approved:
            say(
                "\(organization) approved your request for \(what). It is being carried out:",
                "\(organization) entspricht Ihrem Antrag auf \(what). Er wird ausgeführt:")
        case .extended:
            say(
                "\(organization) needs up to two months more, until \(due). The reason stands here:",
                "\(organization) braucht bis zu zwei Monate länger, bis \(due). Der Grund steht hier:")
        case .refused:
            say(
                "\(organization) refused your request for \(what). The reason, and where you can complain, stand here:",
                """
                \(organization) hat Ihren Antrag auf \(what) abgelehnt. Der Grund und wo Sie sich beschweren können, \
                stehen hier:
                """
            )
        case .done:
            say(
                "Your request for \(what) is done. What was done stands here:",
                "Ihr Antrag auf \(what) ist erledigt. Was geschehen ist, steht hier:")
        case .entered:
            say(
                "Someone of \(organization) asked for \(what). An answer is due by \(due):",
                "Jemand von \(organization) hat \(what) beantragt. Eine Antwort ist fällig bis \(due):")
        case .secondNeeded:
            say(
                "An erasure was approved once and needs a second person, by \(due). You may be that person:",
                """
                Eine Löschung wurde einmal freigegeben und braucht eine zweite Person, bis \(due). Das können Sie \
                sein:
                """
            )
        case .withdrawn:
            say(
                "The person took the request for \(what) back. Nothing is left to do:",
                "Der Antrag auf \(what) wurde zurückgenommen. Es ist nichts mehr zu tun:")
        case .due:
            say(
                "The request for \(what) has to be answered by \(due):",
                "Der Antrag auf \(what) ist bis \(due) zu beantworten:")
        case .overdue:
            say(
                "The request for \(what) was due on \(due) and has no answer. Answer it now, and say why it is late:",
                """
                Der Antrag auf \(what) war bis \(due) zu beantworten und ist es nicht. Bitte antworten Sie jetzt und \
                sagen Sie, warum es spät ist:
                """
            )
        }
    }

    private func kind(_ kind: RightsKind) -> String {
        switch kind {
        case .access: say("a copy of the data", "eine Kopie der Daten")
        case .portability: say("a copy to take along", "eine Kopie zum Mitnehmen")
        case .rectification: say("a correction", "eine Berichtigung")
        case .erasure: say("erasure", "Löschung")
        case .restriction: say("a restriction", "eine Einschränkung")
        case .objection: say("an end of one use", "das Ende einer Nutzung")
        }
    }

    /// “19 December 2026”.
    private func day(_ day: RightsLetter.Day) -> String {
        let name = Self.months[language == .english ? 0 : 1][day.month - 1]
        return language == .english ? "\(day.day) \(name) \(day.year)" : "\(day.day). \(name) \(day.year)"
    }

    private static let months = [
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ],
        [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
            "November", "Dezember",
        ],
    ]

    // MARK: - Beside requests

    var atSourceSubject: String {
        say("Please set a value right in the directory", "Bitte einen Wert im Verzeichnis berichtigen")
    }

    func atSource(_ attribute: Attribute, _ organization: String, _ link: String) -> String {
        say(
            """
            Someone of \(organization) asked for a correction of “\(attribute.path)”. This value is set right where it \
            comes from: please do so in your directory. It arrives with the next sync.
            \(link)
            """,
            """
            Jemand von \(organization) hat eine Berichtigung von „\(attribute.path)“ beantragt. Dieser Wert wird dort \
            berichtigt, wo er herkommt: bitte in Ihrem Verzeichnis. Er kommt mit dem nächsten Abgleich.
            \(link)
            """)
    }

    var releasedSubject: String { say("Your data is used again", "Ihre Daten werden wieder genutzt") }

    func released(_ organization: String, _ link: String) -> String {
        say(
            "\(organization) has ended the restriction of your data. What it is used for now stands here:\n\(link)",
            """
            \(organization) hat die Einschränkung Ihrer Daten beendet. Wofür sie jetzt genutzt werden, steht \
            hier:\n\(link)
            """
        )
    }
}
