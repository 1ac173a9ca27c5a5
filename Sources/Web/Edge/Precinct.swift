/// What an address is for, as far as limits and forms of answers go. Found by the path alone, before any route is.
enum Precinct: Sendable, Equatable {
    /// Files and answers that touch no database.
    case open
    /// `/health/…`: also for machines that know no name of ours.
    case health
    /// Pages for anyone: the start page, the policy, signing out, what is nowhere. No answer here says that a cookie is
    /// right.
    case door
    /// Where a link, a code or a provider's answer signs someone in.
    case signIn
    /// Pages for those who are signed in.
    case room
    /// SCIM, answered in its own form.
    case scim
    /// OAuth, the JSON API and metrics, answered as problems.
    case machine

    init(path: String) {
        var segments = path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3).makeIterator()
        func next() -> String? { segments.next().map { String(decoding: $0, as: UTF8.self) } }
        switch next() {
        case "assets", ".well-known": self = .open
        case "health": self = .health
        case "scim": self = .scim
        case "api", "oauth", "metrics": self = .machine
        case "o":
            guard next() != nil else {
                self = .door
                return
            }
            self = Self.room(next())
        case "operator": self = Self.room(next())
        default: self = .door
        }
    }

    /// `/o/{slug}/…`, `/operator/…`
    private static func room(_ segment: String?) -> Precinct {
        switch segment {
        case "sign-in", "sso": .signIn
        case "sign-out", "signed-out": .door
        default: .room
        }
    }

    var answersProblems: Bool { self == .machine || self == .health }
}
