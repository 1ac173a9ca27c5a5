extension DoorTexts {
    static let german = DoorTexts(
        skip: "Zum Inhalt springen",
        product: "Interactive Instructors",
        title: "Anmelden",
        headline: ["Zehn Minuten,", "eine Lehrerin, Sie."],
        lead: "Melden Sie sich mit dem Konto an, das Sie bei der Arbeit nutzen.",
        email: "Dienstliche E-Mail-Adresse",
        emailHelp: "Ihr Arbeitgeber meldet Sie an. Wo er das nicht kann, schicken wir Ihnen einen Link.",
        emailHelpWithoutMail: "Sie führt zur Anmeldung Ihres Arbeitgebers, wo es eine gibt.",
        emailError: "Bitte die ganze dienstliche Adresse eingeben, etwa freja@havn.example.",
        organizationLabel: "Kurzname Ihrer Organisation",
        organizationHelp: "Er steht hinter /o/ in jeder Adresse, die Ihr Arbeitgeber Ihnen gegeben hat.",
        organizationUnknown: """
            Diesen Kurznamen hat keine Organisation. Sehen Sie nach, was in einer Adresse Ihres Arbeitgebers hinter /o/ \
            steht, oder geben Sie oben Ihre dienstliche E-Mail-Adresse ein.
            """,
        go: "Weiter",
        orElse: "oder",
        linkOnce: "Ein Link gilt einmal",
        linkMinutes: "und zehn Minuten lang",
        linkSentence: "Ein Anmeldelink gilt einmal und zehn Minuten lang.",
        quote: "„Sagen Sie mir, was Sie tun würden. Dann sehen wir, warum.“",
        instructorAlt: "Ines, eine der Lehrerinnen",
        signInTitle: { "Anmelden bei \($0)" },
        turnedAwayLead: "Sie sind in diesem Browser nicht angemeldet.",
        waysLead: "Melden Sie sich mit dem Konto an, das Sie bei der Arbeit nutzen.",
        throughEmployer: "Über Ihren Arbeitgeber anmelden",
        throughEmployerHelp: {
            "Sie melden sich bei \($0) an, wie für Ihre andere Arbeit, und kommen hierher zurück."
        },
        onlyEmployer: "Ihre Organisation lässt nur diesen Weg zu.",
        linkEmailHelp: "Dorthin schicken wir einen Link, der in diesem Browser gilt.",
        sendLink: "Link schicken",
        noWay: """
            Diese Installation verschickt keine Post, und Ihre Organisation hat ihre eigene Anmeldung noch nicht \
            verbunden. Nehmen Sie den Link, den Ihre Administration Ihnen gegeben hat, oder bitten Sie um einen.
            """,
        askedTitle: "Sehen Sie in Ihre Post",
        askedLead: "Ist diese Adresse bekannt, so ist eine Nachricht mit einem Link dorthin unterwegs.",
        askedBrowser: "Öffnen Sie den Link in diesem Browser: In keinem anderen gilt er.",
        askedNothing: """
            Nach einigen Minuten nichts da? Sehen Sie unter der unerwünschten Post nach, prüfen Sie, ob es die \
            dienstliche Adresse war, und fordern Sie noch einmal an.
            """,
        askAgain: "Noch einmal anfordern",
        unreachableTitle: "Von hier kann kein Link geschickt werden",
        unreachableLead: """
            Diese Installation verschickt keine Post. Nehmen Sie auf der Startseite den Kurznamen Ihrer Organisation, \
            oder bitten Sie Ihre Administration um einen Link.
            """,
        signInLead: "Der Link ist verbraucht, sobald Sie den Knopf drücken, nicht vorher.",
        signInButton: "Anmelden",
        signInOnce: """
            Sie bleiben in diesem Browser angemeldet, bis Sie sich abmelden. Auch eine halbe Stunde ohne Seite beendet \
            die Anmeldung, und nach acht Stunden endet sie.
            """,
        elsewhereTitle: "Öffnen Sie diesen Link im anderen Browser",
        elsewhereLead: """
            Er gilt nur in dem Browser, in dem Sie ihn angefordert haben, damit sich niemand für Sie anmeldet, der Ihre \
            Post lesen kann.
            """,
        elsewhereRemedy: "Gehen Sie in jenen Browser zurück, oder fordern Sie in diesem einen neuen Link an.",
        expiredTitle: "Dieser Link gilt nicht mehr",
        expiredLead: """
            Er wurde schon benutzt, oder seine zehn Minuten sind um. Sonst ist nichts passiert, und nichts wurde geändert.
            """,
        expiredRemedy: "Fordern Sie hier einen neuen an, oder bitten Sie dort, wo Sie diesen bekommen haben.",
        toDoor: "Neuen Link anfordern",
        toStart: "Zur Startseite",
        faultTitle: "Die Anmeldung hat nicht geklappt",
        tryAgain: "Noch einmal versuchen",
        fault: { fault in
            switch fault {
            case .refusedThere:
                "Sie wurde bei der Anmeldung Ihres Arbeitgebers abgebrochen oder abgelehnt. Nichts wurde geändert."
            case .unavailable:
                "Die Anmeldung Ihres Arbeitgebers antwortet gerade nicht. Bitte in einigen Minuten noch einmal."
            case .unknownPerson:
                """
                Die Anmeldung bei Ihrem Arbeitgeber hat geklappt, aber hier ist niemand unter ihr bekannt. Bitten Sie \
                Ihre Administration nachzusehen, ob das Verzeichnis Sie übermittelt hat.
                """
            case .unusable:
                """
                Was von der Anmeldung Ihres Arbeitgebers zurückkam, war nicht zu verwenden. Beginnen Sie hier noch \
                einmal; geschieht es wieder, nennen Sie Ihrer Administration das Kennzeichen unten.
                """
            }
        },
        againTitle: "Melden Sie sich zuerst neu an",
        againLead: """
            Was Sie vorhaben, braucht einen Nachweis der letzten 15 Minuten, dass Sie an diesem Browser sind. Eine \
            neue Anmeldung genügt.
            """,
        againButton: "Abmelden und neu anmelden",
        againKeep: "Zurück",
        signedOutTitle: "Sie sind abgemeldet",
        signedOutLead: "Ihre Sitzung in diesem Browser ist beendet, auch bei uns. Sie können diese Seite schließen.",
        signedOutEmployer: """
            Bei der Anmeldung Ihres Arbeitgebers sind Sie noch angemeldet. Melden Sie sich in einem Browser, den auch \
            andere nutzen, dort ebenfalls ab.
            """,
        signOutAtEmployer: "Auch beim Arbeitgeber abmelden",
        signInAgain: "Wieder anmelden"
    )
}
