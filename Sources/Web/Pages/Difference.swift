import Domain

/// One row of a change set: what would become of someone, or became.
struct Difference: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case joiner, mover, leaver
        /// What a directory sent and a correction or a suppression mark kept out.
        case kept
    }

    enum Change: Sendable {
        /// A new person; the text is the job title, where there is one.
        case joins(title: String?)
        case attribute(Attribute, before: String?, after: String?)
        /// A correction is newer than what the directory sent.
        case keptOut(Attribute, held: String, offered: String)
        /// Nothing differs; this source keeps the person from now on.
        case takenOver
        /// The file offers something else, but a directory keeps this person.
        case ownedElsewhere(Attribute, held: String?, offered: String?)
        /// These lost their values, with nothing in their place.
        case blanked([Attribute])
        /// The group of this member has none any more.
        case groupEmptied
        case reactivated
        case deactivated
        /// The directory deleted the record.
        case removed
        case enteredGroup(String)
        case leftGroup(String)
    }

    let change: Change
    let personName: String
    /// Where the person exists already.
    let personID: String?
    /// Job title, department, or nothing.
    let about: String?
    /// The connection's name.
    let source: String
    /// Milliseconds UTC.
    let at: Int64

    var kind: Kind {
        switch change {
        case .joins: .joiner
        case .attribute, .blanked, .groupEmptied, .reactivated, .enteredGroup, .leftGroup, .takenOver:
            .mover
        case .deactivated, .removed: .leaver
        case .keptOut, .ownedElsewhere: .kept
        }
    }
}

/// How many people a change set touches, by what becomes of them.
struct DifferenceCounts: Sendable, Equatable {
    var joiners = 0
    var movers = 0
    var leavers = 0
    var kept = 0
    var unchanged = 0
    var leaving = Leaving.deactivated
    /// Whether the brake holds them: leavers cannot sign in for now, movers have lost a value or a group.
    var isStaged = false

    /// What becomes of leavers: a directory deactivates them, a file that leaves them out removes them.
    enum Leaving: Sendable {
        case deactivated, removed
    }

    /// What applying would do.
    var total: Int { joiners + movers + leavers }

    func count(_ kind: Difference.Kind) -> Int {
        switch kind {
        case .joiner: joiners
        case .mover: movers
        case .leaver: leavers
        case .kept: kept
        }
    }
}

/// The difference as a table in which sign, word, strike and underline tell the change.
struct DifferenceTable: Sendable {
    let rows: [Difference]
    let label: String

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.changes
        let columns = [
            Table.Column(texts.kindColumn, silent: true), Table.Column(texts.personColumn),
            Table.Column(texts.fieldColumn), Table.Column(texts.beforeColumn), Table.Column(texts.afterColumn),
            Table.Column(texts.sourceColumn),
        ]
        return Table(
            label: label, columns: columns, rows: rows.map { row($0, context) }, isDifference: true
        ).html
    }

    private func row(_ difference: Difference, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.changes
        let sign: (names: String, mark: HTML) =
            switch difference.kind {
            case .joiner: ("sign sign-in", "+")
            case .mover, .kept: ("sign sign-chg", "~")
            case .leaver: ("sign sign-out", "−")
            }
        let about: HTML? = difference.about.map { "<span class=\"sub\"><bdi>\($0)</bdi></span>" }
        let name = PersonName(difference.personName).html
        let linked: HTML =
            difference.personID.map { "<a href=\"\(context.address(.person(id: $0)))\">\(name)</a>" } ?? name
        let sides = self.sides(of: difference.change, texts)
        let isKept = difference.kind == .kept
        let source: HTML =
            isKept
            ? "\(texts.keptOutColumn)"
            : "<bdi>\(difference.source)</bdi>, <time>\(context.sinceMoment(difference.at))</time>"
        return [
            Table.Cell(
                """
                <span aria-hidden="true">\(sign.mark)</span><span class="vh">\(texts.kind(difference.kind))</span>
                """,
                names: sign.names),
            Table.Cell("\(linked)\(about)", header: true),
            Table.Cell("\(sides.field)"),
            Table.Cell(sides.before),
            Table.Cell(sides.after),
            Table.Cell(source, names: "quiet small"),
        ]
    }

    private struct Sides {
        let field: String
        let before: HTML
        let after: HTML
    }

    private func keptSides(_ attribute: Attribute, held: String?, why: String, _ texts: ChangeTexts) -> Sides {
        Sides(
            field: texts.field(attribute), before: held.map { "<bdi>\($0)</bdi>" } ?? "–",
            after: "<b>\(texts.stays)</b> <span class=\"sub\">\(why)</span>")
    }

    private func sides(of change: Difference.Change, _ texts: ChangeTexts) -> Sides {
        func gone(_ text: String?) -> HTML { text.map { "<del><bdi>\($0)</bdi></del>" } ?? "–" }
        func new(_ text: String?) -> HTML { text.map { "<ins><bdi>\($0)</bdi></ins>" } ?? "–" }
        return switch change {
        case .joins(let title):
            Sides(field: texts.personField, before: "–", after: new(title ?? texts.newPerson))
        case .attribute(let attribute, let before, let after):
            Sides(field: texts.field(attribute), before: gone(before), after: new(after))
        case .keptOut(let attribute, let held, let offered):
            keptSides(attribute, held: held, why: texts.olderThanCorrection(offered), texts)
        case .ownedElsewhere(let attribute, let held, let offered):
            keptSides(attribute, held: held, why: texts.ownedElsewhere(offered), texts)
        case .blanked(let attributes):
            Sides(
                field: texts.fields(attributes), before: gone(texts.hadValue), after: new(texts.blank))
        case .groupEmptied:
            Sides(field: texts.groupField, before: gone(texts.member), after: new(texts.groupEmptied))
        case .takenOver:
            Sides(field: texts.personField, before: "–", after: new(texts.takenOver))
        case .reactivated:
            Sides(field: texts.activeField, before: gone(texts.deactivated), after: new(texts.active))
        case .deactivated:
            Sides(field: texts.activeField, before: gone(texts.active), after: new(texts.deactivated))
        case .removed:
            Sides(field: texts.personField, before: gone(texts.inDirectory), after: new(texts.removed))
        case .enteredGroup(let group):
            Sides(field: texts.groupField, before: "–", after: new(group))
        case .leftGroup(let group):
            Sides(field: texts.groupField, before: gone(group), after: "–")
        }
    }
}
