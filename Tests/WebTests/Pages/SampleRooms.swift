@testable import Domain

@testable import Web

extension SamplePages {
    private static let day: Int64 = 86_400_000

    /// Every page that shows what a directory, a file or a person supplied, with `text` wherever that stands.
    static func pages(text: String) -> [SamplePage] {
        let search = StaffListQuery().with {
            $0.q = text
            $0.department = text
            $0.source = "c1"
            $0.state = .held
            $0.initial = "A"
            $0.page = 2
        }
        return [
            SamplePage(name: "overview", html: overview(text)),
            SamplePage(name: "staff", html: staff(StaffListQuery(), text: text)),
            SamplePage(name: "staff, searched", html: staff(search, text: text)),
            SamplePage(name: "person", html: person(text, .held)),
            SamplePage(name: "person, left", html: person(text, .left(at: now - day, erasedAt: now + day))),
            SamplePage(name: "groups", html: groups(text)),
            SamplePage(name: "audit", html: AuditPage(parts: auditParts(text)).html(in: context())),
            SamplePage(name: "copies", html: CopiesPage(copies: copies(text)).html(in: context())),
            SamplePage(name: "group", html: group(text)),
            SamplePage(name: "directory", html: directory(text)),
            SamplePage(name: "guide", html: guide(text)),
            SamplePage(name: "connection", html: connection(text)),
            SamplePage(name: "attributes, recorded", html: attributes(text)),
            SamplePage(name: "purposes", html: purposes(text)),
            SamplePage(name: "statistics", html: statistics(text)),
            SamplePage(name: "import", html: imports(text)),
            SamplePage(name: "person without a record", html: person(text, .active, isSent: false)),
            SamplePage(
                name: "departure",
                html: ConfirmPage.departure(of: "p1", name: text, graceDays: 30, dueAt: now + day, in: context())),
            SamplePage(name: "change, waiting", html: change(.waiting, text: text)),
            SamplePage(name: "file, waiting", html: change(.waiting, text: text, counts: fileCounts)),
            SamplePage(
                name: "file, applied",
                html: change(.applied(by: text, at: now), text: text, counts: fileCounts, held: 9)),
            SamplePage(name: "change, withdrawn", html: change(.withdrawn(at: now), text: text)),
            SamplePage(name: "change, reading", html: change(.reading, text: text)),
            SamplePage(name: "change, expired", html: change(.expired, text: text)),
            SamplePage(name: "change, applying", html: change(.applying(done: 3, startedAt: now), text: text)),
            SamplePage(name: "change, applied", html: change(.applied(by: text, at: now), text: text)),
            SamplePage(name: "change, discarded", html: change(.discarded(by: text, at: now), text: text)),
            SamplePage(
                name: "revocation",
                html: ConfirmPage.revocation(
                    of: token(text), connection: summary(text), isLast: true, in: context())),
        ]
    }

    private static func summary(_ text: String) -> ConnectionSummary {
        ConnectionSummary(
            id: "c1", name: text, kind: .directory(.entra), state: .silent(days: 9), lastAt: now - day, people: 24,
            tokenEndsAt: now + day)
    }

    private static func token(_ text: String) -> ConnectionPage.Token {
        ConnectionPage.Token(
            id: "t1", prefix: text, kind: .client, createdAt: now - day, lastUsedAt: nil, endsAt: now + day,
            state: .valid)
    }

    private static let events = [
        DirectoryEvent(at: now - 3_600_000, kind: .brake), DirectoryEvent(at: now - 9_000_000, kind: .sync(changes: 2)),
        DirectoryEvent(at: now - 40_000_000, kind: .file(changes: 12)), DirectoryEvent(at: now, kind: .failed),
    ]

    private static func overview(_ text: String) -> HTML {
        OverviewPage(
            activeCount: 4_106, deactivatedCount: 17, heldCount: 212, leavingCount: 3, groupCount: 38,
            connections: [summary(text)],
            waiting: [OverviewPage.Waiting(changeID: "ch1", connection: text, since: now - day, counts: counts)],
            events: events,
            notices: [
                OverviewPage.Notice(at: now - day, kind: .operatorAccess(reason: text)),
                OverviewPage.Notice(at: now - 2 * day, kind: .escalated),
            ]
        ).html(in: context())
    }

    static func person(
        _ text: String, _ state: StaffState, isSent: Bool = true, in context: ConsoleContext = context()
    ) -> HTML {
        PersonPage(
            id: "p1", name: text, nativeName: text, state: state, heldByChange: "ch1", arrivedAt: now - 400 * day,
            changes: [now - 20 * day],
            held: [
                PersonPage.Held(
                    attribute: .title, value: text, source: text, since: now - 20 * day, correctedAt: now - day),
                PersonPage.Held(attribute: .externalID, value: text, source: text, since: now - 400 * day),
            ], groups: [PersonPage.Group(id: "g1", name: text)],
            record: isSent
                ? PersonPage.Record(
                    connection: text, userName: text, externalID: text, version: 7, createdAt: now - 400 * day,
                    changedAt: now - day) : nil, notInstructed: [.manager]
        ).html(in: context)
    }

    private static func groups(_ text: String) -> HTML {
        let row = GroupsPage.Row(id: "g1", name: text, memberCount: 612, source: text, changedAt: now - day)
        return GroupsPage(rows: [row], totalCount: 120, page: 2).html(in: context())
    }

    private static func group(_ text: String) -> HTML {
        let member = GroupPage.Member(id: "p1", name: text, title: text, state: .deactivated)
        return GroupPage(
            id: "g1", name: text, externalID: text, source: text, createdAt: now - day, changedAt: now,
            members: [member], memberCount: 90, page: 1
        ).html(in: context())
    }

    private static func directory(_ text: String) -> HTML {
        let staged = DirectoryPage.Staged(
            changeID: "ch1", connection: text, since: now - day, minutes: 11,
            counts: counts, mostly: text, sample: differences(text),
            graceDays: 30, erasedAt: now + 30 * day)
        return DirectoryPage(
            peopleCount: 4_318, connections: [summary(text)], events: events, staged: [staged],
            recent: [
                DirectoryPage.Recent(
                    changeID: "ch2", source: text, at: now - day, origin: .file, stage: .waiting, counts: fileCounts),
                DirectoryPage.Recent(
                    changeID: "ch3", source: text, at: now - day, origin: .brake, stage: .withdrawn(at: now),
                    counts: counts),
            ], brake: brake,
            dropped: [DirectoryPage.Dropped(name: text, count: 4_106, lastAt: now)], instructed: [.department],
            instructedAt: now - day, scimBase: base
        ).html(in: context())
    }

    private static func guide(_ text: String) -> HTML {
        GuidePage(
            provider: .entra, scimBase: base, tokenEndpoint: base, instructed: [.manager], nameError: text, name: text
        ).html(in: context())
    }

    private static func connection(_ text: String) -> HTML {
        ConnectionPage(
            summary: summary(text), requestsByHour: [Int](repeating: 7, count: 25), since: now - day, readBackCount: 31,
            events: events,
            tokens: [token(text)], scimBase: base
        ).html(in: context())
    }

    private static func attributes(_ text: String) -> HTML {
        let version = AttributesPage.Version(number: 1, attributes: [.department], by: text, at: now - day)
        return AttributesPage(instructed: [.department], versions: [version]).html(in: context())
    }

    private static func purposes(_ text: String) -> HTML {
        let states: [PurposesPage.State] = [
            .always, .on(since: .init(number: 2, at: now - day)), .notYet, .off(since: .init(number: 3, at: now)),
        ]
        return PurposesPage(
            purposes: states.enumerated().map { place, state in
                PurposesPage.Purpose(
                    name: PurposeName.allCases[place], attributes: [.title], categories: [.usage], state: state,
                    receipts: [DayReceipt(opened: Int64(place), refused: 1), DayReceipt()])
            },
            uses: .experience,
            groups: [PurposesPage.Group(id: UUIDValue.random().description, name: text, members: 24, isChosen: true)],
            history: [InstructionHistory.Entry(number: 1, content: text, by: text, at: now)]
        ).html(in: context())
    }

    private static func statistics(_ text: String) -> HTML {
        let block = StatisticBlock(of: ISOWeek(at: now - 60 * day, in: "Etc/UTC"))
        let figures: [Statistics.Figure?] = [.init(people: 12, days: 30), nil, nil, .init(people: 10, days: 10)]
        let published = Statistics.Published(
            block: block, publishedAt: now - 20 * day, groups: [Personal(text), nil],
            rows: [
                Statistics.Row(feature: .staffList, figures: [figures, [nil, nil, nil, nil]]),
                Statistics.Row(feature: .groups, figures: Array(repeating: [nil, nil, nil, nil], count: 2)),
            ])
        return StatisticsPage(
            statistics: Statistics(
                isInstructed: true, nextAt: now + 8 * day, blocks: [block], published: published)
        ).html(in: context())
    }

    private static func imports(_ text: String) -> HTML {
        ImportPage(instructed: [.department], sizeMax: 64, fileError: text).html(in: context())
    }

    /// The route pattern of every address.
    static let patterns: [String] =
        [
            Address.start, .chooser, .mailedSignIn, .asset("site.css"), .asset("site.js"), .asset("icon.svg"),
            .asset("instructor.svg"), .policy(anchor: nil), .policyVersion(""), .policyText, .trust(anchor: nil),
            .trustJSON,
        ].map(\.pattern) + rooms.map { Address.room(slug: "", $0).pattern }
        + registerPatterns

    private static let rooms: [Address.Room] =
        rightsRooms + [
            .evidence(.log), .evidence(.checkpoint), .evidence(.checkpoints(before: nil)), .evidence(.bundle),
            .evidence(.verdict), .erasures(.list), .erasures(.rehire), .erasures(.erasure(id: "")),
            .erasures(.certificate(id: "")), .holds(.list), .holds(.new(person: "")), .holds(.hold(id: "")),
            .holds(.kept(id: "")), .holds(.end(id: "")),
            .purposes, .audit, .statisticGroups, .statistics(week: nil), .statisticsFile(week: nil),
            .overview, .door, .signIn(token: ""), .singleSignOn, .singleSignOnAnswer, .factor(then: .overview),
            .factorSetup,
            .ownSignIn, .recoveryCodes, .loginEnd(id: ""), .otherLoginsEnd, .signOut, .signedOut,
            .staff(StaffListQuery()),
            .person(id: ""),
            .departure(person: ""), .groups(page: 1), .group(id: "", page: 1), .directory, .connect, .guide(.okta),
            .connections,
            .access, .signInSettings, .singleSignOnOnly, .providerRemoval, .team(group: nil, page: 1),
            .roles(person: ""), .managedGroups(person: ""), .factorReset(person: ""), .groupRoles(group: ""),
            .connection(id: ""), .tokens(connection: ""), .revocation(connection: "", token: ""), .attributes, .brake,
            .imports,
            .change(id: "", ChangeQuery()), .approval(change: ""), .rejection(change: ""), .proof(.trust),
            .proof(.record),
            .proof(.dataMap(DataMapQuery())),
        ]

    private static let rightsRooms: [Address.Room] =
        [
            OwnRoom.data, .seen(page: 1), .ask(.access, attribute: nil), .request(id: ""), .withdrawal(id: ""),
            .objectionEnd(purpose: ""), .copies, .copyDownload(id: ""),
        ].map(Address.Room.own)
        + [
            PrivacyRoom.overview, .request(id: ""), .newRequest(person: nil), .approval(request: ""),
            .identity(request: ""), .refusal(request: ""), .extension(request: ""), .corrections,
            .settlement(person: "", attribute: ""), .correction(person: ""), .restrictions, .restriction(person: ""),
            .release(person: ""), .copies, .copyDownload(id: ""), .retention(days: 0),
        ].map(Address.Room.privacy)

    /// Whether a link, without its query and its anchor, follows a route pattern.
    static func matches(_ link: String, _ pattern: String) -> Bool {
        let path = link.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let names = pattern.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count == names.count
            && zip(parts, names).allSatisfy { part, name in
                name.first == UInt8(ascii: "{") ? !part.isEmpty : part.elementsEqual(name)
            }
    }
}
