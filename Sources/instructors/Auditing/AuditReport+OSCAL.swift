import Domain
import Web

/// OSCAL 1.1.2 assessment results (NIST), the least that is valid: an observation for each check, and a finding for
/// each that was looked at. What was not looked at has no finding: it is not satisfied by silence.
extension AuditReport {
    var oscal: [UInt8] {
        var writer = JSONWriter(capacity: 32_768)
        writer.beginObject()
        writer.name("assessment-results")
        writer.beginObject()
        writer.name("uuid")
        writer.string(id("results"))
        writer.name("metadata")
        writer.beginObject()
        writer.pairs([
            ("title", "Security audit"), ("last-modified", Timestamp.instant(run.at)), ("version", "\(run.id)"),
            ("oscal-version", "1.1.2"),
        ])
        writer.endObject()
        writer.name("import-ap")
        writer.beginObject()
        writer.pairs([("href", "#checks")])
        writer.endObject()
        writer.name("results")
        writer.beginArray()
        writer.beginObject()
        writer.name("uuid")
        writer.string(id("result"))
        writer.pairs([
            ("title", "Security audit"), ("description", summary), ("start", Timestamp.instant(run.at)),
            ("end", Timestamp.instant(run.at)),
        ])
        writeControls(to: &writer)
        writer.name("observations")
        writer.beginArray()
        for line in lines { writeObservation(line.check, line.result, to: &writer) }
        writer.endArray()
        writer.name("findings")
        writer.beginArray()
        for line in lines where line.result.outcome != .notChecked {
            writeFinding(line.check, line.result, to: &writer)
        }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private func writeControls(to writer: inout JSONWriter) {
        writer.name("reviewed-controls")
        writer.beginObject()
        writer.name("control-selections")
        writer.beginArray()
        writer.beginObject()
        writer.name("include-controls")
        writer.beginArray()
        for control in Set(lines.flatMap(\.check.asvs)).sorted() {
            writer.beginObject()
            writer.pairs([("control-id", "asvs-\(control)")])
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.endObject()
    }

    private func writeObservation(_ check: AuditCheck, _ result: AuditResult, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("uuid")
        writer.string(id("observation \(check.id)"))
        writer.pairs([("title", "\(check.id) \(check.title)"), ("description", result.detail)])
        writer.name("methods")
        writer.strings([result.outcome == .notChecked ? "UNKNOWN" : "TEST"])
        writer.pairs([("collected", Timestamp.instant(run.at))])
        writer.endObject()
    }

    private func writeFinding(_ check: AuditCheck, _ result: AuditResult, to writer: inout JSONWriter) {
        let isPassed = result.outcome == .passed
        writer.beginObject()
        writer.name("uuid")
        writer.string(id("finding \(check.id)"))
        writer.pairs([("title", "\(check.id) \(check.title)"), ("description", result.detail)])
        writer.name("target")
        writer.beginObject()
        writer.pairs([("type", "objective-id"), ("target-id", check.id)])
        writer.name("status")
        writer.beginObject()
        writer.pairs([
            ("state", isPassed ? "satisfied" : "not-satisfied"),
            ("reason", isPassed ? "pass" : result.outcome == .failed ? "fail" : "other"),
        ])
        if let waiver = result.waiver {
            writer.pairs([
                ("remarks", "\(waiver.owner), until \(Timestamp.date(waiver.until - 1)): \(waiver.reason)")
            ])
        }
        writer.endObject()
        writer.endObject()
        writer.name("related-observations")
        writer.beginArray()
        writer.beginObject()
        writer.name("observation-uuid")
        writer.string(id("observation \(check.id)"))
        writer.endObject()
        writer.endArray()
        writer.endObject()
    }

    /// OSCAL takes UUIDs of versions 4 and 5 only: this one is made of the run's id and what it names.
    private func id(_ what: String) -> String {
        var digits = Array(UUIDValue.named("\(run.id) \(what)").description.utf8)
        digits[14] = UInt8(ascii: "5")
        return String(decoding: digits, as: UTF8.self)
    }
}

extension JSONWriter {
    fileprivate mutating func pairs(_ pairs: [(String, String)]) {
        for (name, text) in pairs {
            self.name(name)
            string(text)
        }
    }
}
