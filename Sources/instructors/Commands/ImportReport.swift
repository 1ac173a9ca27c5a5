import Domain
import Web

/// A change set as `directory import` prints it.
struct ImportReport: Sendable {
    let changeSet: ChangeSet
    /// What the brake holds since this import.
    let held: ChangeSet?
    let columns: FileColumns
    let isDryRun: Bool
    let slug: String

    private var counts: [(name: String, label: String, count: Int64)] {
        [
            ("joiners", "joiners", changeSet.joiners), ("movers", "movers", changeSet.movers),
            ("leavers", "leavers", changeSet.leavers), ("unchanged", "unchanged", changeSet.unchanged),
            ("keptOut", "kept out", changeSet.keptOut), ("refused", "refused", changeSet.refused),
            ("applied", "applied", changeSet.applied),
        ]
    }

    /// For people, without a line break at its end.
    var text: String {
        let deed = isDryRun ? "Dry run, nothing was changed" : "Change set \(changeSet.id), \(changeSet.state.rawValue)"
        var lines = ["\(deed) (\(slug))"]
        let width = counts.map { "\($0.count)".utf8.count }.max() ?? 1
        let rows = counts.filter { !(isDryRun && $0.name == "applied") }.map { entry in
            let digits = "\(entry.count)"
            return ["  " + entry.label, String(repeating: " ", count: width - digits.utf8.count) + digits]
        }
        lines += Columns.lines(rows)
        if let heldText { lines.append(heldText) }
        lines += changeSet.problems.map(\.message)
        if changeSet.problems.count < changeSet.refused {
            lines.append("… and \(changeSet.refused - Int64(changeSet.problems.count)) more.")
        }
        let unknown = columns.dropped.filter { $0.drop == .unknown }.map(\.name)
        if !unknown.isEmpty { lines.append("Not kept, no attribute of ours: \(unknown.joined(separator: ", "))") }
        let instructable = columns.dropped.filter { $0.drop != .unknown }.map(\.name)
        if !instructable.isEmpty {
            lines.append("Not kept without the organization's instruction: \(instructable.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }

    /// What the brake holds, in a sentence.
    private var heldText: String? {
        guard let held else { return nil }
        func people(_ number: Int64) -> String { number == 1 ? "1 person" : "\(number) people" }
        let deed = held.connection == changeSet.connection ? "removed" : "deactivated"
        var parts: [String] = []
        if held.leavers > 0 { parts.append("\(people(held.leavers)) would be \(deed) and cannot sign in for now") }
        if held.movers > 0 { parts.append("\(people(held.movers)) would lose a value or a group") }
        return parts.joined(separator: ", ") + ": these changes are staged and wait for an administrator."
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("id")
        writer.string(changeSet.id)
        writer.name("state")
        writer.string(changeSet.state.rawValue)
        writer.name("dryRun")
        writer.bool(isDryRun)
        for entry in counts {
            writer.name(entry.name)
            writer.integer(entry.count)
        }
        if let held {
            writer.name("staged")
            writer.beginObject()
            writer.name("id")
            writer.string(held.id)
            writer.name("leavers")
            writer.integer(held.leavers)
            writer.name("movers")
            writer.integer(held.movers)
            writer.endObject()
        }
        writer.name("problems")
        writer.beginArray()
        for problem in changeSet.problems {
            writer.beginObject()
            writer.name("line")
            writer.integer(problem.line)
            writer.name("message")
            writer.string(problem.message)
            writer.endObject()
        }
        writer.endArray()
        writer.name("dropped")
        writer.beginArray()
        for (name, drop) in columns.dropped {
            writer.beginObject()
            writer.name("column")
            writer.string(name)
            writer.name("reason")
            writer.string(drop == .unknown ? "unknown" : "notInstructed")
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    /// What standard error says beside it; nil where all went well.
    var remark: String? {
        guard changeSet.refused > 0 else { return nil }
        let rows = changeSet.refused == 1 ? "1 row was refused" : "\(changeSet.refused) rows were refused"
        let fate = isDryRun ? "would be applied" : "were applied"
        return "\(rows), the others \(fate), and nobody was taken as having left; correct the file and import it again."
    }
}
