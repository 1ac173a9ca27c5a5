import ArgumentParser
import Domain
import Web

/// SARIF 2.1.0 (OASIS), for tools that collect findings: a rule for each check, a result for each outcome.
extension AuditReport {
    var sarif: [UInt8] {
        var writer = JSONWriter(capacity: 32_768)
        writer.beginObject()
        writer.name("$schema")
        writer.string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
        writer.name("version")
        writer.string("2.1.0")
        writer.name("runs")
        writer.beginArray()
        writer.beginObject()
        writeTool(to: &writer)
        writer.name("automationDetails")
        writer.beginObject()
        writer.name("id")
        writer.string("audit/\(run.id)")
        writer.endObject()
        writer.name("invocations")
        writer.beginArray()
        writer.beginObject()
        writer.name("executionSuccessful")
        writer.bool(true)
        writer.name("endTimeUtc")
        writer.string(Timestamp.instant(run.at))
        writer.endObject()
        writer.endArray()
        writer.name("results")
        writer.beginArray()
        for (index, line) in lines.enumerated() { writeResult(index, line.check, line.result, to: &writer) }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func writeTool(to writer: inout JSONWriter) {
        writer.name("tool")
        writer.beginObject()
        writer.name("driver")
        writer.beginObject()
        writer.name("name")
        writer.string("instructors audit")
        writer.name("version")
        writer.string(Instructors.configuration.version)
        writer.name("rules")
        writer.beginArray()
        for line in lines {
            writer.beginObject()
            writer.name("id")
            writer.string(line.check.id)
            writer.text("shortDescription", line.check.title)
            writer.text("help", line.check.remedy)
            writer.name("properties")
            writer.beginObject()
            writer.name("tags")
            writer.strings(
                [line.check.group.rawValue, "promise \(line.check.promise)"] + line.check.asvs.map { "ASVS \($0)" })
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endObject()
    }

    private func writeResult(_ index: Int, _ check: AuditCheck, _ result: AuditResult, to writer: inout JSONWriter) {
        // A kind other than fail has no level; what was not looked at is neither passed nor failed.
        let (kind, level) =
            switch result.outcome {
            case .passed: ("pass", "none")
            case .failed, .waived: ("fail", "error")
            case .warned: ("fail", "warning")
            case .notChecked: ("open", "none")
            }
        writer.beginObject()
        writer.name("ruleId")
        writer.string(check.id)
        writer.name("ruleIndex")
        writer.integer(index)
        writer.name("kind")
        writer.string(kind)
        writer.name("level")
        writer.string(level)
        writer.text("message", result.detail)
        writer.name("locations")
        writer.beginArray()
        writer.beginObject()
        writer.name("logicalLocations")
        writer.beginArray()
        writer.beginObject()
        writer.name("name")
        writer.string(check.group.rawValue)
        writer.name("kind")
        writer.string("module")
        writer.endObject()
        writer.endArray()
        writer.endObject()
        writer.endArray()
        if result.outcome == .waived, let waiver = result.waiver {
            writer.name("suppressions")
            writer.beginArray()
            writer.beginObject()
            writer.name("kind")
            writer.string("external")
            writer.name("status")
            writer.string("accepted")
            writer.name("justification")
            writer.string("\(waiver.owner), until \(Timestamp.date(waiver.until - 1)): \(waiver.reason)")
            writer.endObject()
            writer.endArray()
        }
        writer.endObject()
    }
}

extension JSONWriter {
    /// A member that is SARIF's `message` object.
    fileprivate mutating func text(_ name: StaticString, _ text: String) {
        self.name(name)
        beginObject()
        self.name("text")
        string(text)
        endObject()
    }
}
