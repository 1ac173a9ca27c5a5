import Domain
import Web

extension AuditReport {
    /// `{"run":"…","at":"…","outcome":"passed","counts":{…},"results":[{"id":"II-001","outcome":"passed",…}]}`
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 16_384)
        writer.beginObject()
        writer.name("run")
        writer.string(run.id)
        writer.name("at")
        writer.string(Timestamp.instant(run.at))
        writer.name("outcome")
        writer.string(run.isPassed ? "passed" : "failed")
        writer.name("hash")
        writer.string(Self.digits(run.hash))
        writer.name("previous")
        if let previous = run.previous { writer.string(Self.digits(previous)) } else { writer.null() }
        writer.name("counts")
        write(run.counts, to: &writer)
        writer.name("results")
        writer.beginArray()
        for line in lines { write(line.check, line.result, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(_ counts: AuditCounts, to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, count) in [
            ("passed", counts.passed), ("failed", counts.failed), ("warned", counts.warned),
            ("notChecked", counts.notChecked), ("waived", counts.waived),
        ] {
            writer.name(name)
            writer.integer(count)
        }
        writer.endObject()
    }

    private func write(_ check: AuditCheck, _ result: AuditResult, to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, text) in [
            ("id", check.id), ("group", check.group.rawValue), ("title", check.title),
            ("outcome", result.outcome.rawValue), ("detail", result.detail), ("promise", check.promise),
            ("remedy", check.remedy),
        ] {
            writer.name(name)
            writer.string(text)
        }
        writer.name("asvs")
        writer.strings(check.asvs)
        if let waiver = result.waiver {
            writer.name("waiver")
            writer.beginObject()
            writer.name("owner")
            writer.string(waiver.owner)
            writer.name("until")
            writer.string(Timestamp.date(waiver.until - 1))
            writer.name("reason")
            writer.string(waiver.reason)
            writer.endObject()
        }
        writer.endObject()
    }

    private static func digits(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
