import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Domain
@testable import Web

/// Purposes, instructions on uses, and the statistics that come of them.
@Suite struct PurposesTests {
    @Test("The page says what data is used for, and records what is instructed", arguments: Engine.allCases)
    func instructs(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            let before = try await browser.get(world.path(.purposes))
            #expect(before.status == 200 && Markup.faults(in: before.text).isEmpty)
            #expect(before.text.contains("Nothing is recorded until you instruct it."))
            #expect(!before.text.contains("name=\"group\""))
            let token = try await browser.csrf(at: world.path(.purposes))
            let uses = [("csrf", token), ("use", "experience"), ("use", "training")]
            #expect(try await browser.post(world.path(.purposes), uses).status == 303)
            let after = try await browser.get(world.path(.purposes)).text
            #expect(after.contains("By instruction, version 2") == false)
            #expect(after.contains("By instruction, version 1"))
            #expect(after.contains("Recorded by <bdi>freja@havn.example</bdi>"))
            #expect(after.contains("training records are kept"))
            #expect(try await browser.post(world.path(.purposes), [("csrf", token), ("use", "ads")]).status == 400)
            #expect(try await browser.post(world.path(.purposes), [("csrf", token)]).status == 303)
            #expect(try await browser.get(world.path(.purposes)).text.contains("Withdrawn by version 3"))
        }
    }

    @Test("What someone opens is feature use once it is instructed; what is refused is not", arguments: Engine.allCases)
    func counts(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            _ = try await Staff(world)
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: world.path(.purposes))
            try await browser.post(world.path(.purposes), [("csrf", token), ("use", "experience")])
            let learner = try await world.signedIn("p1@havn.example")
            #expect(try await learner.get(world.path(.overview)).status == 200)
            #expect(try await learner.get(world.path(.staff(StaffListQuery()))).status == 403)
            _ = try await browser.get(world.path(.staff(StaffListQuery())))
            try await world.customer.flushTally()
            let stored = try await world.customer.read { tx in
                try tx.db.all("SELECT feature, count(*) FROM usage GROUP BY feature ORDER BY feature") {
                    "\($0.text(0)) \($0.integer(1))"
                }
            }
            #expect(stored == ["overview 1", "privacy 1", "sign-in 2", "staff-list 1"])
        }
    }

    @Test("Published statistics are shown by group and week, and as a file that names no small group")
    func statistics() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            let records = try await world.arrive(24, from: connection.id)
            let groups = try await world.sync(connection.id) { tx, permit in
                let named: [(String, [UUIDValue])] = [
                    ("=Drivers", records[..<14].map(\.id).sorted()), ("Cooks", records[14...].map(\.id).sorted()),
                ]
                return try named.map { name, members in
                    try tx.createGroup(GroupDraft(displayName: name, externalID: nil, members: members), permit).id
                }
            }
            let drivers = try await world.customer.read { tx in
                try records[..<14].compactMap { record in
                    try tx.db.first("SELECT person FROM directory_record WHERE id = $1", [.blob(record.id.bytes)]) {
                        UUIDValue(bytes: $0.blob(0))
                    } ?? nil
                }
            }
            let browser = try await world.administrator()
            let empty = try await browser.get(world.path(.statistics(week: nil))).text
            #expect(empty.contains("has not instructed that statistics are published"))
            let token = try await browser.csrf(at: world.path(.purposes))
            let early = try await browser.post(
                world.path(.statisticGroups), [("csrf", token), ("group", groups[0].description)])
            #expect(early.status == 409, "feature use comes first")
            try await browser.post(world.path(.purposes), [("csrf", token), ("use", "experience")])
            let choice = try await browser.get(world.path(.purposes)).text
            #expect(choice.contains("=Drivers") && !choice.contains("Cooks"), "ten members are too few")
            let chosen = try await browser.post(
                world.path(.statisticGroups), [("csrf", token), ("group", groups[0].description)])
            #expect(chosen.status == 303)
            #expect(try await browser.get(world.path(.statistics(week: nil))).text.contains("The first figures"))
            for _ in 0..<4 {
                for person in drivers { world.customer.usage.count(.directory, person, at: world.customer.clock.now) }
                for person in drivers.prefix(12) {
                    world.customer.usage.count(.groups, person, at: world.customer.clock.now)
                }
                try await world.customer.flushTally()
                world.clock.pass(7 * Clock.day)
            }
            world.clock.pass(14 * Clock.day)
            try await world.platform.runDueJobs()
            let again = try await world.signedIn("freja@havn.example")
            let page = try await again.get(world.path(.statistics(week: nil)))
            #expect(page.status == 200 && Markup.faults(in: page.text).isEmpty)
            #expect(page.text.contains("withheld") && page.text.contains("<bdi>=Drivers</bdi>"))
            let file = try await again.get(world.path(.statisticsFile(week: nil)))
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(file.text.contains("Groups,'=Drivers,2026-W"))
            #expect(!file.text.contains("Cooks"))
            #expect(try await again.get(world.path(.statistics(week: 7))).status == 404)
            #expect(try await again.get(world.path(.statistics(week: nil)) + "?week=x").status == 404)
        }
    }

    @Test("Every room but the ways in and out belongs to a feature")
    func rooms() {
        #expect(Feature(room: .overview) == .overview)
        #expect(Feature(room: .person(id: "")) == .staffList)
        #expect(Feature(room: .ownSignIn) == .ownSignIn)
        #expect(Feature(room: .change(id: "", ChangeQuery())) == .directory)
        #expect(Feature(room: .statisticsFile(week: 1)) == .statistics)
        #expect(Feature(room: .statisticGroups) == .privacy)
        for room: Address.Room in [.door, .signIn(token: ""), .signOut, .signedOut, .singleSignOn, .factorSetup] {
            #expect(Feature(room: room) == nil)
        }
    }
}
