import Domain

/// What features are called: on “my data” and in the statistics of use.
struct FeatureTexts: Sendable {
    let language: Language

    func name(_ feature: Feature) -> String {
        switch feature {
        case .signIn: say("Signing in", "Anmeldung")
        case .overview: say("Overview", "Übersicht")
        case .ownSignIn: say("Own logins and second step", "Eigene Anmeldungen und zweiter Schritt")
        case .myData: say("My data", "Meine Daten")
        case .myRequests: say("My requests", "Meine Anträge")
        case .team: say("Team", "Team")
        case .staffList: say("Staff", "Belegschaft")
        case .groups: say("Groups", "Gruppen")
        case .directory: say("Directory", "Verzeichnis")
        case .access: say("Access", "Zugang")
        case .integrations: say("Integrations", "Programme")
        case .privacy: say("Privacy", "Datenschutz")
        case .statistics: say("Statistics", "Statistik")
        }
    }

    /// For a name that this version does not know.
    var unknown: String { say("An earlier feature", "Eine frühere Funktion") }

    /// What a record of it says, as `Feature.sentence`.
    func meaning(_ feature: Feature) -> String {
        switch feature {
        case .signIn: say(feature.sentence, "Sie haben sich angemeldet.")
        case .overview: say(feature.sentence, "Sie haben die erste Seite geöffnet.")
        case .ownSignIn: say(feature.sentence, "Sie haben Ihre Anmeldungen oder den zweiten Schritt angesehen.")
        case .myData: say(feature.sentence, "Sie haben angesehen, was über Sie gespeichert ist.")
        case .myRequests: say(feature.sentence, "Sie haben einen Antrag zu Ihren Daten gestellt oder angesehen.")
        case .team: say(feature.sentence, "Sie haben eine Gruppe angesehen, die Sie führen.")
        case .staffList: say(feature.sentence, "Sie haben die Belegschaft oder jemanden daraus angesehen.")
        case .groups: say(feature.sentence, "Sie haben die Gruppen des Verzeichnisses angesehen.")
        case .directory: say(feature.sentence, "Sie haben sich um die Verbindung zum Verzeichnis gekümmert.")
        case .access: say(feature.sentence, "Sie haben sich um Rollen oder die Wege der Anmeldung gekümmert.")
        case .integrations: say(feature.sentence, "Sie haben sich um die Programme der Organisation gekümmert.")
        case .privacy: say(feature.sentence, "Sie haben in den Räumen des Datenschutzes gearbeitet.")
        case .statistics: say(feature.sentence, "Sie haben die Statistik der Nutzung angesehen.")
        }
    }

    private func say(_ english: String, _ german: String) -> String { language == .english ? english : german }
}
