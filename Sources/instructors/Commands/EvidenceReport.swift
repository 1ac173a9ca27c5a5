import Domain
import Web

/// What a verification came to, for people and for programs.
struct EvidenceReport {
    let log: LogResult
    let openedCount: Int64
    let sealedCount: Int64
    /// Nil for a bundle, which has none.
    let unsequencedCount: Int64?

    /// The first thing that is wrong; nil where nothing is.
    var complaint: String? {
        if let finding = log.findings.first { return finding.sentence }
        guard let verdict = log.verdict, verdict != .appendOnly else { return nil }
        return verdict.sentence
    }

    /// Lines without a last line break.
    var text: String {
        var rows = [["log", log.key.name], ["events", "\(log.size)"]]
        if let checkpoint = log.checkpoint?.checkpoint {
            rows.append(["checkpoint", "\(checkpoint.size) events, root \(checkpoint.root.base64)"])
        }
        if let unsequencedCount, unsequencedCount > 0 {
            rows.append(["later", "\(unsequencedCount) events that no checkpoint covers yet"])
        }
        rows.append(["details", "\(openedCount) fit what was committed to, \(sealedCount) are sealed or left out"])
        rows.append(["key", "\(log.key)"])
        if let verdict = log.verdict {
            let size = log.earlier.map { "\($0.size) events. " } ?? ""
            rows.append(["earlier", size + verdict.sentence])
        }
        var lines = Columns.lines(rows)
        lines += log.findings.map { "- \($0.sentence)" }
        if log.findingCount > log.findings.count {
            lines.append("- And \(log.findingCount - log.findings.count) more.")
        }
        lines.append(
            log.isSound
                ? "Sound: every event is in its place, unaltered, and the checkpoint is signed over all of them."
                : "Not sound.")
        return lines.joined(separator: "\n")
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("sound")
        writer.bool(log.isSound)
        writer.name("log")
        writer.string(log.key.name)
        writer.name("key")
        writer.string("\(log.key)")
        writer.name("events")
        writer.integer(log.size)
        if let checkpoint = log.checkpoint?.checkpoint {
            writer.name("checkpoint")
            write(checkpoint, to: &writer)
        }
        if let unsequencedCount {
            writer.name("unsequenced")
            writer.integer(unsequencedCount)
        }
        writer.name("opened")
        writer.integer(openedCount)
        writer.name("sealed")
        writer.integer(sealedCount)
        if let verdict = log.verdict {
            writer.name("verdict")
            writer.string(verdict.rawValue)
        }
        if let earlier = log.earlier {
            writer.name("earlier")
            write(earlier, to: &writer)
        }
        writer.name("findingCount")
        writer.integer(Int64(log.findingCount))
        writer.name("findings")
        writer.strings(log.findings.map(\.sentence))
        writer.endObject()
        return writer.bytes
    }

    private func write(_ checkpoint: Checkpoint, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("size")
        writer.integer(checkpoint.size)
        writer.name("root")
        writer.string(checkpoint.root.base64)
        writer.endObject()
    }
}
