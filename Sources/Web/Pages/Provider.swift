/// The directories that the console knows how to connect.
enum Provider: String, Sendable, CaseIterable {
    case entra, okta
    /// Any other client of SCIM 2.0.
    case scim
}

/// Where staff come from: a directory that pushes, or a file.
struct ConnectionSummary: Sendable {
    enum Kind: Sendable, Equatable {
        case directory(Provider)
        case file
        /// Made with the organization: the first administrator's record.
        case `operator`
    }

    enum State: Sendable, Equatable {
        /// Set up, and nothing has arrived yet.
        case expected
        case current
        /// A change waits for the administrator.
        case staged
        case silent(days: Int)
        /// No token is valid.
        case closed
    }

    let id: String
    /// As the administrator named it.
    let name: String
    let kind: Kind
    let state: State
    /// Milliseconds UTC.
    let lastAt: Int64?
    let people: Int
    /// When the last valid token ends, milliseconds UTC; nil for files.
    let tokenEndsAt: Int64?

    func badge(_ texts: DirectoryTexts) -> Badge {
        let text = texts.state(state)
        return switch state {
        case .expected: Badge(.plain, text)
        case .current: Badge(.ok, text)
        case .staged: Badge(.warn, text)
        case .silent, .closed: Badge(.bad, text)
        }
    }
}

/// Something that the directory did, for the line of the last 24 hours.
struct DirectoryEvent: Sendable {
    enum Kind: Sendable, Equatable {
        case sync(changes: Int)
        case file(changes: Int)
        case brake
        case failed
    }

    /// Milliseconds UTC.
    let at: Int64
    let kind: Kind

    static func line(of events: [DirectoryEvent], _ context: ConsoleContext) -> Line {
        let texts = context.texts.directory
        let span = LineSpan.lastDay(now: context.now)
        let marks = events.map { event in
            let isBad = event.kind == .brake || event.kind == .failed
            return LineMark(
                at: event.at, event: isBad ? .bad : .ok,
                label: texts.eventLabel(event.kind, time: context.time(event.at)))
        }
        let past = events.filter { $0.at >= span.start }.sorted { $0.at < $1.at }
        return Line(
            cells: span.cells(
                now: context.now, nowLabel: texts.nowLabel(context.time(context.now)), marks: marks, majorEvery: 6),
            sentence: texts.daySentence(
                past.suffix(12).map { texts.eventLabel($0.kind, time: context.time($0.at)) },
                left: max(0, past.count - 12), now: context.time(context.now)),
            start: texts.dayStart(context.time(span.start)), end: context.zone.name, size: .labels)
    }
}
