import Domain

/// A request's time: from the employer's receipt to the end of the day on which an answer is due.
struct RequestLine: Sendable {
    let request: RightsRequest
    let steps: [RightsStep]
    var size = Line.Size.labels

    func html(_ context: ConsoleContext) -> HTML { line(context).html }

    private func line(_ context: ConsoleContext) -> Line {
        let texts = context.texts.rights
        let span = span(context)
        let isOpen = request.state.isOpen
        let marks = size == .small ? [] : marks(texts)
        var cells = span.cells(
            now: request.endedAt ?? context.now,
            nowLabel: isOpen && size == .labels ? context.day(context.now) : nil, marks: marks,
            majorEvery: span.unit == .day ? 7 : 4)
        if !isOpen, let place = cells.firstIndex(where: \.isNow) {
            cells[place].isNow = false
            cells[place].event = request.state == .refused ? .bad : .ok
        }
        if size == .labels, !cells.isEmpty { cells[0].event = .plain }
        let left = daysLeft(context)
        let middle: HTML = isOpen ? "<b>\(texts.daysLeft(left))</b>" : "<b>\(texts.step(ended))</b>"
        return Line(
            cells: cells, sentence: sentence(context), start: texts.lineReceived(context.moment(request.receivedAt)),
            middle: middle, end: texts.lineDue(context.day(request.dueAt)), size: size)
    }

    /// Whole days, so that a cell is a day of the employer's; weeks where there are too many.
    private func span(_ context: ConsoleContext) -> LineSpan {
        let local = context.zone.civil(request.receivedAt)
        let sinceMidnight = Int64(local.hour * 3_600 + local.minute * 60 + local.second) * 1_000
        let start = request.receivedAt - sinceMidnight
        let days = (request.dueAt - start + Clock.day - 1) / Clock.day
        return LineSpan(start: start, end: request.dueAt + 1, unit: days > 45 ? .week : .day)
    }

    private func marks(_ texts: RightsTexts) -> [LineMark] {
        steps.compactMap { step in
            switch step.kind {
            // An identity that is known at once is no event of its own.
            case .identified where step.at - request.receivedAt < Clock.minute: nil
            case .identified, .extended: LineMark(at: step.at, event: .plain, label: texts.step(step.kind))
            case .firstApproval, .approved: LineMark(at: step.at, event: .plain, label: texts.step(step.kind))
            case .received, .doing, .done, .refused, .withdrawn, .atSource: nil
            }
        }
    }

    private var ended: RightsStep.Kind {
        switch request.state {
        case .refused: .refused
        case .withdrawn: .withdrawn
        default: .done
        }
    }

    /// Whole civil days until the due day; negative where it is over.
    func daysLeft(_ context: ConsoleContext) -> Int {
        let (today, due) = (context.zone.civil(context.now), context.zone.civil(request.dueAt))
        return Int(
            CivilTime.days(year: due.year, month: due.month, day: due.day)
                - CivilTime.days(year: today.year, month: today.month, day: today.day))
    }

    private func sentence(_ context: ConsoleContext) -> String {
        let texts = context.texts.rights
        let steps =
            steps.isEmpty
            ? [texts.lineReceived(context.day(request.receivedAt))]
            : steps.map { "\(texts.step($0.kind)) \(context.day($0.at))" }
        return texts.lineSentence(steps, due: context.day(request.dueAt), isExtended: request.extendedAt != nil)
    }
}
