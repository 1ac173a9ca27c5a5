import Domain

/// The published statistics of use, which managers see too: in the reader's language.
struct StatisticsTexts: Sendable {
    let language: Language

    var title: String { say("Statistics of use", "Statistik der Nutzung") }
    var lead: String {
        let least = Statistics.leastPeople
        return say(
            "How many people of each group used what, week by week. No figure stands for fewer than \(least) people.",
            "Wie viele Menschen jeder Gruppe was genutzt haben, Woche für Woche. Keine Zahl steht für weniger als \(least)."
        )
    }
    var blocks: String { say("Four weeks each", "Je vier Wochen") }
    var withheld: String { say("withheld", "zurückgehalten") }
    var groupColumn: String { say("Group", "Gruppe") }
    var chartColumn: String { say("Four weeks", "Vier Wochen") }
    var goneGroup: String { say("A group that is gone", "Eine Gruppe, die es nicht mehr gibt") }
    var file: String { say("Download as CSV", "Als CSV herunterladen") }
    var fileName: String { say("statistics", "statistik") }
    var instruct: String { say("See the instruction", "Anweisung ansehen") }
    var allWithheld: String {
        say(
            "Nothing can be shown of these four weeks: every figure would have said too much about someone.",
            "Aus diesen vier Wochen kann nichts gezeigt werden: Jede Zahl hätte zu viel über jemanden gesagt.")
    }
    var othersTitle: String { say("Not shown", "Nicht gezeigt") }
    var whyTitle: String { say("Why figures are withheld", "Warum Zahlen fehlen") }
    var why: [String] {
        let least = Statistics.leastPeople
        return [
            say(
                "Fewer than \(least) people, or nobody: it could point at someone.",
                "Weniger als \(least) oder niemand: Die Zahl könnte auf jemanden zeigen."),
            say(
                "Everyone of the group: it would say of each person what they did.",
                "Alle der Gruppe: Die Zahl würde von jeder Person sagen, was sie getan hat."),
            say(
                "The smallest figure beside a single withheld one: by subtraction the withheld one could be found.",
                "Die kleinste Zahl neben einer einzelnen zurückgehaltenen: Durch Abziehen fände man diese."),
        ]
    }
    var howTitle: String { say("How it is counted", "Wie gezählt wird") }
    var howText: String {
        say(
            """
            Each person counts in one group only, at most once a week and feature. Whoever has objected counts nowhere. \
            Sums are not shown. A block is published once, a week after it ends, and does not change any more.
            """,
            """
            Jede Person zählt in nur einer Gruppe, je Woche und Funktion höchstens einmal. Wer widersprochen hat, zählt \
            nirgends. Summen werden nicht gezeigt. Ein Block erscheint einmal, eine Woche nach seinem Ende, und ändert \
            sich danach nicht mehr.
            """)
    }
    var emptyTitle: String { say("No statistics yet", "Noch keine Statistik") }
    var offText: String {
        say(
            "Your organization has not instructed that statistics are published. Until it does, nothing is counted here.",
            "Ihre Organisation hat keine Statistik angewiesen. Bis dahin wird hier nichts gezählt.")
    }
    var csvColumns: [String] {
        [
            say("Feature", "Funktion"), groupColumn, say("Week", "Woche"), say("People", "Menschen"),
            say("Days of use", "Nutzungstage"),
        ]
    }

    func emptyText(_ date: String) -> String {
        say(
            """
            Four weeks are counted together, and published a week after they end. The first figures can be here on \
            \(date): as bars, by group and week.
            """,
            """
            Vier Wochen werden zusammen gezählt und eine Woche nach ihrem Ende veröffentlicht. Die ersten Zahlen können \
            am \(date) hier stehen: als Balken, nach Gruppe und Woche.
            """)
    }

    func publishedAt(_ date: String) -> String { say("Published on \(date)", "Veröffentlicht am \(date)") }
    func nextAt(_ date: String) -> String { say("The next four weeks: \(date)", "Die nächsten vier Wochen: \(date)") }

    /// “wk 10”.
    func week(_ week: ISOWeek) -> String { say("wk \(week.week)", "KW \(week.week)") }

    /// “Weeks 9 to 12, 2026”.
    func block(_ block: StatisticBlock) -> String {
        let (first, last) = (block.first, block.first + (StatisticBlock.weekCount - 1))
        let year = last.year == first.year ? "" : " \(first.year)"
        return say(
            "Weeks \(first.week)\(year) to \(last.week), \(last.year)",
            "KW \(first.week)\(year) bis \(last.week), \(last.year)")
    }

    /// “wk 9: 12 people, wk 10: withheld, …”.
    func sentence(_ weeks: [ISOWeek], _ figures: [Statistics.Figure?]) -> String {
        zip(weeks, figures).map { week, figure in
            "\(self.week(week)): \(figure.map { "\($0.people) \(say("people", "Menschen"))" } ?? withheld)"
        }.joined(separator: ", ")
    }

    func days(_ days: Int) -> String { say("\(days) days of use", "\(days) Nutzungstage") }

    private func say(_ english: String, _ german: String) -> String { language == .english ? english : german }
}
