/// What the program writes by mail, in one language. Plain text: no picture, no tracking, no link but our own.
struct MailTexts: Sendable {
    let signInLinkSubject: @Sendable (String) -> String
    let signInLink: @Sendable (_ address: String, _ organization: String) -> String
    let factorConfirmedSubject: String
    let factorConfirmed: @Sendable (String) -> String
    let factorResetSubject: String
    let factorReset: @Sendable (String) -> String
    let recoveryCodeUsedSubject: String
    let recoveryCodeUsed: @Sendable (String) -> String
    let changesStagedSubject: @Sendable (Int64) -> String
    let changesStaged: @Sendable (Int64, String) -> String
    let changesEscalatedSubject: String
    let changesEscalated: @Sendable (String) -> String
    let visitOpenedSubject: String
    let visitOpened: @Sendable (_ reason: String, _ organization: String) -> String

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
        }
    }

    func text(of mail: Mail, _ organization: String) -> String {
        switch mail {
        case .signInLink(let address): signInLink(address, organization)
        case .factorConfirmed: factorConfirmed(organization)
        case .factorReset: factorReset(organization)
        case .recoveryCodeUsed: recoveryCodeUsed(organization)
        case .changesStaged(let people): changesStaged(people, organization)
        case .changesEscalated: changesEscalated(organization)
        case .visitOpened(let reason): visitOpened(reason, organization)
        }
    }

    private static let english = MailTexts(
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
        changesStaged: { people, organization in
            """
            A directory of \(organization) took away so many people at once (\(people)) that the change was held. Their \
            access is suspended and nothing was removed. Please look at it on the page “Directory” and decide.

            """
        },
        changesEscalatedSubject: "Held changes have waited for seven days",
        changesEscalated: {
            """
            Changes from a directory of \($0) were held seven days ago, and nobody has decided on them. Please look at \
            the page “Directory”.

            """
        },
        visitOpenedSubject: "The operator is looking into your organization",
        visitOpened: { reason, organization in
            """
            One of the operator's people opened the console of \(organization). The reason given:

            \(reason)

            The page “Access” shows until when, and lets you end the visit now.

            """
        })

    private static let german = MailTexts(
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
        changesStaged: { people, organization in
            """
            Ein Verzeichnis von \(organization) hat so vielen Personen auf einmal (\(people)) den Zugang genommen, dass \
            die Änderung angehalten wurde. Ihr Zugang ruht, entfernt wurde nichts. Bitte entscheiden Sie auf der Seite \
            „Directory“.

            """
        },
        changesEscalatedSubject: "Angehaltene Änderungen warten seit sieben Tagen",
        changesEscalated: {
            """
            Änderungen aus einem Verzeichnis von \($0) wurden vor sieben Tagen angehalten, und niemand hat entschieden. \
            Bitte sehen Sie auf die Seite „Directory“.

            """
        },
        visitOpenedSubject: "Der Betreiber sieht in Ihre Organisation",
        visitOpened: { reason, organization in
            """
            Jemand vom Betreiber hat die Konsole von \(organization) geöffnet. Der angegebene Grund:

            \(reason)

            Die Seite „Access“ zeigt, bis wann, und dort können Sie den Besuch sofort beenden.

            """
        })
}
