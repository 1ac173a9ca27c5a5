/// The second step: asking for its code, setting it up, its recovery codes.
struct FactorTexts: Sendable {
    let title: String
    let lead: String
    let proveTitle: String
    let proveLead: String
    let code: String
    let codeHelp: String
    let recoveryCode: String
    let go: String
    let wrong: String
    let locked: @Sendable (_ time: String) -> String
    let lostTitle: String
    let lostText: String

    let setupTitle: String
    let setupNeeded: String
    let setupWanted: String
    let setupReplaces: String
    let setupApp: String
    let setupScan: String
    let picture: String
    let key: String
    let keyHelp: String
    let setupCode: String
    let confirm: String
    let wrongFirst: String
    let beginAgain: String
    let beginAgainHelp: String

    let codesTitle: String
    let codesLead: String
    let codesOthersEnded: String
    let codesLabel: String
    let codesKeep: String
    let codesDone: String
}

extension FactorTexts {
    static let english = FactorTexts(
        title: "One more step",
        lead: "Type the six digits that your authenticator app shows now.",
        proveTitle: "Show once more that it is you",
        proveLead: """
            What you are about to do needs a proof of the last 15 minutes. Type the six digits that your authenticator \
            app shows now.
            """,
        code: "Code",
        codeHelp: "Six digits; they change every 30 seconds.",
        recoveryCode: "Recovery code",
        go: "Continue",
        wrong: "That code does not fit. Wait for the next one in your app and type it; each works once.",
        locked: { "Too many codes were wrong. From \($0) on they are looked at again." },
        lostTitle: "Your phone is not at hand?",
        lostText: """
            Use one of your recovery codes. If they are lost too, an administrator of your organization can take the \
            second step away, and you set up a new one.
            """,
        setupTitle: "Set up your second step",
        setupNeeded: """
            Your role sees and decides what concerns others, so access to a mailbox is not enough for it. You need an \
            authenticator app on your phone, and two minutes, once.
            """,
        setupWanted: """
            From then on whoever gets into your mailbox still does not get in here. You need an authenticator app on your \
            phone, and two minutes, once.
            """,
        setupReplaces: "The new phone takes the place of the old one, whose codes then no longer work.",
        setupApp: "Open your authenticator app. Any that knows time-based codes will do.",
        setupScan: "Scan this picture with it, or type the key.",
        picture: "QR code with the key, for your authenticator app",
        key: "Key",
        keyHelp: "The picture and the key are made anew each time this page is opened, and shown only here.",
        setupCode: "Type the six digits that the app shows.",
        confirm: "Turn it on",
        wrongFirst: "That code does not fit. See that your phone’s clock is right, and type the next one.",
        beginAgain: "Begin again with a new picture",
        beginAgainHelp:
            "The picture is not shown a second time. Your app has the key already, so the next code is enough.",
        codesTitle: "Keep these recovery codes",
        codesLead: "When your phone is lost, each of them lets you in once. They are shown now and never again.",
        codesOthersEnded: "The second step is on. Your logins on other browsers have ended.",
        codesLabel: "Recovery codes",
        codesKeep: "Print this page, or put the codes where you keep passwords. Earlier codes no longer work.",
        codesDone: "They are kept: continue"
    )

    static let german = FactorTexts(
        title: "Noch ein Schritt",
        lead: "Geben Sie die sechs Ziffern ein, die Ihre Authenticator-App jetzt zeigt.",
        proveTitle: "Zeigen Sie noch einmal, dass Sie es sind",
        proveLead: """
            Was Sie vorhaben, braucht einen Nachweis der letzten 15 Minuten. Geben Sie die sechs Ziffern ein, die Ihre \
            Authenticator-App jetzt zeigt.
            """,
        code: "Code",
        codeHelp: "Sechs Ziffern; sie wechseln alle 30 Sekunden.",
        recoveryCode: "Wiederherstellungscode",
        go: "Weiter",
        wrong: "Dieser Code passt nicht. Warten Sie auf den nächsten in Ihrer App; jeder gilt einmal.",
        locked: { "Zu viele Codes waren falsch. Ab \($0) Uhr werden wieder welche geprüft." },
        lostTitle: "Das Telefon ist nicht zur Hand?",
        lostText: """
            Nehmen Sie einen Ihrer Wiederherstellungscodes. Sind auch die verloren, kann Ihre Administration den zweiten \
            Schritt zurücksetzen, und Sie richten einen neuen ein.
            """,
        setupTitle: "Richten Sie Ihren zweiten Schritt ein",
        setupNeeded: """
            Ihre Rolle sieht und entscheidet, was andere betrifft; dafür genügt der Zugang zu einem Postfach nicht. Sie \
            brauchen eine Authenticator-App auf Ihrem Telefon und einmal zwei Minuten.
            """,
        setupWanted: """
            Von da an kommt auch hier nicht hinein, wer in Ihr Postfach kommt. Sie brauchen eine Authenticator-App auf \
            Ihrem Telefon und einmal zwei Minuten.
            """,
        setupReplaces: "Das neue Telefon tritt an die Stelle des alten, dessen Codes dann nicht mehr gelten.",
        setupApp: "Öffnen Sie Ihre Authenticator-App. Jede, die zeitabhängige Codes kennt, ist geeignet.",
        setupScan: "Lesen Sie dieses Bild mit ihr ein, oder geben Sie den Schlüssel ein.",
        picture: "QR-Code mit dem Schlüssel für Ihre Authenticator-App",
        key: "Schlüssel",
        keyHelp: "Bild und Schlüssel entstehen bei jedem Öffnen dieser Seite neu und stehen nur hier.",
        setupCode: "Geben Sie die sechs Ziffern ein, die die App zeigt.",
        confirm: "Einschalten",
        wrongFirst: """
            Dieser Code passt nicht. Prüfen Sie, ob die Uhr Ihres Telefons richtig geht, und geben Sie den nächsten ein.
            """,
        beginAgain: "Mit einem neuen Bild beginnen",
        beginAgainHelp: """
            Das Bild wird kein zweites Mal gezeigt. Ihre App hat den Schlüssel schon; der nächste Code genügt.
            """,
        codesTitle: "Bewahren Sie diese Codes auf",
        codesLead: """
            Ist das Telefon verloren, lässt jeder dieser Wiederherstellungscodes Sie einmal hinein. Sie stehen jetzt hier \
            und nie wieder.
            """,
        codesOthersEnded: "Der zweite Schritt ist an. Ihre Anmeldungen in anderen Browsern sind beendet.",
        codesLabel: "Wiederherstellungscodes",
        codesKeep: "Drucken Sie diese Seite, oder legen Sie die Codes zu Ihren Passwörtern. Frühere gelten nicht mehr.",
        codesDone: "Aufbewahrt, weiter"
    )
}
