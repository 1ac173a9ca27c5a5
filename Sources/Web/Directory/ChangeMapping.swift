import Domain

extension Difference.Kind {
    var domain: Change.Kind {
        switch self {
        case .joiner: .joiner
        case .mover: .mover
        case .leaver: .leaver
        case .kept: .keptOut
        }
    }
}

extension Difference {
    /// The rows of one change of a file: a person can have several.
    static func rows(of view: ChangeView, source: String, at: Int64) -> [Difference] {
        let change = view.change
        let attributes = change.kind == .leaver ? change.before.attributes : change.after.attributes
        // A joiner is one row: where they belong stands below the name.
        let joining = ([attributes[.workEmail]] + (change.groups ?? [])).compactMap(\.self).joined(separator: " · ")
        return changes(view).map { row in
            Difference(
                change: row, personName: name(attributes), personID: view.person?.description,
                about: change.kind == .joiner ? joining : attributes[.title], source: source, at: at)
        }
    }

    private static func changes(_ view: ChangeView) -> [Difference.Change] {
        let change = view.change
        let groups = change.groups.map(Set.init) ?? view.groupsBefore
        let entered = groups.subtracting(view.groupsBefore).sorted().map(Difference.Change.enteredGroup)
        let left = view.groupsBefore.subtracting(groups).sorted().map(Difference.Change.leftGroup)
        switch change.kind {
        case .joiner:
            return [.joins(title: change.after.attributes[.title])]
        case .leaver:
            return [.removed]
        case .keptOut:
            let name = change.before.attributes[.userName]
            let kept = change.differences.map { difference in
                Difference.Change.ownedElsewhere(
                    difference.attribute, held: difference.before, offered: difference.after)
            }
            return kept.isEmpty ? [.ownedElsewhere(.userName, held: name, offered: name)] : kept
        case .mover:
            var rows = change.differences.map { difference in
                Difference.Change.attribute(difference.attribute, before: difference.before, after: difference.after)
            }
            if change.before.active != change.after.active {
                rows.append(change.after.active ? .reactivated : .deactivated)
            }
            rows += entered + left
            return rows.isEmpty ? [.takenOver] : rows
        }
    }

    /// The rows of one departure that the brake holds.
    static func rows(of departure: StagedDeparture, source: String) -> [Difference] {
        let changes: [Difference.Change] =
            switch departure.kind {
            case "deactivated": [.deactivated]
            case "deleted": [.removed]
            case "emptied": [departure.group.map { .leftGroup($0) } ?? .groupEmptied]
            default: [.blanked(departure.lost)]
            }
        return changes.map { change in
            Difference(
                change: change, personName: departure.name, personID: departure.person.description,
                about: departure.title, source: source, at: departure.at)
        }
    }

    /// What to call someone who is only a row of a file yet.
    private static func name(_ attributes: Attributes) -> String {
        if let name = attributes[.displayName] ?? attributes[.formattedName] { return name }
        let parts = [attributes[.givenName], attributes[.familyName]].compactMap(\.self)
        return parts.isEmpty ? attributes[.userName] ?? "–" : parts.joined(separator: " ")
    }
}

extension ChangePage {
    /// - Parameter decider: what to call whoever decided; empty where it is not shown.
    static func stage(_ changeSet: ChangeSet, decider: String, at now: Int64) -> Stage {
        let decidedAt = changeSet.decidedAt ?? changeSet.createdAt
        switch changeSet.state {
        case .staged: return .waiting
        case .proposed: return changeSet.createdAt <= now - ChangeSet.proposalLifetime ? .expired : .waiting
        case .reading: return .reading
        case .expired: return .expired
        case .applying: return .applying(done: Int(changeSet.applied), startedAt: decidedAt)
        case .applied: return .applied(by: decider, at: decidedAt)
        case .discarded:
            // Nobody decided: the departures were taken back one by one.
            if changeSet.origin == .brake, changeSet.decidedBy == nil { return .withdrawn(at: decidedAt) }
            return .discarded(by: decider, at: decidedAt)
        }
    }
}
