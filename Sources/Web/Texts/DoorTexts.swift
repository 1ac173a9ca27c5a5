/// The pages before signing in: the start page, the one-time link, and the page after signing out.
struct DoorTexts: Sendable {
    let skip: String
    let product: String
    let title: String
    /// The two lines of the heading.
    let headline: [String]
    let lead: String
    let organizationLabel: String
    let organizationHelp: String
    let go: String
    let orElse: String
    let useLink: String
    let linkOnce: String
    let linkMinutes: String
    let linkSentence: String
    let quote: String
    let instructorAlt: String
    let onBehalf: @Sendable (_ organization: String) -> String

    let signInTitle: @Sendable (_ organization: String) -> String
    let signInHeadline: @Sendable (_ organization: String) -> String
    let signInLead: String
    let signInButton: String
    let signInOnce: String

    let signInAtWorkHeadline: @Sendable (_ organization: String) -> String
    let signInAtWorkLead: String

    let expiredTitle: String
    let expiredHeadline: String
    let expiredLead: String
    let expiredRemedy: String
    let toStart: String

    let signedOutTitle: String
    let signedOutHeadline: String
    let signedOutLead: String
}

extension DoorTexts {
    static let english = DoorTexts(
        skip: "Skip to the content",
        product: "Interactive Instructors",
        title: "Sign in",
        headline: ["Ten minutes,", "one instructor, you."],
        lead: "Workplace training, one-to-one, on behalf of your employer.",
        organizationLabel: "Your organization’s short name",
        organizationHelp: "It stands after /o/ in each address that your employer gave you.",
        go: "Continue",
        orElse: "or",
        useLink: "Use the link that your administrator gave you.",
        linkOnce: "A link works once",
        linkMinutes: "and for ten minutes",
        linkSentence: "A sign-in link works once and for ten minutes.",
        quote: "“Tell me what you would do. Then we look at why.”",
        instructorAlt: "Ines, one of the instructors",
        onBehalf: { "Interactive Instructors acts on behalf of \($0)." },
        signInTitle: { "Sign in to \($0)" },
        signInHeadline: { "Sign in to \($0) as an administrator" },
        signInLead: "Your link is used up once you press the button, not before.",
        signInButton: "Sign in",
        signInOnce: """
            You stay signed in on this browser until you sign out. Half an hour without a page ends it too, and eight \
            hours at most.
            """,
        signInAtWorkHeadline: { "Sign in to \($0)" },
        signInAtWorkLead: "You are not signed in on this browser.",
        expiredTitle: "This link no longer works",
        expiredHeadline: "This link no longer works",
        expiredLead: """
            It was used already, or its ten minutes are over. Nothing else is wrong, and nothing was changed.
            """,
        expiredRemedy: "Ask whoever sent it for a new one. A new link takes a minute to make.",
        toStart: "To the start page",
        signedOutTitle: "Signed out",
        signedOutHeadline: "You are signed out",
        signedOutLead: "Your session on this browser has ended, on our side too. You can close this page."
    )

    static let german = DoorTexts(
        skip: "Zum Inhalt springen",
        product: "Interactive Instructors",
        title: "Anmelden",
        headline: ["Zehn Minuten,", "eine Lehrerin, Sie."],
        lead: "Lernen am Arbeitsplatz, eins zu eins, im Auftrag Ihres Arbeitgebers.",
        organizationLabel: "Kurzname Ihrer Organisation",
        organizationHelp: "Er steht hinter /o/ in jeder Adresse, die Ihr Arbeitgeber Ihnen gegeben hat.",
        go: "Weiter",
        orElse: "oder",
        useLink: "Nehmen Sie den Link, den Ihre Administration Ihnen gegeben hat.",
        linkOnce: "Ein Link gilt einmal",
        linkMinutes: "und zehn Minuten lang",
        linkSentence: "Ein Anmeldelink gilt einmal und zehn Minuten lang.",
        quote: "„Sagen Sie mir, was Sie tun würden. Dann sehen wir, warum.“",
        instructorAlt: "Ines, eine der Lehrerinnen",
        onBehalf: { "Interactive Instructors handelt im Auftrag von \($0)." },
        signInTitle: { "Anmelden bei \($0)" },
        signInHeadline: { "Als Administrator bei \($0) anmelden" },
        signInLead: "Der Link ist verbraucht, sobald Sie den Knopf drücken, nicht vorher.",
        signInButton: "Anmelden",
        signInOnce: """
            Sie bleiben in diesem Browser angemeldet, bis Sie sich abmelden. Auch eine halbe Stunde ohne Seite beendet \
            die Anmeldung, und nach acht Stunden endet sie.
            """,
        signInAtWorkHeadline: { "Anmelden bei \($0)" },
        signInAtWorkLead: "Sie sind in diesem Browser nicht angemeldet.",
        expiredTitle: "Dieser Link gilt nicht mehr",
        expiredHeadline: "Dieser Link gilt nicht mehr",
        expiredLead:
            """
            Er wurde schon benutzt, oder seine zehn Minuten sind um. Sonst ist nichts passiert, und nichts \
            wurde geändert.
            """,
        expiredRemedy: "Bitten Sie um einen neuen, wo Sie diesen bekommen haben. Das dauert eine Minute.",
        toStart: "Zur Startseite",
        signedOutTitle: "Abgemeldet",
        signedOutHeadline: "Sie sind abgemeldet",
        signedOutLead: "Ihre Sitzung in diesem Browser ist beendet, auch bei uns. Sie können diese Seite schließen."
    )
}
