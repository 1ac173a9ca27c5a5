@testable import Domain
import Testing

@testable import Web

/// A page with the name that a failing test shows.
struct SamplePage: Sendable, CustomTestStringConvertible {
    let name: String
    let html: HTML
    var testDescription: String { name }
}

/// Every page once full and, where it differs, once empty; then all of them with hostile values.
enum SamplePages {
    /// 24 November 2026, 16:20 in Copenhagen.
    static let now: Int64 = 1_795_533_600_000
    static let csrf = "t0ken"
    private static let day: Int64 = 86_400_000

    static func context(_ roles: [Role] = [.administrator, .privacyOfficer]) -> ConsoleContext {
        ConsoleContext(
            texts: .english, slug: "havn", organization: "Havn", zone: LocalZone(name: "Europe/Copenhagen") { _ in 60 },
            now: now, reader: Reader(name: "Freja Lindqvist", principal: .person(.random(), roles: Set(roles))),
            waitingCount: 1,
            csrf: csrf, flash: .instructionRecorded)
    }

    static let all: [SamplePage] =
        doors + logins(context()) + pages(text: "Amara Okonkwo") + rights(text: "Amara Okonkwo") + kept("Amara Okonkwo")
        + evidence + empty + policies + proofs("Amara Okonkwo") + registers(text: "Speech Ltd") + exits
    static let hostile: [SamplePage] =
        pages(text: hostileText) + rights(text: hostileText) + kept(hostileText) + proofs(hostileText)
        + registers(text: hostileText)
    private static let hostileText = "\"\u{301}'><x src=x>\u{0}</td>"

    private static var doors: [SamplePage] {
        [Texts.english, .german].flatMap { texts in
            let context = DoorContext(texts: texts, csrf: csrf)
            return [
                SamplePage(name: "start", html: StartPage(offersMail: true, unknownSlug: "hafn").html(in: context)),
                SamplePage(
                    name: "start, wrong", html: StartPage(offersMail: false, wrongEmail: "x").html(in: context)),
                SamplePage(
                    name: "sign in", html: SignInPage(slug: "havn", organization: "H", token: "t").html(in: context)),
                SamplePage(name: "elsewhere", html: SignInElsewherePage(slug: "havn").html(in: context)),
                SamplePage(name: "expired", html: SignInExpiredPage(slug: "havn").html(in: context)),
                SamplePage(name: "signed out", html: SignedOutPage(slug: "havn").html(in: context)),
                SamplePage(name: "again", html: SignInAgainPage(slug: "havn", back: .start).html(in: context)),
            ]
                + doorWays(context) + factorPages(context)
                + [400, 401, 403, 404, 409, 413, 429, 500, 503].map {
                    SamplePage(
                        name: "error \($0)",
                        html: ErrorPage(status: $0, reference: $0 < 500 ? nil : "K7", retryAfter: 2).html(in: context))
                }
        }
    }

    private static var empty: [SamplePage] {
        let context = context()
        return [
            SamplePage(
                name: "overview, empty",
                html: OverviewPage(
                    activeCount: 0, deactivatedCount: 0, heldCount: 0, leavingCount: 0, groupCount: 0, connections: [],
                    waiting: [], events: [], notices: []
                ).html(in: context)),
            SamplePage(
                name: "staff, empty",
                html: StaffListPage(
                    query: StaffListQuery(), rows: [], matchCount: 0, totalCount: 0, leftCount: 0, initials: [],
                    departments: nil,
                    sources: []
                ).html(in: context)),
            SamplePage(
                name: "groups, empty", html: GroupsPage(rows: [], totalCount: 0, page: 1).html(in: context)),
            SamplePage(
                name: "directory, empty",
                html: DirectoryPage(
                    peopleCount: 0, connections: [], events: [], staged: [], recent: [], brake: brake, dropped: [],
                    instructed: [], instructedAt: nil, scimBase: base
                ).html(in: context)),
            SamplePage(name: "connect", html: ConnectPage().html(in: context)),
            SamplePage(name: "attributes", html: AttributesPage(instructed: [], versions: []).html(in: context)),
            SamplePage(name: "brake", html: BrakePage(setting: brake, versions: []).html(in: context)),
            SamplePage(name: "secret", html: secret),
            SamplePage(
                name: "purposes, empty",
                html: PurposesPage(purposes: [], uses: [], groups: [], history: []).html(in: context)),
            SamplePage(name: "copies, empty", html: CopiesPage(copies: []).html(in: context)),
            SamplePage(name: "own copies, empty", html: OwnCopiesPage(copies: []).html(in: context)),
            SamplePage(name: "own copies", html: OwnCopiesPage(copies: copies(nil)).html(in: context)),
            SamplePage(name: "retention", html: retention),
            SamplePage(
                name: "statistics, off",
                html: StatisticsPage(
                    statistics: Statistics(isInstructed: false, nextAt: nil, blocks: [], published: nil)
                ).html(in: context)),
        ]
    }

    static let brake = BrakeSetting(people: 50, percent: 3)
    static let base = "https://x.example/scim/v2/havn"
    private static let endpoint = "https://x.example/oauth/havn/token"
    static let counts = DifferenceCounts(movers: 5, leavers: 212, isStaged: true)
    static let fileCounts = DifferenceCounts(
        joiners: 1, movers: 4, leavers: 212, kept: 1, unchanged: 9, leaving: .removed)

    static var secret: HTML {
        SecretPage(
            connectionID: "c1", connectionName: "Entra", provider: .entra, secret: .bearer("ii_s3cret"),
            endsAt: now + day, scimBase: base, tokenEndpoint: endpoint
        ).html(in: context())
    }

    static func staff(
        _ query: StaffListQuery, text: String = "Amara", departments: [String]? = ["Aarhus"]
    ) -> HTML {
        let row = StaffListPage.Row(
            id: "p1", name: text, nativeName: text, email: text, title: text, department: "Aarhus inbound",
            source: text, state: .left(at: now, erasedAt: now + day))
        return StaffListPage(
            query: query, rows: [row], matchCount: 256, totalCount: 4_318, leftCount: 2,
            initials: [
                StaffListPage.Initial(letter: "A", count: 200), StaffListPage.Initial(letter: "B", count: 0),
                StaffListPage.Initial(letter: "#", count: 56),
            ], departments: departments, sources: [StaffListPage.Option(id: "c1", name: text)]
        ).html(in: context())
    }

    /// What the brake holds, or with `fileCounts` a file's difference.
    static func change(
        _ stage: ChangePage.Stage, text: String = "Amara", counts: DifferenceCounts = counts, rowCount: Int = 218,
        held: Int? = nil, in context: ConsoleContext = context()
    ) -> HTML {
        let problem = ChangePage.Problem(line: 40, reason: text)
        return ChangePage(
            id: "ch1", origin: counts.isStaged ? .brake : .file, source: text, at: now - day, stage: stage,
            counts: counts, graceDays: 30, erasedAt: now + 30 * day, query: ChangeQuery(), rows: differences(text),
            rowCount: rowCount, problems: counts.isStaged ? [] : [problem], problemCount: counts.isStaged ? 0 : 3,
            heldCount: held
        ).html(in: context)
    }

    static func differences(_ text: String) -> [Difference] {
        let changes: [Difference.Change] = [
            .joins(title: text), .joins(title: nil), .attribute(.title, before: text, after: nil),
            .keptOut(.title, held: text, offered: text), .ownedElsewhere(.title, held: text, offered: text),
            .blanked([.title, .manager]), .groupEmptied, .reactivated, .deactivated, .removed, .enteredGroup(text),
            .leftGroup(text),
        ]
        return changes.map {
            Difference(change: $0, personName: text, personID: "p1", about: text, source: text, at: now - day)
        }
    }
}
