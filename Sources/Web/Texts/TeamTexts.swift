/// The room of those who manage groups, in the reader's language.
struct TeamTexts: Sendable {
    let language: Language

    var title: String { say("Team", "Team") }
    var groups: String { say("Groups that you manage", "Gruppen, die Sie führen") }
    var tableLabel: String { say("Members", "Mitglieder") }
    var nameColumn: String { say("Name", "Name") }
    var titleColumn: String { say("Job title", "Berufsbezeichnung") }
    var stateColumn: String { say("State", "Status") }
    var nobodyTitle: String { say("Nobody is in this group", "Niemand ist in dieser Gruppe") }
    var nobodyText: String {
        say(
            "When your directory puts someone into it, they appear here.",
            "Wenn Ihr Verzeichnis jemanden aufnimmt, steht die Person hier.")
    }
    var noGroupTitle: String { say("You manage no group", "Sie führen keine Gruppe") }
    var noGroupText: String {
        say(
            "An administrator of your organization says which groups you manage.",
            "Welche Gruppen Sie führen, legt Ihre Administration fest.")
    }
    var whyTitle: String { say("Why you see this", "Warum Sie das sehen") }
    var whyText: String {
        say(
            """
            An administrator gave you these groups to manage. You see who is in them, their job title, and whether \
            they can sign in: nothing else, and nobody else. That you looked is on record.
            """,
            """
            Ihre Administration hat Ihnen diese Gruppen anvertraut. Sie sehen, wer darin ist, die Berufsbezeichnung \
            und ob sich jemand anmelden kann, sonst nichts und sonst niemanden. Dass Sie hier waren, wird \
            festgehalten.
            """)
    }

    func lead(_ group: String, _ count: Int) -> HTML {
        let number = Format(language).number(count)
        let people = say(count == 1 ? "person" : "people", count == 1 ? "Person" : "Personen")
        return "<bdi>\(group)</bdi>: \(number) \(people)."
    }

    func state(_ kind: StaffState.Kind) -> String {
        switch kind {
        case .active: say("Active", "Aktiv")
        case .deactivated: say("Deactivated", "Deaktiviert")
        case .held: say("Access held", "Zugang ausgesetzt")
        case .left: say("Left", "Ausgeschieden")
        }
    }

    private func say(_ english: String, _ german: String) -> String { language == .english ? english : german }
}
