extension CopyTexts {
    static let german = CopyTexts(
        title: "Was über Sie gespeichert ist",
        lead: { organization, moment in
            """
            Alles, was \(organization) auf der Lernplattform über Sie speichern lässt, Stand \(moment). Zeiten gelten in \
            der Zeitzone Ihrer Organisation.
            """
        },
        profileTitle: "Ihre Daten",
        profileLead: "Jeder Wert, der jetzt gilt, mit seiner Herkunft und seit wann.",
        profileColumns: ["Was", "Wert", "Woher", "Seit"],
        nothing: "keiner (von Ihrem Arbeitgeber berichtigt)",
        operatorSource: "Vom Betreiber angelegt",
        corrected: { said, isDisputed in
            let base =
                said.map { "Von Ihrem Arbeitgeber berichtigt; das Verzeichnis sagt „\($0)“" }
                ?? "Von Ihrem Arbeitgeber berichtigt"
            return isDisputed ? base + ", worüber Ihr Arbeitgeber noch entscheidet" : base
        },
        count: { count, shown, file in
            let rows = count == 1 ? "Ein Eintrag." : "\(count) Einträge."
            return shown < count ? "\(rows) Hier stehen die neuesten \(shown); alle stehen in \(file)." : rows
        },
        leftOutTitle: "Was nicht in dieser Kopie steht",
        leftOutLead: "Die Datei manifest.json nennt jede ausgelassene Spalte mit ihrem Grund. Das sind die Gründe:",
        leftOutReasons: [
            "Verschlüsselte Suchwerte zu Angaben, die diese Kopie im Klartext enthält.",
            "Was eine Tür öffnet oder öffnete: Geheimnisse, deren Prüfsummen, Schlüssel.",
            "Wer sonst in einer Liste stand, in der Sie zu sehen waren, und wem Ihre Handlungen galten: das betrifft andere.",
            "Frühere Kopien dieser Kopie und programmeigene Zählungen.",
        ],
        filesTitle: "Die Dateien neben dieser Seite",
        files: [
            ("data.json", "alles, für Programme"),
            (
                "*.csv",
                "jede Tabelle, für Tabellenprogramme; eine Zelle, die als Formel liefe, beginnt mit einem Apostroph"
            ),
            ("scim.json", "Ihr Eintrag, wie ihn das Verzeichnis sandte, für einen anderen Dienst (RFC 7643)"),
            ("manifest.json", "was enthalten ist und was nicht, warum, und die SHA-256-Summe jeder Datei"),
        ],
        identity: { copy, request in "Kopie \(copy)" + (request.map { ", zum Antrag \($0)" } ?? "") + "." },
        yes: "ja",
        no: "nein",
        moment: { time in
            let month = [
                "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
                "November", "Dezember",
            ][time.month - 1]
            return "\(time.day). \(month) \(time.year), \(twoDigits(time.hour)):\(twoDigits(time.minute))"
        },
        columns: germanColumns,
        tables: germanTables,
        words: germanWords,
        attributes: [
            .userName: "Benutzername", .externalID: "Nummer im Verzeichnis", .displayName: "Name",
            .formattedName: "Vollständiger Name", .givenName: "Vorname", .familyName: "Nachname",
            .middleName: "Zweiter Vorname", .honorificPrefix: "Titel vor dem Namen",
            .honorificSuffix: "Titel nach dem Namen", .title: "Berufsbezeichnung",
            .workEmail: "Dienstliche E-Mail", .department: "Abteilung", .manager: "Vorgesetzte Person",
            .employeeNumber: "Personalnummer", .workPhone: "Diensttelefon",
        ])

    private static let germanColumns: [String: String] = [
        "state": "Stand", "arrived_at": "Angekommen", "changed_at": "Zuletzt geändert", "erase_at": "Gelöscht am",
        "closed": "Gesperrte Zwecke", "active": "Aktiv", "created_at": "Angelegt", "gone_at": "Entfernt",
        "group_name": "Gruppe", "role": "Rolle", "given_at": "Gegeben", "kind": "Art", "at": "Wann",
        "lost": "Was wegfiel", "content": "Inhalt", "purpose": "Zweck", "keeps_sign_in": "Darf sich noch anmelden",
        "reason": "Grund", "begun_at": "Begonnen", "confirmed_at": "Bestätigt", "ended_at": "Beendet",
        "number": "Nummer", "origin": "Gestellt von", "received_at": "Eingegangen", "due_at": "Fällig",
        "extended_at": "Verlängert", "step": "Schritt", "actor_kind": "Durch", "note": "Notiz", "expires_at": "Bis",
        "fetched_at": "Heruntergeladen", "bytes": "Größe in Bytes", "used_at": "Benutzt", "channel": "Gesandt durch",
        "method": "Angemeldet durch", "assured": "Mit zweitem Schritt", "seen_at": "Letzte Seite",
        "proved_at": "Letzter Nachweis", "family": "Browser", "platform": "System", "bound_at": "Verbunden",
        "drafted_at": "Begonnen", "failures": "Falsche Codes", "locked_until": "Gesperrt bis",
        "reply": "Antwort des Mailservers", "decided_at": "Entschieden", "topic": "Worüber", "feature": "Was",
        "deed": "Was geschah", "detail": "Einzelheiten", "because": "Warum es hier steht", "fields": "Werte",
        "ends_at": "Bis", "before": "vorher", "after": "nachher", "attribute": "was", "value": "Wert",
        "source": "woher", "groups": "Gruppen", "corrections": "Berichtigungen", "group": "Gruppe", "name": "Name",
        "externalId": "Nummer im Verzeichnis", "author": "durch", "disputed": "strittig",
    ]

    private static let germanTables: [String: Table] = [
        "directory_record": Table(
            "Ihre Einträge", "Was das Verzeichnis Ihres Arbeitgebers von Ihnen führt, und seit wann."),
        "membership": Table("Ihre Gruppen", "Gruppen des Verzeichnisses, zu denen Sie gehören."),
        "role": Table("Ihre Rollen", "Was Sie hier dürfen."),
        "managed_group": Table("Gruppen, die Sie leiten", "Wessen Schulung Sie ansehen dürfen."),
        "departure": Table(
            "Änderungen, die warten",
            "Abgänge und Verluste der letzten Stunde oder solche, die auf eine Entscheidung warten."),
        "change_chunk": Table("Eine Personalliste, die wartet", "Was sie an Ihren Daten ändern würde."),
        "restriction": Table(
            "Einschränkungen und Widersprüche", "Wofür Ihre Daten nicht benutzt werden dürfen, und warum."),
        "rights_request": Table("Ihre Anträge", "Was Sie verlangt haben, und was daraus wurde."),
        "rights_step": Table("Die Schritte Ihrer Anträge", "Jeder Schritt, wann er geschah und durch wen."),
        "export_file": Table("Frühere Kopien", "Kopien wie diese, die noch da sind."),
        "legal_hold": Table("Was ein Gesetz aufbewahrt", "Werte, die Ihr Arbeitgeber eine Zeit lang behalten muss."),
        "sign_in_link": Table("Anmeldelinks", "Einmal-Links, die für Sie gemacht wurden."),
        "login": Table("Wo Sie angemeldet sind", "Vom Browser wird nur die Art behalten, bis die Anmeldung endet."),
        "identity": Table("Anmeldung des Arbeitgebers", "Wo Sie dem Anmeldedienst Ihres Arbeitgebers bekannt sind."),
        "factor": Table("Ihr zweiter Schritt", "Dass Sie einen haben. Sein Geheimnis steht nicht in dieser Kopie."),
        "recovery_code": Table("Ersatzcodes", "Dass es welche gibt. Die Codes stehen nicht in dieser Kopie."),
        "mail": Table(
            "Post an Sie", "Was gesandt wurde und was Ihr Mailserver antwortete. Texte werden nicht behalten."),
        "change_set": Table("Personaländerungen, die Sie entschieden haben", "Nur dass Sie es taten."),
        "instruction": Table("Weisungen, die Sie gaben", "Für Ihre Organisation."),
        "usage": Table("Was Sie benutzt haben", "Anmeldungen und Funktionen der letzten 90 Tage."),
        "sighting": Table("Listen, in denen Sie zu sehen waren", "Wie oft; welche es waren, steht weiter unten."),
        "evidence": Table(
            "Was mit Ihren Daten geschah", "Das Protokoll: wer sie sah, wer sie änderte, was Sie selbst taten."),
    ]
}
