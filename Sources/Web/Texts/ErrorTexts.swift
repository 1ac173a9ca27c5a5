/// The page of each error: what happened, what to do, and the reference that the operator can look up.
struct ErrorTexts: Sendable {
    /// One kind of error page.
    struct Entry: Sendable {
        let headline: String
        let lead: String
    }

    let badRequest: Entry
    let unauthenticated: Entry
    let forbidden: Entry
    let notFound: Entry
    let conflict: Entry
    let tooLarge: Entry
    let tooMany: Entry
    let broken: Entry
    let unavailable: Entry

    let reference: String
    let referenceHelp: String
    let back: String
    let toOverview: String
    let retry: @Sendable (_ seconds: Int) -> String

    /// The texts for an HTTP status; a status without its own page gets that of its class.
    func entry(status: Int) -> Entry {
        switch status {
        case 401: unauthenticated
        case 403: forbidden
        case 404, 405, 410: notFound
        case 409, 412: conflict
        case 413: tooLarge
        case 429: tooMany
        case 503, 507: unavailable
        case 500...: broken
        default: badRequest
        }
    }
}

extension ErrorTexts {
    static let english = ErrorTexts(
        badRequest: Entry(
            headline: "That could not be read",
            lead: "Something in the request was missing or wrong. Nothing was changed; go back and send it again."),
        unauthenticated: Entry(
            headline: "You are not signed in",
            lead: "Your session has ended or was never begun. Sign in again from the start page."),
        forbidden: Entry(
            headline: "Your role does not allow this",
            lead: """
                You are signed in, and this belongs to another role. An administrator of your organization can give \
                it.
                """),
        notFound: Entry(
            headline: "Nothing is here",
            lead: "The address is wrong, or what it named is gone or not yours to see."),
        conflict: Entry(
            headline: "Someone was faster",
            lead: """
                What you saw has changed since. Nothing of yours was saved; look at the present state and decide \
                again.
                """),
        tooLarge: Entry(
            headline: "That is too large",
            lead: "The file or form is over the limit, so it was not read. Nothing was changed; send it in parts."),
        tooMany: Entry(
            headline: "Too many requests at once",
            lead: """
                Your organization’s share is used up for the moment. Nothing is lost; wait a little and send it \
                again.
                """),
        broken: Entry(
            headline: "This failed on our side",
            lead: "The program met an error that it did not expect. Nothing was stored by halves."),
        unavailable: Entry(
            headline: "Not available right now",
            lead: """
                The database does not answer at the moment. Nothing you sent was stored; send it again in a few \
                minutes.
                """),
        reference: "Reference",
        referenceHelp: "Tell the operator this reference.",
        back: "To the start page",
        toOverview: "To the overview",
        retry: { $0 == 1 ? "Try again in one second." : "Try again in \(Format(.english).number($0)) seconds." }
    )

    static let german = ErrorTexts(
        badRequest: Entry(
            headline: "Das war nicht lesbar",
            lead: "In der Anfrage fehlte etwas oder war falsch. Nichts wurde geändert; bitte noch einmal senden."),
        unauthenticated: Entry(
            headline: "Sie sind nicht angemeldet",
            lead: """
                Ihre Sitzung ist beendet oder hat nie begonnen. Melden Sie sich auf der Startseite wieder an.
                """),
        forbidden: Entry(
            headline: "Ihre Rolle erlaubt das nicht",
            lead: """
                Sie sind angemeldet, aber dies gehört zu einer anderen Rolle. Ihre Administration kann sie vergeben.
                """),
        notFound: Entry(
            headline: "Hier ist nichts",
            lead: "Die Adresse stimmt nicht, oder was sie nannte, ist fort oder nicht für Sie bestimmt."),
        conflict: Entry(
            headline: "Jemand war schneller",
            lead: """
                Was Sie sahen, hat sich seitdem geändert. Nichts von Ihnen wurde gespeichert; bitte neu entscheiden.
                """),
        tooLarge: Entry(
            headline: "Das ist zu groß",
            lead: """
                Die Datei überschreitet die Grenze und wurde nicht gelesen. Nichts wurde geändert; bitte in Teilen \
                senden.
                """),
        tooMany: Entry(
            headline: "Zu viele Anfragen auf einmal",
            lead: """
                Der Anteil Ihrer Organisation ist für den Augenblick verbraucht. Nichts ist verloren; bitte kurz \
                warten.
                """),
        broken: Entry(
            headline: "Das lag an uns",
            lead: "Das Programm traf auf einen unerwarteten Fehler. Nichts wurde halb gespeichert."),
        unavailable: Entry(
            headline: "Gerade nicht verfügbar",
            lead: """
                Die Datenbank antwortet nicht. Nichts wurde gespeichert; bitte in einigen Minuten noch einmal \
                senden.
                """),
        reference: "Kennzeichen",
        referenceHelp: "Nennen Sie dem Betreiber dieses Kennzeichen.",
        back: "Zur Startseite",
        toOverview: "Zur Übersicht",
        retry: {
            $0 == 1 ? "Noch einmal in einer Sekunde." : "Noch einmal in \(Format(.german).number($0)) Sekunden."
        }
    )
}
