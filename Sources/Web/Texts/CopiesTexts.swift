/// Copies of people's data: one's own in both languages, the others' in that of the rooms.
struct CopiesTexts: Sendable {
    let language: Language

    var title: String { say("Copies of your data", "Kopien Ihrer Daten") }
    var lead: String {
        say(
            "What is held about you, in one file. Each copy is there for seven days and for one download.",
            "Was über Sie gespeichert ist, in einer Datei. Jede Kopie ist sieben Tage lang da und für einmal Herunterladen."
        )
    }
    var none: String { say("No copy is here", "Keine Kopie vorhanden") }
    var noneText: String {
        say(
            "Once your employer has answered a request for a copy, it appears here for seven days.",
            "Sobald Ihr Arbeitgeber einen Antrag auf eine Kopie beantwortet hat, liegt sie hier sieben Tage lang.")
    }
    var person: String { say("Person", "Person") }
    var made: String { say("Made", "Erstellt") }
    var request: String { say("Request", "Antrag") }
    var size: String { say("Size", "Größe") }
    var until: String { say("There until", "Vorhanden bis") }
    var deed: String { say("What you can do", "Was Sie tun können") }
    var download: String { say("Download", "Herunterladen") }
    var insideTitle: String { say("What is in it", "Was darin ist") }
    var insideText: String {
        say(
            """
            A page to read (index.html), everything as JSON, each table for spreadsheets, your record as the directory sent \
            it, and a list of what is there and what is not, with the reasons. Whatever breaks off can be taken up again in \
            the same browser within ten minutes.
            """,
            """
            Eine Seite zum Lesen (index.de.html), alles als JSON, jede Tabelle für Tabellenprogramme, Ihr Eintrag, wie ihn \
            das Verzeichnis sandte, und eine Liste dessen, was darin ist und was nicht, mit den Gründen. Was abbricht, kann \
            im selben Browser binnen zehn Minuten wiederholt werden.
            """)
    }

    let allTitle = "Copies of people’s data"
    let allLead = """
        Made in answer to requests, sealed under each person’s key, there for seven days and for one download. People fetch \
        their own; download one here only to hand it over.
        """
    let noneHere = "No copy is here"
    let noneHereText = "A copy is made when a request for one is carried out."

    func fetched(_ moment: String) -> String { say("Downloaded \(moment)", "Heruntergeladen \(moment)") }

    /// “12 KB”, “2.6 MB”; in thousands, as files are shown.
    func size(_ bytes: Int64) -> String {
        if bytes < 1_000_000 { return "\(max(1, bytes / 1_000))\u{A0}KB" }
        let tenths = bytes / 100_000
        return "\(tenths / 10)\(say(".", ","))\(tenths % 10)\u{A0}MB"
    }

    private func say(_ english: String, _ german: String) -> String { language == .english ? english : german }
}
