import Domain

/// The checks of a run by group, each with its result and its history: the same in both consoles.
struct AuditList: Sendable {
    let results: [AuditResult]
    /// Runs, the newest first: what each said of every check.
    let history: [[AuditResult]]

    func html(in context: ConsoleContext) -> HTML {
        let byCheck = history.map { run in
            Dictionary(run.map { ($0.check, $0.outcome) }) { first, _ in first }
        }
        return AuditCheck.Group.allCases.map { group -> HTML in
            let here = results.compactMap { result in
                AuditCheck.named(result.check).map { (check: $0, result: result) }
            }.filter { $0.check.group == group }
            guard !here.isEmpty else { return "" }
            let rows = here.map { row($0.check, $0.result, byCheck, context) }
            return """
                <section aria-labelledby="g-\(group.rawValue)"><h2 id="g-\(group.rawValue)">\(group.title)</h2>\
                <ul class="proofs">\(rows)</ul></section>
                """
        }.joined()
    }

    private func row(
        _ check: AuditCheck, _ result: AuditResult, _ runs: [[String: AuditOutcome]], _ context: ConsoleContext
    ) -> HTML {
        let texts = context.texts.audit
        let marks = runs.reversed().map { run -> HistoryTicks.Mark in
            switch run[check.id] {
            case .failed?: .failed
            case .passed?, .warned?, .waived?: .held
            case .notChecked?, nil: .unknown
            }
        }
        let ticks = HistoryTicks(
            marks: marks,
            sentence: texts.history(
                held: marks.count { $0 == .held }, failed: marks.count { $0 == .failed }))
        let waiver: HTML? = result.waiver.map { waiver in
            "<p class=\"why\">\(texts.waived(waiver, until: context.date(waiver.until - 1)))</p>"
        }
        let remedy: HTML? =
            result.outcome == .failed || result.outcome == .warned
            ? "<p class=\"why\"><b>\(texts.remedy)</b> \(check.remedy)</p>" : nil
        let badge = Badge(Self.tone(result.outcome), texts.word(result.outcome))
        let name = texts.promise(check.promise, asvs: check.asvs)
        return """
            <li id="\(check.id)"\(when: result.outcome == .failed, " class=\"is-bad\"")>\
            <span class="id nowrap">\(check.id)</span>\
            <div class="promise">\(check.title)<p class="guard-name hash">\(name)</p></div>\
            <div class="guard">\(badge.html)<span class="sub">\(result.detail)</span></div>\
            <div class="hist">\(ticks.html)<span class="sub"><span>\(texts.runs(min(marks.count, ticks.places)))</span>\
            </span></div>\(waiver)\(remedy)</li>
            """
    }

    private static func tone(_ outcome: AuditOutcome) -> Badge.Tone {
        switch outcome {
        case .passed: .ok
        case .failed: .bad
        case .warned, .waived: .warn
        case .notChecked: .plain
        }
    }
}
