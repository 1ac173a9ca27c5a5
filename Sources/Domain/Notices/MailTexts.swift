/// What the program writes by mail, in one language. Plain text: no picture, no tracking, no link but our own.
struct MailTexts: Sendable {
    let rights: RightsMailTexts
    let language: MailLanguage
    let signInLinkSubject: @Sendable (String) -> String
    let signInLink: @Sendable (_ address: String, _ organization: String) -> String
    let factorConfirmedSubject: String
    let factorConfirmed: @Sendable (String) -> String
    let factorResetSubject: String
    let factorReset: @Sendable (String) -> String
    let recoveryCodeUsedSubject: String
    let recoveryCodeUsed: @Sendable (String) -> String
    let changesStagedSubject: @Sendable (Int64) -> String
    let changesStaged: @Sendable (_ people: Int64, _ organization: String, _ link: String) -> String
    let changesEscalatedSubject: String
    let changesEscalated: @Sendable (_ organization: String, _ link: String) -> String
    let visitOpenedSubject: String
    let visitOpened: @Sendable (_ reason: String, _ end: String, _ organization: String, _ link: String) -> String

    static func `in`(_ language: MailLanguage) -> MailTexts {
        switch language {
        case .english: english
        case .german: german
        }
    }

    func subject(of mail: Mail, _ organization: String) -> String {
        switch mail {
        case .signInLink: signInLinkSubject(organization)
        case .factorConfirmed: factorConfirmedSubject
        case .factorReset: factorResetSubject
        case .recoveryCodeUsed: recoveryCodeUsedSubject
        case .changesStaged(let people): changesStagedSubject(people)
        case .changesEscalated: changesEscalatedSubject
        case .visitOpened: visitOpenedSubject
        case .rights(let letter): rights.subject(of: letter)
        case .correctionAtSource: rights.atSourceSubject
        case .restrictionReleased: rights.releasedSubject
        case .register(let news): news.subject(in: language)
        }
    }

    /// - Parameter pages: the address of the organization's pages; nil leaves the links out.
    func text(of mail: Mail, _ organization: String, pages: String? = nil) -> String {
        func link(_ page: String) -> String { pages.map { "\n\($0)/\(page)\n" } ?? "" }
        return switch mail {
        case .signInLink(let address): signInLink(address, organization)
        case .factorConfirmed: factorConfirmed(organization)
        case .factorReset: factorReset(organization)
        case .recoveryCodeUsed: recoveryCodeUsed(organization)
        case .changesStaged(let people): changesStaged(people, organization, link("directory"))
        case .changesEscalated: changesEscalated(organization, link("directory"))
        case .visitOpened(let reason, let end): visitOpened(reason, Self.time(end), organization, link("access"))
        case .rights(let letter): rights.text(of: letter, organization, pages: pages)
        case .correctionAtSource(let person, let attribute):
            rights.atSource(attribute, organization, link("staff/\(person)"))
        case .restrictionReleased: rights.released(organization, link("me"))
        case .register(let news): news.text(in: language, organization, link: link(news.page))
        }
    }

    /// “12:56” of an instant in milliseconds UTC.
    private static func time(_ instant: Int64) -> String {
        let minutes = instant / Clock.minute % (24 * 60)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    private static let english = MailTexts(
        rights: RightsMailTexts(language: .english),
        language: .english,
        signInLinkSubject: { "Sign in to \($0)" },
        signInLink: { address, organization in
            """
            You asked to sign in to the training of \(organization). Open this link in the browser where you asked:

            \(address)

            It works once, for ten minutes. If it was not you, do nothing: without this mail nobody gets in.

            """
        },
        factorConfirmedSubject: "A second step was set up",
        factorConfirmed: {
            """
            From now on, signing in to \($0) asks you for a code from your authenticator app. Your other logins have ended.

            If it was not you, tell an administrator of your organization at once.

            """
        },
        factorResetSubject: "Your second step was reset",
        factorReset: {
            """
            An administrator of \($0) has reset your second step. You set up a new one the next time you sign in.

            If you did not ask for it, tell your administrator.

            """
        },
        recoveryCodeUsedSubject: "A recovery code was used",
        recoveryCodeUsed: {
            """
            Someone signed in to \($0) as you with one of your recovery codes. Each works once.

            If it was not you, tell an administrator of your organization at once.

            """
        },
        changesStagedSubject: { "Access of \($0) people waits for your decision" },
        changesStaged: { people, organization, link in
            """
            A directory of \(organization) took away so many people at once (\(people)) that the change was held. Their \
            access is suspended and nothing was removed. Please look at it on the page “Directory” and decide.
            \(link)
            """
        },
        changesEscalatedSubject: "Held changes have waited for seven days",
        changesEscalated: {
            """
            Changes from a directory of \($0) were held seven days ago, and nobody has decided on them. Please look at \
            the page “Directory” and decide.
            \($1)
            """
        },
        visitOpenedSubject: "The operator is looking into your organization",
        visitOpened: { reason, end, organization, link in
            """
            One of the operator's people opened the console of \(organization). The reason given:

            \(reason)

            The visit ends at \(end) UTC at the latest. You can end it now, on the page “Access”.
            \(link)
            """
        })

    private static let german = MailTexts(
        rights: RightsMailTexts(language: .german),
        language: .german,
        signInLinkSubject: { "Anmelden bei \($0)" },
        signInLink: { address, organization in
            """
            Sie möchten sich beim Training von \(organization) anmelden. Öffnen Sie diesen Link in dem Browser, in dem \
            Sie ihn angefordert haben:

            \(address)

            Er gilt einmal und zehn Minuten lang. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: ohne diese \
            E-Mail kommt niemand hinein.

            """
        },
        factorConfirmedSubject: "Ein zweiter Schritt wurde eingerichtet",
        factorConfirmed: {
            """
            Ab jetzt fragt die Anmeldung bei \($0) nach einem Code aus Ihrer Authenticator-App. Ihre anderen Anmeldungen \
            sind beendet.

            Wenn Sie das nicht waren, sagen Sie es sofort Ihrer Administration.

            """
        },
        factorResetSubject: "Ihr zweiter Schritt wurde zurückgesetzt",
        factorReset: {
            """
            Die Administration von \($0) hat Ihren zweiten Schritt zurückgesetzt. Bei der nächsten Anmeldung richten Sie \
            einen neuen ein.

            Wenn Sie nicht darum gebeten haben, sagen Sie es Ihrer Administration.

            """
        },
        recoveryCodeUsedSubject: "Ein Wiederherstellungscode wurde benutzt",
        recoveryCodeUsed: {
            """
            Bei \($0) wurde mit einem Ihrer Wiederherstellungscodes angemeldet. Jeder gilt einmal.

            Wenn Sie das nicht waren, sagen Sie es sofort Ihrer Administration.

            """
        },
        changesStagedSubject: { "Der Zugang von \($0) Personen wartet auf Ihre Entscheidung" },
        changesStaged: { people, organization, link in
            """
            Ein Verzeichnis von \(organization) hat so vielen Personen auf einmal (\(people)) den Zugang genommen, dass \
            die Änderung angehalten wurde. Ihr Zugang ruht, entfernt wurde nichts. Bitte entscheiden Sie auf der Seite \
            „Verzeichnis“ (Directory).
            \(link)
            """
        },
        changesEscalatedSubject: "Angehaltene Änderungen warten seit sieben Tagen",
        changesEscalated: {
            """
            Änderungen aus einem Verzeichnis von \($0) wurden vor sieben Tagen angehalten, und niemand hat entschieden. \
            Bitte entscheiden Sie auf der Seite „Verzeichnis“ (Directory).
            \($1)
            """
        },
        visitOpenedSubject: "Der Betreiber sieht in Ihre Organisation",
        visitOpened: { reason, end, organization, link in
            """
            Jemand vom Betreiber hat die Konsole von \(organization) geöffnet. Der angegebene Grund:

            \(reason)

            Der Besuch endet spätestens um \(end) UTC. Sie können ihn sofort beenden, auf der Seite „Zugang“ (Access).
            \(link)
            """
        })
}
