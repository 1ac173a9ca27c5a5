import Domain

/// The promises with their proofs, a row each: on the public page, and for an organization's own database.
struct ProofRows: Sendable {
    let rows: [TrustReport.Row]
    let now: Int64
    let zone: LocalZone
    let texts: TrustTexts

    var html: HTML { "<ul class=\"proofs\">\(rows.map(row))</ul>" }

    private func row(_ row: TrustReport.Row) -> HTML {
        let promise = row.promise
        let isBad = isBad(row.standing)
        return """
            <li\(when: isBad, " class=\"is-bad\"") id="\(promise.id.rawValue)"><span class="id">\(promise.id.rawValue)</span>\
            <div class="promise">\(promise.sentence)<p class="guard-name hash">\(promise.place)</p></div>\
            <div class="guard">\(badge(row))<span class="sub">\(row.last?.measured ?? texts.neverRun)</span></div>\
            <div class="hist">\(history(row))</div>\(details(row, isBad))</li>

            """
    }

    private func isBad(_ standing: TrustReport.Standing) -> Bool {
        switch standing {
        case .broken, .overdue: true
        case .kept, .notChecked, .notYet: false
        }
    }

    private func badge(_ row: TrustReport.Row) -> HTML {
        switch row.standing {
        case .kept: Badge(.ok, texts.kept).html
        case .broken(let since): Badge(.bad, texts.broken(since: day(since))).html
        case .overdue(let since): Badge(.bad, texts.overdue(since: day(since))).html
        case .notChecked: Badge(.warn, texts.notChecked).html
        case .notYet: Badge(.plain, texts.notYet).html
        }
    }

    /// A tick for each day that passed, a full bar for each that failed.
    private func history(_ row: TrustReport.Row) -> HTML {
        let ticks = row.days.enumerated().map { place, day -> HTML in
            switch day {
            case .broken: "<rect class=\"bad\" x=\"\(7 * place)\" y=\"0\" width=\"5\" height=\"24\"/>"
            case .kept: "<rect class=\"ok\" x=\"\(7 * place)\" y=\"9\" width=\"3\" height=\"15\"/>"
            case .notChecked, .none: "<rect class=\"none\" x=\"\(7 * place)\" y=\"21\" width=\"3\" height=\"3\"/>"
            }
        }
        let passed = row.days.filter { $0 == .kept }.count
        let failed = row.days.filter { $0 == .broken }.count
        let last = row.last.map { run -> HTML in "<span>\(lastRun(run.at))</span>" }
        return """
            <svg class="chart" viewBox="0 0 210 24" role="img" aria-label="\(texts.history(passed, failed))">\(ticks)</svg>\
            <span class="sub"><span>\(texts.thirtyDays)</span>\(last)</span>
            """
    }

    private func details(_ row: TrustReport.Row, _ isBad: Bool) -> HTML {
        let promise = row.promise
        let happened = row.failures.prefix(isBad ? 5 : 20).map { run -> HTML in
            "<li>\(moment(run.at)): \(run.measured)</li>"
        }
        let failures: HTML? = happened.isEmpty ? nil : "<p><b>\(texts.whatHappened)</b></p><ul>\(Array(happened))</ul>"
        let next: HTML? = isBad ? "<p><b>\(texts.whatNow)</b> \(texts.whatNowText)</p>" : nil
        return """
            <details class="why"\(when: isBad, " open")><summary>\(texts.howKept)<span class="vh"> \(promise.id.rawValue)\
            </span></summary>\
            <dl class="facts"><dt>\(texts.guardWord)</dt><dd>\(promise.enforcement)</dd>\
            <dt>\(texts.probeWord)</dt><dd>\(promise.attempt)</dd><dt>\(texts.articleWord)</dt><dd>\(promise.article)</dd></dl>\
            \(failures)\(next)</details>
            """
    }

    private func day(_ instant: Int64) -> String {
        texts.format.day(zone.civil(instant), now: zone.civil(now))
    }

    private func moment(_ instant: Int64) -> String { "\(day(instant)), \(texts.format.time(zone.civil(instant)))" }

    /// The time alone where it was today.
    private func lastRun(_ instant: Int64) -> String {
        zone.civil(instant).isSameDay(as: zone.civil(now)) ? texts.format.time(zone.civil(instant)) : moment(instant)
    }
}

/// The last 30 days as one line: what failed, and when.
struct ProofLine: Sendable {
    let report: TrustReport
    let zone: LocalZone
    let texts: TrustTexts
    /// What stands after the last time, such as “UTC”.
    let zoneName: String

    /// A label takes the room of so many days.
    private static let daysOfLabel = 4

    var html: HTML {
        var cells = [Line.Cell](repeating: Line.Cell(isPast: true), count: TrustReport.days)
        cells[0].isMajor = true
        cells[cells.count - 1] = Line.Cell(isNow: true)
        var labelled = -Self.daysOfLabel
        for place in cells.indices {
            let failed = report.inForce.filter { place < $0.days.count && $0.days[place] == .broken }.map(\.promise.id)
            guard !failed.isEmpty else { continue }
            cells[place].event = .bad
            guard place - labelled >= Self.daysOfLabel else { continue }
            cells[place].label = label(failed)
            cells[place].isLabelBefore = place > cells.count * 3 / 4
            labelled = place
        }
        let first = TrustReport.firstDay(report.now)
        return Line(
            cells: cells, sentence: sentence, start: texts.format.dayAndMonth(zone.civil(first)),
            end: texts.today(texts.format.time(zone.civil(report.now)) + " " + zoneName), size: .labels
        ).html
    }

    private func label(_ failed: [PromiseID]) -> String {
        let names = failed.prefix(2).map(\.rawValue).joined(separator: ", ")
        return failed.count > 2 ? "\(names) +\(failed.count - 2)" : names
    }

    /// The whole line in words: each promise with the days on which it failed.
    private var sentence: String {
        let first = TrustReport.firstDay(report.now)
        let failures = report.inForce.compactMap { row -> String? in
            let days = row.days.indices.filter { row.days[$0] == .broken }.map { place in
                texts.format.dayAndMonth(zone.civil(first + Int64(place) * Clock.day))
            }
            return days.isEmpty ? nil : texts.failedOn(row.promise.id.rawValue, texts.format.list(days))
        }
        return texts.lineSentence(failures)
    }
}
