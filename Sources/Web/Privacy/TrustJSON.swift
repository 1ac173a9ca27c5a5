package import Domain

/// The report as JSON: `/trust.json`, and the command.
package struct TrustJSON: Sendable {
    let report: TrustReport

    package init(report: TrustReport) { self.report = report }

    package var bytes: [UInt8] {
        var json = JSONWriter(capacity: 16_384)
        json.beginObject()
        json.name("at")
        json.string(Self.instant(report.now))
        for (name, count) in [
            ("promises", report.rows.count), ("inForce", report.inForce.count), ("kept", report.kept.count),
            ("notKept", report.notKept.count), ("notChecked", report.notChecked.count),
        ] {
            json.name(name)
            json.integer(count)
        }
        json.name("rows")
        json.beginArray()
        for row in report.rows { write(row, to: &json) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private func write(_ row: TrustReport.Row, to json: inout JSONWriter) {
        let promise = row.promise
        json.beginObject()
        for (name, text) in [
            ("id", promise.id.rawValue), ("sentence", promise.sentence), ("article", promise.article),
            ("guard", promise.place), ("enforcement", promise.enforcement), ("probe", promise.attempt),
            ("standing", Self.word(row.standing)),
        ] {
            json.name(name)
            json.string(text)
        }
        if case .notYet(let reason) = row.standing {
            json.name("reason")
            json.string(reason)
        }
        if let since = Self.since(row.standing) {
            json.name("since")
            json.string(Self.instant(since))
        }
        if let last = row.last {
            json.name("measured")
            json.string(last.measured)
            json.name("lastRun")
            json.string(Self.instant(last.at))
        }
        json.name("mutant")
        json.beginArray()
        if promise.isInForce { for id in promise.turnsRed.sorted() { json.string(id.rawValue) } }
        json.endArray()
        json.name("days")
        json.beginArray()
        for day in row.days { json.string(Self.word(day)) }
        json.endArray()
        json.endObject()
    }

    /// “kept”, “broken”, “overdue”, “not-checked”, “not-yet-in-force”.
    package static func word(_ standing: TrustReport.Standing) -> String {
        switch standing {
        case .kept: "kept"
        case .broken: "broken"
        case .overdue: "overdue"
        case .notChecked: "not-checked"
        case .notYet: "not-yet-in-force"
        }
    }

    private static func word(_ day: TrustReport.Day) -> String {
        switch day {
        case .none: "none"
        case .kept: "kept"
        case .broken: "broken"
        case .notChecked: "not-checked"
        }
    }

    private static func since(_ standing: TrustReport.Standing) -> Int64? {
        switch standing {
        case .broken(let since), .overdue(let since): since
        case .kept, .notChecked, .notYet: nil
        }
    }

    private static func instant(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        SCIMInstant.write(milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
