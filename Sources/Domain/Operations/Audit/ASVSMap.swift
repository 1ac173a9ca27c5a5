/// How the program meets OWASP ASVS 5.0 at level 2, and the requirements of level 3 that it takes on (promise E3).
///
/// One row a requirement that applies: the code that meets it and the test that proves it, by their paths, so that a
/// test can see whether both are there. `docs/asvs.md` is written from it.
package enum ASVSMap {
    package struct Row: Sendable {
        /// `8.2.1`
        package let id: String
        /// The requirement in our words.
        package let title: String
        /// The file that meets it, below `Sources/`, without `.swift`; another path from the root as it is.
        package let control: String
        /// The file that proves it, below `Tests/`, without `.swift`; another path from the root as it is.
        package let test: String
        package let state: State

        fileprivate var withoutOwner: Row {
            guard case .open(_, let until, let missing) = state else { return self }
            return Row(
                id: id, title: title, control: control, test: test,
                state: .open(owner: "", until: until, missing: missing))
        }
    }

    package enum State: Sendable, Equatable {
        case met
        /// Not yet, or not wholly: who sees to it, until which day (`2027-03-31`), and what is missing.
        case open(owner: String, until: String, missing: String)
        case notApplicable(reason: String)
    }

    package static let rows: [Row] = tenancy + signIn + openID + sessions + browsers + input + protection + logs

    /// Rows of open requirements that nobody answers for, or whose day has passed, by id.
    package static func openRowsWithoutOwnerOrDate(at now: Int64, in rows: [Row] = rows) -> [String] {
        rows.filter { row in
            guard case .open(let owner, let until, _) = row.state else { return false }
            guard !owner.isEmpty, let day = AuditDay.start(of: until.utf8) else { return true }
            return now >= day + Clock.day
        }.map(\.id)
    }

    /// The map as it is held to its promise (E3): what is open has somebody who sees to it, until a day.
    static func answered(_ guards: Guards) -> [Row] {
        guards.stand(.e3) ? rows : rows.map(\.withoutOwner)
    }

    static func row(_ id: String, _ title: String, _ control: String, _ test: String) -> Row {
        Row(id: id, title: title, control: control, test: test, state: .met)
    }

    static func open(
        _ id: String, _ title: String, _ control: String, _ test: String, _ owner: String, by day: String,
        _ missing: String
    ) -> Row {
        Row(
            id: id, title: title, control: control, test: test,
            state: .open(owner: owner, until: day, missing: missing))
    }

    static func none(_ id: String, _ title: String, _ reason: String) -> Row {
        Row(id: id, title: title, control: "", test: "", state: .notApplicable(reason: reason))
    }
}

extension ASVSMap {
    /// `docs/asvs.md`.
    package static var document: String {
        let open = rows.filter { if case .open = $0.state { true } else { false } }.count
        let none = rows.filter { if case .notApplicable = $0.state { true } else { false } }.count
        let parts: [(String, [Row])] = [
            ("Tenancy and authorization", tenancy), ("Signing in", signIn), ("OpenID and tokens", openID),
            ("Sessions", sessions), ("Browsers", browsers), ("Input and availability", input),
            ("Cryptography, configuration and data", protection), ("Logs and errors", logs),
        ]
        return """
            # OWASP ASVS 5.0, level 2

            The requirements that apply to this program, with those of level 3 that it takes on. Titles are ours; the \
            standard's text counts. Written from `ASVSMap` by `make golden`; `instructors audit` fails (II-801) where \
            an open row has no owner, or its day has passed.

            \(rows.count) requirements: \(rows.count - open - none) met, \(open) open, \(none) not applicable.

            """ + parts.map(section).joined()
    }

    private static func section(_ part: (title: String, rows: [Row])) -> String {
        "\n## \(part.title)\n\n| Id | Requirement | Control | Test | State |\n|---|---|---|---|---|\n"
            + part.rows.map(line).joined()
    }

    private static func line(_ row: Row) -> String {
        let state =
            switch row.state {
            case .met: "met"
            case .open(let owner, let until, let missing): "open until \(until), \(owner): \(missing)"
            case .notApplicable(let reason): "not applicable: \(reason)"
            }
        func code(_ path: String) -> String { path.isEmpty ? "–" : "`\(path)`" }
        return "| \(row.id) | \(row.title) | \(code(row.control)) | \(code(row.test)) | \(state) |\n"
    }
}
